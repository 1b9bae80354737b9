// Ctrl-C while Terraform waits for a service that does not answer any more, and while garbage is collected.
import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createClient } from '@hikube/sdk';
import { afterEach, expect, test } from 'vitest';
import { waitFor } from './waiting.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const running = {
  id: 'op-1',
  kind: 'Cluster.create',
  target: { kind: 'Cluster', cluster: 'prod', name: 'prod' },
  status: 'running',
  phase: 'Starting etcd',
  progress: { percent: 10, done: 1, total: 10, etaSeconds: null },
  steps: [],
  error: null,
  endedAt: null,
};

let held = 0;
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    response.writeHead(202, { 'Content-Type': 'application/json' }).end(JSON.stringify(running));
  } else {
    held += 1;
  }
});
afterEach(() => server.closeAllConnections());
afterEach(() => server.close());

test('each of twenty waits ends at once, with its operation', async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const client = createClient({ endpoint: `http://127.0.0.1:${port}/v1`, token: 't', timeoutMs: 600_000 });
  const interrupt = new AbortController();
  const limits = { timeoutMs: 3_600_000, signal: interrupt.signal, now: () => performance.now() };
  const waits = Array.from({ length: 20 }, () => waitFor(client.clusters.create({ name: 'prod' }), limits));
  while (held < 20) await new Promise((resolve) => setTimeout(resolve, 5));
  for (let pass = 0; pass < 5; pass += 1) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  interrupt.abort();
  for (const outcome of await Promise.all(waits)) {
    expect(outcome).toMatchObject({
      ended: 'waiting',
      why: 'Terraform was interrupted',
      operation: { id: 'op-1' },
    });
  }
});
