// The HTTP/2 server: admits sessions, and hands each of their streams to the method that its path names.
import {
  createSecureServer,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { ServerCertificate } from '../tls/certificate.ts';
import { type ClientPin, isPinned } from '../tls/client-pin.ts';
import type { Methods } from './methods.ts';
import { GrpcError, Status } from './status.ts';
import { type CallContext, holdOpen, sendStatus, serveUnary } from './unary.ts';

/** Large values go through in one burst instead of waiting for a window update every 64 KiB. */
const WINDOW_SIZE = 16 * 1024 * 1024;

const SESSION_OPTIONS = {
  settings: { initialWindowSize: WINDOW_SIZE },
  /** In megabytes. Node would refuse new calls while more than 10 wait to be sent on the same session. */
  maxSessionMemory: 1024,
};

export interface GrpcServerOptions extends CallContext {
  methods: Methods;
  /** Left out, the server speaks plain HTTP/2 and trusts everybody who can reach its socket. */
  tls?: { certificate: ServerCertificate; client: ClientPin } | undefined;
  /** Told the number of admitted sessions whenever it changes. */
  onSessions?: ((open: number) => void) | undefined;
}

export interface GrpcServer {
  server: Http2Server;
  /** Stops listening and cuts every session; resolves when all of them are gone. */
  close(): Promise<void>;
}

export function createGrpcServer(options: GrpcServerOptions): GrpcServer {
  const { tls, log, onSessions } = options;
  const server = createHttp2Server(tls?.certificate);
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session) => {
    session.on('error', (error) => log('debug', 'session failed', { error }));
    if (tls !== undefined && !isPinned(session.socket as TLSSocket, tls.client)) {
      log('warn', 'refused a client that does not have the expected certificate');
      session.destroy();
      return;
    }
    sessions.add(session);
    onSessions?.(sessions.size);
    session.once('close', () => {
      sessions.delete(session);
      onSessions?.(sessions.size);
    });
    session.setLocalWindowSize(WINDOW_SIZE);
    session.on('stream', (stream, headers) => route(stream, headers, options));
  });
  server.on('unknownProtocol', (socket) => socket.destroy());
  server.on('tlsClientError', (error) => log('debug', 'TLS handshake failed', { error }));
  server.on('sessionError', (error) => log('debug', 'session failed', { error }));
  return { server, close: () => close(server, sessions) };
}

/**
 * With a certificate, the server asks the client for one and checks it itself: no list of authorities is
 * loaded, and nothing but the pinned certificate is ever admitted.
 */
function createHttp2Server(certificate: ServerCertificate | undefined): Http2Server {
  if (certificate === undefined) return createServer(SESSION_OPTIONS);
  return createSecureServer({
    ...SESSION_OPTIONS,
    cert: certificate.certificatePem,
    key: certificate.privateKeyPem,
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
  });
}

function route(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, options: GrpcServerOptions): void {
  stream.on('error', (error) => options.log('debug', 'stream failed', { error }));
  if (!String(headers['content-type']).startsWith('application/grpc')) {
    stream.resume();
    stream.respond({ ':status': 415 }, { endStream: true });
    return;
  }
  const path = String(headers[':path']);
  const method = options.methods.get(path);
  if (method === undefined) {
    sendStatus(stream, new GrpcError(Status.UNIMPLEMENTED, `unknown method ${path}`));
  } else if (method === 'held') holdOpen(stream);
  else void serveUnary(stream, headers, method, options);
}

function close(server: Http2Server, sessions: Set<ServerHttp2Session>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const session of sessions) session.destroy();
  return closed;
}
