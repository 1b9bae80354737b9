// The body of an operation that takes one: right type, read with limits, parsed strictly.
import { createMiddleware } from 'hono/factory';
import { type Clock, turnOfEventLoop } from '../../clock.ts';
import { Refusal } from '../../refusal.ts';
import { Turns } from '../../turns.ts';
import type { Environment } from '../environment.ts';
import { readBody } from './read-body.ts';
import { parseStrictJson } from './strict-json.ts';

/** Longer than requests take that do not wait for their bodies. */
const LONG_MS = 1_000;

/** Sets `body`. An operation without a body in the contract leaves what was sent unread. */
export function requestBody(clock: Clock, stopping: AbortSignal) {
  const turns = new Turns();
  return createMiddleware<Environment>(async (c, next) => {
    const { bodyTypes } = c.get('operation').facts;
    // Manifests of one tenant are read one after the other, so that between the pieces of one no other of its own is read.
    const inTurn: InTurn = (read) => turns.take(c.get('caller').tenant, read);
    if (bodyTypes !== undefined) {
      const began = clock.monotonic();
      c.set('body', await readTyped(c.req.raw, bodyTypes, clock, stopping, inTurn));
      // Previews and answers that are given again commit nothing, and tell what was stored.
      if (clock.monotonic() - began >= LONG_MS) await c.get('credential').check();
    }
    await next();
  });
}

/** Runs what costs much, when those who came before have ended. */
type InTurn = (read: () => Promise<unknown>) => Promise<unknown>;

/**
 * Reads and parses a body that must be of one of these types.
 * @throws Refusal `unsupported_media_type`, `malformed_body`, `body_too_large`, `request_timeout` or `unavailable`
 */
export async function readTyped(
  request: Request,
  bodyTypes: readonly string[],
  clock: Clock,
  stopping: AbortSignal,
  inTurn: InTurn = (read) => read(),
): Promise<unknown> {
  const type = typeOf(request.headers.get('content-type') ?? undefined, bodyTypes);
  const text = await readBody(request, clock, type, stopping);
  if (text.trim() === '')
    throw new Refusal('malformed_body', `The body is empty: send ${bodyTypes.join(' or ')}.`);
  return type === YAML ? inTurn(() => parseYaml(text)) : parseStrictJson(text);
}

const YAML = 'application/yaml';
const JSON_TYPE = 'application/json';

// Names that YAML had before RFC 9512 gave it one; many tools still send them.
const YAML_TYPES: readonly string[] = [YAML, 'text/yaml', 'application/x-yaml', 'text/x-yaml'];

/** What the body is. JSON is taken everywhere: a patch may come as plain `application/json`, too. */
function typeOf(sent: string | undefined, taken: readonly string[]): string {
  const [type = '', ...parameters] = (sent ?? '').split(';').map((part) => part.trim().toLowerCase());
  const isUtf8 = parameters.every((parameter) => parameter === '' || /^charset="?utf-8"?$/.test(parameter));
  if (isUtf8 && taken.includes(YAML) && YAML_TYPES.includes(type)) return YAML;
  if (isUtf8 && (type === JSON_TYPE || taken.includes(type))) return JSON_TYPE;
  throw new Refusal('unsupported_media_type', `Send the body as ${taken.join(' or ')} in UTF-8.`);
}

/** Loaded with the first manifest: most services never see one. */
async function parseYaml(text: string): Promise<unknown> {
  const { parseYamlInTurns } = await import('./yaml/yaml.ts');
  return parseYamlInTurns(text, turnOfEventLoop);
}
