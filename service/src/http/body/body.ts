// The body of an operation that takes one: right type, read with limits, parsed strictly.
import { createMiddleware } from 'hono/factory';
import { type Clock, turnOfEventLoop } from '../../clock.ts';
import { Turns } from '../../plan/turns.ts';
import { Refusal } from '../../refusal.ts';
import type { Environment } from '../environment.ts';
import { readBody } from './read-body.ts';
import { parseStrictJson } from './strict-json.ts';

type Parse = (text: string) => unknown;

/** Sets `body`. An operation without a body in the contract leaves what was sent unread. */
export function requestBody(clock: Clock, stopping: AbortSignal) {
  const turns = new Turns();
  return createMiddleware<Environment>(async (c, next) => {
    const { bodyType } = c.get('operation').facts;
    // Manifests of one tenant are read one after the other, so that between the pieces of one no other of its own is read.
    const inTurn: InTurn = (read) => turns.take(c.get('caller').tenant, read);
    if (bodyType !== undefined) c.set('body', await readTyped(c.req.raw, bodyType, clock, stopping, inTurn));
    await next();
  });
}

/** Runs what costs much, when those who came before have ended. */
type InTurn = (read: () => Promise<unknown>) => Promise<unknown>;

/**
 * Reads and parses a body that must be of this type.
 * @throws Refusal `unsupported_media_type`, `malformed_body`, `body_too_large`, `request_timeout` or `unavailable`
 */
export async function readTyped(
  request: Request,
  bodyType: string,
  clock: Clock,
  stopping: AbortSignal,
  inTurn: InTurn = (read) => read(),
): Promise<unknown> {
  const parse = parserOf(request.headers.get('content-type') ?? undefined, bodyType, inTurn);
  const text = await readBody(request, clock, bodyType, stopping);
  if (text.trim() === '') throw new Refusal('malformed_body', `The body is empty: send ${bodyType}.`);
  return parse(text);
}

const YAML = 'application/yaml';

// Names that YAML had before RFC 9512 gave it one; many tools still send them.
const YAML_TYPES: readonly string[] = [YAML, 'text/yaml', 'application/x-yaml', 'text/x-yaml'];

/** JSON is taken everywhere: a patch may come as plain `application/json`, and a manifest too. */
function parserOf(sent: string | undefined, wanted: string, inTurn: InTurn): Parse {
  const [type = '', ...parameters] = (sent ?? '').split(';').map((part) => part.trim().toLowerCase());
  const isUtf8 = parameters.every((parameter) => parameter === '' || /^charset="?utf-8"?$/.test(parameter));
  if (isUtf8 && wanted === YAML && YAML_TYPES.includes(type)) return (text) => inTurn(() => parseYaml(text));
  if (isUtf8 && (type === 'application/json' || (type === wanted && wanted !== YAML))) return parseStrictJson;
  throw new Refusal('unsupported_media_type', `Send the body as ${wanted} in UTF-8.`);
}

/** Loaded with the first manifest: most services never see one. */
async function parseYaml(text: string): Promise<unknown> {
  const { parseYamlInTurns } = await import('./yaml/yaml.ts');
  return parseYamlInTurns(text, turnOfEventLoop);
}
