// What only a raw request line shows: by the time it is a Request, its path has been tidied up.
import type { Random } from '../random.ts';
import { Refusal } from '../refusal.ts';
import { SECURE_HEADERS } from './answer.ts';
import { problemResponse, type RequestFacts } from './problem.ts';

const DOT = /\.|%2e/i;

/**
 * Refuses a path with "." or ".." segments, however they are escaped: tidied up, `DELETE /clusters/prod/addons/..`
 * would name the cluster.
 * @param url as in the request line
 */
export function refuseDotSegments(url: string, random: Random): Response | undefined {
  if (!DOT.test(url)) return undefined;
  const [path = ''] = url.split(/[?#]/);
  const isDotted = path.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
  if (!isDotted) return undefined;
  return answer(
    new Refusal('not_found', 'A path has no "." or ".." segments here: write it out.'),
    path,
    random,
  );
}

/**
 * Refuses a request that names several hosts, or none where one is due (RFC 9112, 3.2): a proxy may have looked at another
 * one of them. So is one whose line has no version, which is HTTP/0.9: it would be carried out before what follows it is
 * known to be no request.
 * @param rawHeaders names and values in turn, as they were received
 */
export function refuseWrongHosts(
  httpVersion: string,
  rawHeaders: readonly string[],
  random: Random,
): Response | undefined {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  const isSpoken = httpVersion === '1.1' || httpVersion === '1.0';
  const isRight = isSpoken && (hosts === 1 || (hosts === 0 && httpVersion === '1.0'));
  return isRight ? undefined : malformedRequest(random);
}

/** The answer to a request that cannot even be understood as one. */
export function malformedRequest(random: Random): Response {
  return answer(
    new Refusal('invalid_parameter', 'The request line or the Host header is missing or malformed.'),
    '/',
    random,
  );
}

/** The answer when even the answer to an error has failed: nothing that happens here leaves a caller without one. */
export function lastResort(random: Random): Response {
  return answer(
    new Refusal('internal', 'The service made a mistake: quote the request id when you report it.'),
    '/',
    random,
  );
}

function answer(refusal: Refusal, path: string, random: Random): Response {
  return answerRefusal(refusal, { requestId: `req-${random.hex(24)}`, path });
}

/** A refusal by what stands in front of the service, in the words and with the headers of the API. */
export function answerRefusal(refusal: Refusal, { requestId, path }: RequestFacts): Response {
  const headers = new Headers([['X-Request-Id', requestId], ...SECURE_HEADERS.map(([...pair]) => pair)]);
  return problemResponse(refusal, { requestId, path }, headers);
}
