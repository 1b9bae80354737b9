// Requests that wait for an operation, in a time that jumps: their own limit would be over before anything has happened, and
// clients that sleep by the machine's clock between two of them would take minutes. So they are held until the end or,
// where somebody looks at what happens meanwhile, until the operation is another than the one that was told last.
import { parseWait } from '@hikube/service/http';
import { afterRealMs, realMs } from './clock.ts';

type Ask = (request: Request) => Promise<Response>;

/** Who waits for no longer than this wants to see what happens meanwhile; who waits for the end waits as long as he may. */
const WATCHES_MS = 1_000;

/** Operations that are remembered; of one that was told before so many others, whoever watches is told at once. */
const REMEMBERED = 1_000;

/** By how much an answer comes before somebody gives up: he says then what there was last. */
const BEFORE_LIMIT_MS = 10;

/**
 * Answers requests, those that wait in the way of a time that jumps.
 * @param msToLimit until the next one gives up who waits by the clock of the emulator; `Infinity` where nobody will
 */
export function createPolls(ask: Ask, msToLimit: () => number): Ask {
  /** What was told last of each operation that goes on, by its id. */
  const told = new Map<string, string>();
  const note = async (response: Response): Promise<Response> => {
    const text = await response.text();
    const { id, endedAt } = JSON.parse(text) as { id: string; endedAt: string | null };
    told.delete(id);
    if (endedAt === null) told.set(id, text);
    for (const oldest of told.keys()) {
      if (told.size <= REMEMBERED) break;
      told.delete(oldest);
    }
    const { status, headers } = response;
    return new Response(text, { status, headers });
  };
  return async (request) => {
    const wait = waitOf(request);
    if (wait === undefined) {
      const response = await ask(request);
      return response.status === 202 ? note(response) : response;
    }
    const answer = wait.ms > WATCHES_MS ? heldToTheEnd : heldToNews;
    const response = await answer(request, wait, { ask, told, msToLimit });
    return response.status === 200 ? note(response) : response;
  };
}

interface Wait {
  readonly id: string;
  readonly ms: number;
}

interface Known {
  readonly ask: Ask;
  readonly told: ReadonlyMap<string, string>;
  readonly msToLimit: () => number;
}

/** Asks again while the operation goes on, nobody is about to give up, and the wait is not over by the machine's clock. */
async function heldToTheEnd(request: Request, { ms }: Wait, { ask, msToLimit }: Known): Promise<Response> {
  const until = realMs() + ms;
  for (;;) {
    const restMs = Math.max(0, msToLimit() - BEFORE_LIMIT_MS);
    const response = await ask(restMs < ms ? waitingFor(request, restMs) : new Request(request));
    if (response.status !== 200 || restMs < ms || request.signal.aborted || realMs() >= until)
      return response;
    const { endedAt } = (await response.clone().json()) as { endedAt: string | null };
    if (endedAt !== null) return response;
  }
}

function waitingFor(request: Request, ms: number): Request {
  const url = new URL(request.url);
  if (ms === 0) url.searchParams.delete('wait');
  else url.searchParams.set('wait', `${ms}ms`);
  return new Request(url, request);
}

/** Follows the operation until it is another than was told last, has ended, or the wait is over by the machine's clock. */
async function heldToNews(request: Request, { id, ms }: Wait, { ask, told }: Known): Promise<Response> {
  const now = waitingFor(request, 0);
  // Held by a timer of its own: what is derived from signals falls silent when it is collected.
  let end = (): void => {};
  const ended = new Promise<{ readonly done: true }>((resolve) => {
    end = () => resolve({ done: true });
  });
  const cancel = afterRealMs(ms, end);
  request.signal.addEventListener('abort', end, { once: true });
  const stream = new Request(now);
  stream.headers.set('Accept', 'text/event-stream');
  const followed = await ask(stream);
  // As refused as it would be without a stream.
  if (followed.status !== 200) {
    cancel();
    return followed;
  }
  const reader = followed.body!.getReader();
  try {
    for (;;) {
      const { done } = await Promise.race([reader.read(), ended]);
      const response = await ask(new Request(now));
      if (done || response.status !== 200) return response;
      if ((await response.clone().text()) !== told.get(id)) return response;
    }
  } finally {
    cancel();
    await reader.cancel();
  }
}

/** What a request waits for; undefined for any that does not. */
function waitOf({ method, url, headers }: Request): Wait | undefined {
  const { pathname, searchParams } = new URL(url);
  const [, id] = /\/v1\/operations\/([^/]+)$/.exec(pathname) ?? [];
  if (method !== 'GET' || id === undefined) return undefined;
  if (headers.get('Accept')?.includes('text/event-stream')) return undefined;
  const ms = parseWait(searchParams.get('wait') ?? undefined);
  return ms === 0 ? undefined : { id, ms };
}
