// Names for completion: asked for at the first Tab, and not again for a while; an API that is away costs a second and no word.
import type { Source } from '../commands/command.ts';
import { cachedFile } from '../config/cached.ts';
import { readContexts } from '../config/contexts.ts';
import { namesOf } from '../contract/names.ts';
import type { Session } from '../session.ts';

/** A second Tab within this time asks nobody. */
const FRESH_MS = 30_000;
/** Nobody waits longer for a proposal. */
const PATIENCE_MS = 900;

interface Kept {
  readonly at: number;
  readonly names: readonly string[];
}

/** @param cluster in which they are, for what is in one */
export async function cachedNames(
  session: Session,
  source: Source,
  cluster: string | undefined,
): Promise<readonly string[]> {
  try {
    const { host } = session;
    if (source === 'contexts') return Object.keys((await readContexts(host)).contexts);
    if (source === 'problems') return Object.keys((await import('@hikube/openapi/problems')).problems);
    const { endpoint, context = '', credential } = await session.target();
    const file = await cachedFile(host, 'names', [endpoint, context, credential, source, cluster]);
    const kept = keptIn(await host.files.read(file));
    const now = host.clock.now();
    if (kept !== undefined && Math.abs(now - kept.at) < FRESH_MS) return kept.names;
    const client = await session.client();
    const hasty = client.withOptions({
      deadlineMs: PATIENCE_MS,
      timeoutMs: PATIENCE_MS,
      retry: { maxRetries: 0 },
    });
    // Nothing is known of an API that is away, and for a while it is not asked again either.
    const names = await namesOf(hasty, source, cluster).catch(() => []);
    await host.files.replace(file, JSON.stringify({ at: now, names } satisfies Kept));
    return names;
  } catch {
    return [];
  }
}

function keptIn(text: string | undefined): Kept | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Kept);
  } catch {
    return undefined;
  }
}
