// Requests on which Node's parser gives up never reach the service. They get a problem document as all others do, and the
// connection is closed, as nobody knows where the next request on it begins.
import { maxHeaderSize, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock, Random } from '@hikube/service';
import { problemOf, Refusal, SECURE_HEADERS } from '@hikube/service/http';

/** What an answer is made of. */
export interface AnswerTools {
  readonly random: Random;
  /** For the header `Date`. */
  readonly clock: Clock;
}

/** To be called before the server listens. */
export function answerClientErrors(server: Server, tools: AnswerTools): void {
  const unfinished = new WeakMap<Duplex, Set<ServerResponse>>();
  server.on('request', ({ socket }, response) => {
    const responses = unfinished.get(socket) ?? new Set();
    unfinished.set(socket, responses.add(response));
    response.once('close', () => responses.delete(response));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Bytes that follow the first mistake are mistakes, too; the answer to that one is on its way.
    if (socket.destroyed || socket.writableEnded) return;
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    // In the middle of another answer this one would be taken for a part of it.
    const hasBegun = [...(unfinished.get(socket) ?? [])].some(({ headersSent }) => headersSent);
    // A client that keeps its side open does not keep the socket.
    socket.end(hasBegun ? '' : textOf(refusalOf(error), tools), () => socket.destroy());
  });
}

function refusalOf({ code }: NodeJS.ErrnoException): Refusal {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Refusal('request_timeout', 'The request did not arrive in time. Send it again.');
    case 'HPE_HEADER_OVERFLOW':
      return new Refusal(
        'invalid_parameter',
        `The request line and the headers are larger than ${maxHeaderSize / 1024} KiB: send less in them.`,
      );
    default:
      return new Refusal(
        'invalid_parameter',
        'This is not valid HTTP/1.1: check the request line, the headers and the length of the body.',
      );
  }
}

/** The answer to a client that sends requests on one connection without waiting for answers. */
export function tooFarAhead(most: number, tools: AnswerTools): string {
  const detail = `More than ${most} requests wait on this connection: wait for answers before you send more.`;
  return textOf(new Refusal('rate_limited', detail), tools);
}

function textOf(refusal: Refusal, { random, clock }: AnswerTools): string {
  const requestId = `req-${random.hex(24)}`;
  const problem = problemOf(refusal, { requestId, path: '/' });
  const body = JSON.stringify(problem);
  const headers = [
    ['Content-Type', 'application/problem+json'],
    ['Content-Length', Buffer.byteLength(body)],
    ['Connection', 'close'],
    ['Date', new Date(clock.now()).toUTCString()],
    ['X-Request-Id', requestId],
    ...(refusal.code === 'rate_limited' ? [['Retry-After', '1']] : []),
    ...SECURE_HEADERS,
  ].map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${headers.join('')}\r\n${body}`;
}
