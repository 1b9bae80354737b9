// Clients that send and never read, against a process of its own with little memory: they are held back, the process lives
// on and answers everybody else. Both ports.
import { connect, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { createClient } from '@hikube/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scaled } from '../support/scale.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';

/** A quarter of them in the short run: what is made for each request fills the heap as well then. */
const SOCKETS = scaled(200, 50);
/** Requests of somebody else, each of which goes through the same loop as the attack does and waits for a turn of it. */
const ASKED = scaled(20, 5);
const REQUESTS = 3_000;
/** Of heap. A process that makes a contract for each request is dead at once. */
const HEAP_MIB = 160;

let service: ServiceProcess;
let kubernetes: { readonly port: number; readonly serverName: string; readonly uid: string };
beforeAll(async () => {
  service = await startServiceProcess({
    store: 'memory',
    speed: 100_000,
    environment: { NODE_OPTIONS: `--max-old-space-size=${HEAP_MIB}` },
  });
  const cluster = await client().clusters.create({ name: 'prod', topology: 'development' });
  const { uid, endpoint } = cluster;
  const { port } = new URL(endpoint);
  kubernetes = { port: Number(port), uid, serverName: `${uid}.kubernetes.hikube.internal` };
});
afterAll(() => service.stop());

/** It waits for as long as a slow machine works on what came before it. */
const client = () => createClient({ endpoint: service.endpoint, token: service.token, timeoutMs: 170_000 });

/** Connections that have sent all that fits, and how many of them were cut off. */
async function attack(open: () => Socket, path: string): Promise<{ cutOff(): number; end(): void }> {
  const requests = `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(REQUESTS);
  let cutOff = 0;
  const sockets = Array.from({ length: SOCKETS }, open);
  for (const socket of sockets) {
    // Never read: there is no listener for data, and the end is learned from writing.
    socket.on('error', () => {});
    socket.once('close', () => {
      cutOff += 1;
    });
    socket.write(requests);
  }
  await expect.poll(() => sockets.filter(({ connecting }) => connecting)).toEqual([]);
  return {
    cutOff: () => cutOff,
    end: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

const PORTS: Readonly<
  Record<string, { readonly paths: () => readonly string[]; readonly open: () => Socket }>
> = {
  'the port of the API': {
    paths: () => ['/openapi.json', '/v1/clusters', '/readyz'],
    open: () => connect({ port: service.port, host: '127.0.0.1' }).pause(),
  },
  'the Kubernetes port': {
    paths: () =>
      ['/version', '/openapi/v3', '/api/v1/pods'].map((path) => `/clusters/${kubernetes.uid}${path}`),
    open: () =>
      connectSecurely({
        port: kubernetes.port,
        host: '127.0.0.1',
        servername: kubernetes.serverName,
        rejectUnauthorized: false,
      }).pause(),
  },
};

test.each(Object.keys(PORTS))('%s', { timeout: 600_000 }, async (name) => {
  const { paths, open } = PORTS[name]!;
  let attacked = 0;
  let cutOff = 0;
  for (const path of paths()) {
    const attackers = await attack(open, path);
    // Meanwhile everybody else is answered: the attackers are held back, or turned away when they are too far ahead.
    for (let asked = 0; asked < ASKED; asked += 1) {
      expect((await client().clusters.get('prod')).name).toBe('prod');
    }
    attacked += SOCKETS;
    cutOff += attackers.cutOff();
    attackers.end();
  }
  const count = (attacked * REQUESTS).toLocaleString('en');
  console.log(
    `pipelined, ${name}: ${count} requests unread on ${attacked} connections (${cutOff} cut off) in ${HEAP_MIB} MiB of heap, 0 deaths`,
  );
});
