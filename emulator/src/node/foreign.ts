// A page in somebody's browser can send requests to this machine, also by a name of its own that leads here: it gets nothing.
import { answerRefusal, Refusal } from '@hikube/service/http';

/** By what this machine is called from itself, as URLs write it. */
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const NAMES = [...LOOPBACK].join(', ');

/**
 * A refusal for what does not come from this machine on purpose.
 * @param requestId of the request, for the refusal
 */
export function refuseForeign({ url, headers }: Request, requestId: string): Response | undefined {
  const { hostname, pathname: path } = new URL(url);
  const origin = headers.get('Origin');
  const refusal = (detail: string) => answerRefusal(new Refusal('forbidden', detail), { requestId, path });
  if (!LOOPBACK.has(hostname))
    return refusal(
      `The emulator answers to ${NAMES} and not to ${hostname}: use the endpoint as it was printed.`,
    );
  if (origin !== null && !isLoopback(origin))
    return refusal(
      `The emulator answers pages of ${NAMES} and not of ${origin}: open yours by one of these names.`,
    );
  return undefined;
}

function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && LOOPBACK.has(new URL(origin).hostname);
}
