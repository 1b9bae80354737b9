// Faults in front of the service: what a network, a gateway and a busy service do to a request.
import { type OperationFacts, type OperationId, operationIds, operations } from '@hikube/openapi/operations';
import { problemOf, Refusal, SECURE_HEADERS } from '@hikube/service/http';
import type { RequestFault } from './faults.ts';

/** Answers a request, or loses it. */
export type Answer = (request: Request) => Promise<Response>;

/** What a fault does beside the service. */
export interface FaultTools {
  readonly faults: () => readonly RequestFault[];
  /** Waits by the clock of the emulator. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Puts the faults in front of an answer. */
export function createRequestFaults({ faults, sleep }: FaultTools): (answer: Answer) => Answer {
  // How many requests each fault could have struck. A fault is known by its text, so that a list may be made anew.
  const counts = new Map<string, number>();
  const striking = (operation: OperationId | undefined): readonly RequestFault[] =>
    faults().filter((fault) => {
      if (fault.operation !== undefined && fault.operation !== operation) return false;
      const name = JSON.stringify(fault);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      const { from = 1, times = Number.POSITIVE_INFINITY } = fault;
      return count >= from && count < from + times;
    });
  return (answer) => async (request) => {
    const struck = striking(operationOf(request));
    const find = (kind: RequestFault['kind']) => struck.find((fault) => fault.kind === kind);
    for (const fault of struck) if (fault.kind === 'Slow') await sleep(fault.ms);
    if (find('DroppedBefore')) throw lost();
    const refused = find('TooManyRequests') ?? find('Unavailable');
    if (refused !== undefined) return refusal(refused, request);
    const response = await answer(request);
    if (find('DroppedAfter')) {
      await response.body?.cancel();
      throw lost();
    }
    return find('CutBody') ? cut(response) : response;
  };
}

function lost(): TypeError {
  return new TypeError('fetch failed', { cause: new Error('The connection was lost, as a fault has it.') });
}

function refusal(fault: RequestFault, request: Request): Response {
  const seconds = 'retryAfterSeconds' in fault ? (fault.retryAfterSeconds ?? 1) : 1;
  const { pathname } = new URL(request.url);
  const said =
    fault.kind === 'TooManyRequests'
      ? new Refusal(
          'rate_limited',
          'Too many requests, as a fault of the emulator has it: wait and send it again.',
        )
      : new Refusal('unavailable', 'The service is away, as a fault of the emulator has it: send it again.');
  const requestId = 'req-000000000000000000000000';
  const body = problemOf(said, { requestId, path: pathname });
  const headers = new Headers([['X-Request-Id', requestId], ...SECURE_HEADERS.map(([...pair]) => pair)]);
  headers.set('Content-Type', 'application/problem+json');
  headers.set('Retry-After', String(seconds));
  return new Response(JSON.stringify(body), { status: body.status, headers });
}

/** The same head, and half of the body. */
async function cut(response: Response): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer());
  const half = whole.slice(0, whole.length >> 1);
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(half),
      pull: (controller) => controller.error(lost()),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status: response.status, headers: response.headers });
}

const PATHS = operationIds.map((id) => {
  const { method, path }: OperationFacts = operations[id];
  return { id, method: method as string, pattern: new RegExp(`/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) };
});

/** The operation of the contract that a request names; a literal path goes before one with a parameter. */
function operationOf({ method, url }: Request): OperationId | undefined {
  const { pathname } = new URL(url);
  const found = PATHS.filter((each) => each.method === method && each.pattern.test(pathname));
  return found.sort((a, b) => b.pattern.source.length - a.pattern.source.length)[0]?.id;
}
