// A server behind node:http or node:https, for clients that are other programs.
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions as HttpsOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { type Body, handleRaw } from '../http/raw-request.ts';

/** What is known of who is connected. */
export interface Peer {
  /** DER; absent when there is none, or when nobody who is trusted issued it. */
  readonly certificate?: Uint8Array;
}

/** Answers a request. */
export type Answer = (request: Request, peer: Peer) => Promise<Response>;

export interface ServeOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** `127.0.0.1` by default. */
  readonly host?: string;
  /** Certificate and key as PEM; plain HTTP without them. */
  readonly tls?: {
    readonly cert: string;
    readonly key: string;
    readonly ca?: string;
    /** PEM of who issues certificates to clients; they need none, and nobody else's counts. */
    readonly clientCa?: string;
  };
}

export interface Served {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Listens, and answers with a `fetch`. */
export async function serve(fetch: Answer, options: ServeOptions = {}): Promise<Served> {
  const { port = 0, host = '127.0.0.1', tls } = options;
  const scheme = tls === undefined ? 'http' : 'https';
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    answer(fetch, `${scheme}://${request.headers.host ?? host}`, request, response).catch(() =>
      response.destroy(),
    );
  };
  const server = tls === undefined ? createHttpServer(listener) : createHttpsServer(secured(tls), listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `${scheme}://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function secured({ clientCa, ...tls }: NonNullable<ServeOptions['tls']>): HttpsOptions {
  if (clientCa === undefined) return tls;
  return { ...tls, ca: clientCa, requestCert: true, rejectUnauthorized: false };
}

function peerOf({ socket }: IncomingMessage): Peer {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return {};
  const certificate = socket.getPeerCertificate().raw;
  return certificate === undefined ? {} : { certificate };
}

async function answer(
  fetch: Answer,
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const headers = new Headers();
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = [request.rawHeaders[index], request.rawHeaders[index + 1]];
    headers.append(name, value);
  }
  const peer = peerOf(request);
  const answered = await handleRaw((asked) => fetch(asked, peer), {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    headers,
    body: Readable.toWeb(request) as unknown as Body,
    signal: gone.signal,
    origin,
  });
  await send(answered, request, response);
}

async function send(answered: Response, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers: [string, string][] = [...answered.headers].filter(([name]) => name !== 'warning');
  for (const [name, value] of headers) response.setHeader(name, value);
  const warnings = warningsOf(answered.headers.get('warning'));
  if (warnings.length > 0) response.setHeader('warning', warnings);
  const vary = answered.headers.get('vary');
  if (vary !== null) response.setHeader('vary', vary.split(', '));
  // What the caller has not sent yet would be taken for his next request.
  if (!request.complete && request.method !== 'GET') response.setHeader('connection', 'close');
  response.statusCode = answered.status;
  response.flushHeaders();
  if (answered.body === null || request.method === 'HEAD') {
    response.end();
    return;
  }
  const body = Readable.fromWeb(answered.body as import('node:stream/web').ReadableStream);
  response.once('close', () => body.destroy());
  body.on('error', () => response.destroy());
  body.pipe(response);
}

/** Each warning was added on its own; the Fetch API joined them. */
function warningsOf(joined: string | null): string[] {
  return joined === null ? [] : [...joined.matchAll(/299 - "(?:\\.|[^"\\])*"/g)].map(([one]) => one);
}

export { handleRaw, type RawRequest } from '../http/raw-request.ts';
