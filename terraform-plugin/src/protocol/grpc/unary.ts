// One unary call on one HTTP/2 stream: collect the request, run the handler, send message and trailers.
import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { parseTimeout } from './deadline.ts';
import { encodeFrame, FrameCollector } from './frame.ts';
import type { UnaryCall, UnaryHandler } from './methods.ts';
import { encodeStatusMessage, GrpcError, Status } from './status.ts';

const RESPONSE_HEADERS = { ':status': 200, 'content-type': 'application/grpc' };
const OK_TRAILERS = { 'grpc-status': String(Status.OK) };
/** Nobody reads the date, and Node would make it into text for every answer. */
const WITH_MESSAGE = { waitForTrailers: true, sendDate: false };
const WITHOUT_MESSAGE = { endStream: true, sendDate: false };

export interface CallContext {
  clock: Clock;
  log: Log;
}

/** Serves one call; never throws and never rejects. */
export async function serveUnary(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  handler: UnaryHandler,
  { clock, log }: CallContext,
): Promise<void> {
  const call = new Call(stream);
  const timeout = parseTimeout(headers['grpc-timeout']);
  if (timeout !== undefined) call.onClosed(clock.after(timeout, () => expire(stream, call)));
  try {
    const request = await collectRequest(stream);
    const response = await handler(request, call);
    call.settle();
    if (!isAnswered(stream)) sendMessage(stream, response);
  } catch (error) {
    const failure = toGrpcError(error);
    log(failure.code === Status.INTERNAL ? 'error' : 'debug', 'RPC failed', {
      rpc: headers[':path'],
      code: failure.code,
      error,
    });
    sendStatus(stream, failure);
  }
}

/**
 * A call as its handler sees it. Most handlers answer without a look at the signal, so it is made for those that
 * look, and the error that says why it ended only for them.
 */
class Call implements UnaryCall {
  readonly onClosed: (action: () => void) => void;
  #abort: AbortController | undefined;
  #ended: (() => GrpcError) | undefined;
  #isSettled = false;

  constructor(stream: ServerHttp2Stream) {
    this.onClosed = (action) => stream.once('close', action);
    this.onClosed(() => this.end(cancelled));
  }

  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (this.#ended !== undefined) this.#abort.abort(this.#ended());
    }
    return this.#abort.signal;
  }

  /** The handler has answered: what becomes of the stream now is no news to it. */
  settle(): void {
    this.#isSettled = true;
  }

  end(reason: () => GrpcError): void {
    if (this.#ended !== undefined || this.#isSettled) return;
    this.#ended = reason;
    this.#abort?.abort(reason());
  }
}

/** Ends a stream with a status and no message. */
export function sendStatus(stream: ServerHttp2Stream, { code, message }: GrpcError): void {
  if (isAnswered(stream)) return;
  stream.resume();
  stream.respond(
    { ...RESPONSE_HEADERS, 'grpc-status': String(code), 'grpc-message': encodeStatusMessage(message) },
    WITHOUT_MESSAGE,
  );
}

/** Accepts a stream and leaves it open until the host closes it. */
export function holdOpen(stream: ServerHttp2Stream): void {
  stream.resume();
  stream.respond(RESPONSE_HEADERS);
}

function sendMessage(stream: ServerHttp2Stream, message: Uint8Array): void {
  stream.respond(RESPONSE_HEADERS, WITH_MESSAGE);
  stream.once('wantTrailers', () => stream.sendTrailers(OK_TRAILERS));
  stream.end(encodeFrame(message));
}

function expire(stream: ServerHttp2Stream, call: Call): void {
  call.end(deadlineExceeded);
  sendStatus(stream, deadlineExceeded());
}

const cancelled = () => new GrpcError(Status.CANCELLED, 'the call was cancelled');
const deadlineExceeded = () => new GrpcError(Status.DEADLINE_EXCEEDED, 'the deadline of the call has passed');

function collectRequest(stream: ServerHttp2Stream): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const collector = new FrameCollector();
    stream.on('data', (chunk: Uint8Array) => {
      try {
        collector.push(chunk);
      } catch (error) {
        stream.removeAllListeners('data');
        reject(error);
      }
    });
    let isComplete = false;
    stream.once('end', () => {
      isComplete = true;
      try {
        resolve(collector.finish());
      } catch (error) {
        reject(error);
      }
    });
    stream.once('close', () => {
      if (!isComplete) reject(cancelled());
    });
  });
}

function isAnswered(stream: ServerHttp2Stream): boolean {
  return stream.destroyed || stream.closed || stream.headersSent;
}

function toGrpcError(error: unknown): GrpcError {
  if (error instanceof GrpcError) return error;
  return new GrpcError(Status.INTERNAL, error instanceof Error ? error.message : String(error));
}
