// A built portal behind a socket, as the service serves it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPortal } from '../../server/src/portal.ts';

/** Where it is, and what ends it. */
export interface ServedPortal {
  readonly origin: string;
  close(): void;
}

/** Serves the portal in a folder at `/docs`. */
export async function servePortal(folder: string): Promise<ServedPortal> {
  const portal = createPortal(`${folder}/`);
  const server = createServer(async ({ method = 'GET', url = '/', headers }, response) => {
    const request = new Request(`http://127.0.0.1${url}`, {
      method,
      headers: headers as Record<string, string>,
    });
    const answer = await portal.answer(request);
    response.writeHead(answer?.status ?? 404, Object.fromEntries(answer?.headers ?? []));
    response.end(answer === undefined ? '' : Buffer.from(await answer.arrayBuffer()));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
}
