// Who gets in: the holder of the expected certificate, and nobody else, over a real socket.
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ClientTls, GrpcClient } from '../../testing/protocol-client.ts';
import { hostCertificate, strangerCertificate } from '../../testing/protocol-host.ts';
import { type Clock, systemClock } from '../clock.ts';
import { createGrpcServer } from '../grpc/server.ts';
import type { Address } from '../plugin/endpoint.ts';
import { pluginMethods } from '../plugin/plugin-methods.ts';
import { createCertificate } from './certificate.ts';
import { parseClientPin } from './client-pin.ts';

const SHUTDOWN = '/plugin.GRPCController/Shutdown';
const HEALTH = '/grpc.health.v1.Health/Check';

const directory = mkdtempSync(join(tmpdir(), 'mtls-'));
const address: Address = { network: 'unix', address: join(directory, 's') };
const certificate = createCertificate(new Date());
const served = { sessions: 0, shutdowns: 0 };

/** Its timers never fire: any shutdown that is only scheduled counts as one. */
const clock: Clock = {
  now: systemClock.now,
  after() {
    served.shutdowns++;
    return () => {};
  },
};

const grpc = createGrpcServer({
  methods: new Map(pluginMethods({ clock, onShutdown: () => served.shutdowns++ })),
  tls: { certificate, client: parseClientPin(hostCertificate.certificatePem) },
  onSessions: (open) => {
    served.sessions = Math.max(served.sessions, open);
  },
  clock: systemClock,
  log: () => {},
});

beforeAll(() => new Promise<void>((resolve) => grpc.server.listen(address.address, resolve)));
beforeEach(() => Object.assign(served, { sessions: 0, shutdowns: 0 }));
afterAll(async () => {
  await grpc.close();
  rmSync(directory, { recursive: true });
});

const ca = certificate.certificatePem;
const right = { ca, cert: hostCertificate.certificatePem, key: hostCertificate.privateKeyPem };
const wrong = { ca, cert: strangerCertificate.certificatePem, key: strangerCertificate.privateKeyPem };

async function attempt(path: string, tls?: ClientTls) {
  const client = new GrpcClient(address, tls);
  try {
    return await client.call(path);
  } finally {
    client.close();
  }
}

describe('the right certificate', () => {
  test('is served', async () => {
    const answer = await attempt(HEALTH, right);
    expect(answer.status).toBe(0);
    expect(answer.body.toString('hex')).toBe('0801');
    expect(served.sessions).toBe(1);
  });

  test('may shut down', async () => {
    expect((await attempt(SHUTDOWN, right)).status).toBe(0);
    await expect.poll(() => served.shutdowns).toBe(2);
  });
});

describe.each<[who: string, tls: ClientTls | undefined]>([
  ['no certificate', { ca }],
  ['another certificate', wrong],
  ['plain HTTP/2', undefined],
])('%s', (_who, tls) => {
  test.each([HEALTH, SHUTDOWN])('%s has no effect', async (path) => {
    await expect(attempt(path, tls)).rejects.toThrow();
    expect(served.sessions).toBe(0);
    expect((await attempt(HEALTH, right)).status).toBe(0);
    expect(served.shutdowns).toBe(0);
  });
});

test('the right certificate with a key that is not its own cannot even connect', async () => {
  const mixed = { ...right, key: strangerCertificate.privateKeyPem };
  expect(() => new GrpcClient(address, mixed)).toThrow();
});

test('TLS 1.1 is refused', async () => {
  const old = { ...right, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as ClientTls;
  await expect(attempt(HEALTH, old)).rejects.toThrow();
});

test('garbage instead of TLS ends only its own connection', async () => {
  const socket = connect(address.address);
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  socket.write(Buffer.alloc(10_000, 'x'));
  await ended;
  expect(served.sessions).toBe(0);
  expect((await attempt(HEALTH, right)).status).toBe(0);
});
