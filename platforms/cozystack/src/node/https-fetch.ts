// A fetch over HTTPS with a certificate of one's own: the fetch of Node cannot show one, nor trust an authority for a
// single server.
import type { IncomingMessage } from 'node:http';
import { Agent, request as ask } from 'node:https';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { Fetch } from '../kubernetes/client.ts';
import type { Credentials } from './credentials.ts';

export interface HttpsOptions {
  /** URL of the server, in place of the one in a request. */
  readonly server: string;
  readonly serverName?: string | undefined;
  /** PEM; the system's authorities when absent. */
  readonly authority?: string | undefined;
  /** Asked for each request, because credentials change. */
  readonly credentials: Credentials;
}

export function createHttpsFetch({ server, serverName, authority, credentials }: HttpsOptions): Fetch {
  // Connections are kept; Node keeps those of different certificates apart.
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  return async (request) => {
    const credential = await credentials.current();
    const { token, certificate, key } = credential;
    const { pathname, search } = new URL(request.url);
    const headers: Record<string, string> = Object.fromEntries(request.headers);
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
    const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
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
      const sent = ask(new URL(`${server}${pathname}${search}`), options, (answer) => {
        if (answer.statusCode === 401) credentials.refused(credential);
        resolve(responseOf(answer));
      });
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
