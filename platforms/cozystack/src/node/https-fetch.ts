// A fetch over HTTPS with a certificate of one's own: the fetch of Node cannot show one, nor trust an authority for a
// single server.
import type { IncomingMessage } from 'node:http';
import { Agent, request as ask } from 'node:https';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { Clock } from '@hikube/service/platform';
import type { Fetch } from '../kubernetes/client.ts';
import type { Connection } from '../kubernetes/kubeconfig.ts';
import { authenticated, type Send } from './authenticated.ts';
import type { Credentials } from './credentials.ts';
import { TunnelAgent } from './tunnel.ts';

export interface HttpsOptions {
  readonly connection: Pick<Connection, 'server' | 'serverName' | 'proxy'>;
  /** PEM; the system's authorities when absent. */
  readonly authority?: string | undefined;
  /** Asked for each request, because credentials change. */
  readonly credentials: Credentials;
  readonly clock: Clock;
}

/** Sends to the server of a connection, whatever the host of a request. */
export function createHttpsFetch(options: HttpsOptions): Fetch {
  return authenticated(options.credentials, createSend(options), options.clock);
}

function createSend({ connection, authority }: HttpsOptions): Send {
  const { server, serverName, proxy } = connection;
  // Connections are kept; Node keeps those of different certificates apart.
  const kept = { keepAlive: true, maxSockets: 32 };
  const agent = proxy === undefined ? new Agent(kept) : new TunnelAgent(proxy, kept);
  return (request, body, { token, certificate, key }) => {
    const { pathname, search } = new URL(request.url);
    const headers: Record<string, string> = Object.fromEntries(request.headers);
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
    if (body !== undefined) headers['content-length'] = String(body.length);
    const options = {
      method: request.method,
      headers,
      agent,
      signal: request.signal,
      ...(authority !== undefined && { ca: authority }),
      ...(serverName !== undefined && { servername: serverName }),
      ...(certificate !== undefined && key !== undefined && { cert: certificate, key }),
    };
    return new Promise<Response>((resolve, reject) => {
      const sent = ask(new URL(`${server}${pathname}${search}`), options, (answer) =>
        resolve(responseOf(answer)),
      );
      sent.once('error', reject);
      sent.end(body);
    });
  };
}

const WITHOUT_BODY = [204, 205, 304];

function responseOf(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 502;
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    if (value !== undefined && value !== null)
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  if (WITHOUT_BODY.includes(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  const body = Readable.toWeb(answer) as NodeStream as ReadableStream<Uint8Array>;
  return new Response(body, { status, headers });
}
