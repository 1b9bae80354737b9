// A request that waits for an operation is held for as long as that takes: in jumps of time its own limit would be over
// before anything has happened, and clients that sleep by the machine's clock between two of them would take minutes.
import { parseWait } from '@hikube/service/http';
import { realMs } from './clock.ts';

/** Asks again while the operation goes on and the wait is not over by the machine's clock. */
export async function heldToTheEnd(
  request: Request,
  ask: (request: Request) => Promise<Response>,
): Promise<Response> {
  const waitMs = waitOf(request);
  if (waitMs === 0) return ask(request);
  const until = realMs() + waitMs;
  for (;;) {
    const response = await ask(new Request(request));
    if (response.status !== 200 || request.signal.aborted || realMs() >= until) return response;
    const text = await response.text();
    if (hasEnded(text)) {
      const { status, headers } = response;
      return new Response(text, { status, headers });
    }
  }
}

/** Milliseconds for which a request waits for an operation; 0 for any other. */
function waitOf({ method, url, headers }: Request): number {
  const { pathname, searchParams } = new URL(url);
  if (method !== 'GET' || !/\/v1\/operations\/[^/]+$/.test(pathname)) return 0;
  if (headers.get('Accept')?.includes('text/event-stream')) return 0;
  return parseWait(searchParams.get('wait') ?? undefined);
}

function hasEnded(text: string): boolean {
  const { endedAt } = JSON.parse(text) as { endedAt?: string | null };
  return endedAt !== null;
}
