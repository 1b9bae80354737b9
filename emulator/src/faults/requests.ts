// Faults in front of the service: what a network, a gateway and a busy service do to a request.
import type { OperationId } from '@hikube/openapi/operations';
import { answerRefusal, createRouter, Refusal } from '@hikube/service/http';
import type { RequestFault } from './faults.ts';

/** Answers a request, or loses it. */
export type Answer = (request: Request) => Promise<Response>;

/** What a fault does beside the service. */
export interface FaultTools {
  readonly faults: () => readonly RequestFault[];
  /** Requests that each fault could have struck. A fault is known by its text, so that a list may be made anew. */
  readonly counts: () => Map<string, number>;
  /** Waits by the clock of the emulator. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Puts the faults in front of an answer. */
export function createRequestFaults({ faults, counts, sleep }: FaultTools): (answer: Answer) => Answer {
  const striking = (operation: OperationId | undefined): readonly RequestFault[] =>
    faults().filter((fault) => {
      if (fault.operation !== undefined && fault.operation !== operation) return false;
      const name = JSON.stringify(fault);
      const count = (counts().get(name) ?? 0) + 1;
      counts().set(name, count);
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

/** A connection that a fault has lost; looks as it does where `fetch` itself says so. */
class Lost extends TypeError {}

function lost(): Lost {
  return new Lost('fetch failed', { cause: new Error('The connection was lost, as a fault has it.') });
}

/** Whether a fault has done it. */
export const isLost = (error: unknown): boolean => error instanceof Lost;

/** For whoever hands answers on and cannot throw: a lost connection is the answer that is none. */
export async function orNetworkError(answer: Promise<Response>): Promise<Response> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Lost) return Response.error();
    throw error;
  }
}

function refusal(fault: RequestFault, request: Request): Response {
  const retryAfterSeconds = 'retryAfterSeconds' in fault ? (fault.retryAfterSeconds ?? 1) : 1;
  const said =
    fault.kind === 'TooManyRequests'
      ? new Refusal(
          'rate_limited',
          'Too many requests, as a fault of the emulator has it: wait and send it again.',
          { retryAfterSeconds },
        )
      : new Refusal('unavailable', 'The service is away, as a fault of the emulator has it: send it again.', {
          retryAfterSeconds,
        });
  const { pathname: path } = new URL(request.url);
  return answerRefusal(said, { requestId: 'req-000000000000000000000000', path });
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
  const headers = new Headers(response.headers);
  // Without it, whoever reads from a connection takes its end for that of the body.
  headers.set('Content-Length', String(whole.length));
  return new Response(body, { status: response.status, headers });
}

const router = createRouter();

/** The operation of the contract that a request names, as the service itself finds it. */
function operationOf({ method, url }: Request): OperationId | undefined {
  try {
    return router.match(method, new URL(url).pathname).id;
  } catch {
    // The service refuses it.
    return undefined;
  }
}
