// One unary call on one HTTP/2 stream: collect the request, run the handler, send message and trailers.
import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { parseTimeout } from './deadline.ts';
import { encodeFrame, FrameCollector } from './frame.ts';
import type { UnaryHandler } from './methods.ts';
import { encodeStatusMessage, GrpcError, Status } from './status.ts';

const RESPONSE_HEADERS = { ':status': 200, 'content-type': 'application/grpc' };

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
  const abort = new AbortController();
  const onClosed = (action: () => void) => stream.once('close', action);
  onClosed(() => abort.abort(new GrpcError(Status.CANCELLED, 'the call was cancelled')));
  const timeout = parseTimeout(headers['grpc-timeout']);
  if (timeout !== undefined) onClosed(clock.after(timeout, () => expire(stream, abort)));
  try {
    const request = await collectRequest(stream);
    const response = await handler(request, { signal: abort.signal, onClosed });
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

/** Ends a stream with a status and no message. */
export function sendStatus(stream: ServerHttp2Stream, { code, message }: GrpcError): void {
  if (isAnswered(stream)) return;
  stream.resume();
  stream.respond(
    { ...RESPONSE_HEADERS, 'grpc-status': String(code), 'grpc-message': encodeStatusMessage(message) },
    { endStream: true },
  );
}

/** Accepts a stream and leaves it open until the host closes it. */
export function holdOpen(stream: ServerHttp2Stream): void {
  stream.resume();
  stream.respond(RESPONSE_HEADERS);
}

function sendMessage(stream: ServerHttp2Stream, message: Uint8Array): void {
  stream.respond(RESPONSE_HEADERS, { waitForTrailers: true });
  stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(Status.OK) }));
  stream.end(encodeFrame(message));
}

function expire(stream: ServerHttp2Stream, abort: AbortController): void {
  const error = new GrpcError(Status.DEADLINE_EXCEEDED, 'the deadline of the call has passed');
  abort.abort(error);
  sendStatus(stream, error);
}

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
    stream.once('end', () => {
      try {
        resolve(collector.finish());
      } catch (error) {
        reject(error);
      }
    });
    stream.once('close', () => reject(new GrpcError(Status.CANCELLED, 'the call was cancelled')));
  });
}

function isAnswered(stream: ServerHttp2Stream): boolean {
  return stream.destroyed || stream.closed || stream.headersSent;
}

function toGrpcError(error: unknown): GrpcError {
  if (error instanceof GrpcError) return error;
  return new GrpcError(Status.INTERNAL, error instanceof Error ? error.message : String(error));
}
