// What a process left open is ended by another one, whatever is in the way of the rest of it.
import { expect, test } from 'vitest';
import { createVirtualClock } from '../clock.ts';
import { type LogFields, silentLog } from '../log.ts';
import type { KubeconfigRecord } from '../model/records.ts';
import { type ClusterRef, PlatformError } from '../platform/platform.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import { markWrite } from './records.ts';
import { createUnfinished } from './unfinished.ts';

const record = (cluster: string): KubeconfigRecord => ({
  id: `kc-${cluster}`,
  cluster,
  uid: `uid-${cluster}`,
  createdBy: 'tok-1',
  ttlSeconds: 86_400,
  role: 'view',
  createdAt: '1970-01-01T00:00:00.000Z',
  expiresAt: '1970-01-02T00:00:00.000Z',
  revokedAt: null,
});

test('a platform that is away for one tenant, or one cluster, keeps no other access open', async () => {
  const clock = createVirtualClock(0);
  const store = createMemoryStore({ clock });
  const marks = [
    markWrite('acme', record('away'), 0),
    markWrite('acme', record('here'), 0),
    markWrite('silent', record('any'), 0),
    markWrite('zebra', record('last'), 0),
  ];
  await store.commit({ writes: marks });
  await clock.advance(120_000);
  const revoked: string[] = [];
  let answer = (): void => {};
  const revoke = async ({ tenant, name }: ClusterRef): Promise<void> => {
    if (name === 'away') throw new PlatformError('Unreachable', 'It is away.', { retryable: true });
    if (tenant === 'silent') await new Promise<void>((resolve) => (answer = resolve));
    revoked.push(`${tenant}/${name}`);
  };
  const access = { revoke } as never;
  const ended = createUnfinished({ store, platform: { access }, clock, log: silentLog })();
  // One that does not answer for long holds up nobody.
  await expect.poll(() => [...revoked].sort()).toEqual(['acme/here', 'zebra/last']);
  answer();
  await expect(ended).rejects.toThrow('It is away.');
  expect(await store.count({ kind: marks[0]!.key.kind })).toBe(1);
});

test('what a tenant has who was taken out is tried once by each process, said once, and left to its expiry', async () => {
  const clock = createVirtualClock(0);
  const store = createMemoryStore({ clock });
  const mark = markWrite('gone', record('prod'), 0);
  await store.commit({ writes: [mark, markWrite('acme', record('away'), 0)] });
  await clock.advance(120_000);
  const asked: string[] = [];
  const revoke = async ({ tenant }: ClusterRef): Promise<void> => {
    asked.push(tenant);
    const reason = tenant === 'gone' ? 'TenantUnknown' : 'Unreachable';
    throw new PlatformError(reason, 'It cannot be asked.', { retryable: true });
  };
  const access = { revoke } as never;
  const told: (LogFields | undefined)[] = [];
  const process = () =>
    createUnfinished({
      store,
      platform: { access },
      clock,
      log: (_level, _event, fields) => told.push(fields),
    });
  const first = process();
  for (let time = 0; time < 3; time += 1) await expect(first()).rejects.toThrow('It cannot be asked.');
  expect(asked.filter((tenant) => tenant === 'gone')).toHaveLength(1);
  // One that is only away is tried each time.
  expect(asked.filter((tenant) => tenant === 'acme')).toHaveLength(3);
  const said = {
    tenant: 'gone',
    cluster: 'prod',
    kubeconfig: 'kc-prod',
    expiresAt: record('prod').expiresAt,
  };
  expect(told).toMatchObject([said]);
  // He may be there again after a start.
  await expect(process()()).rejects.toThrow();
  expect(asked.filter((tenant) => tenant === 'gone')).toHaveLength(2);
  await clock.advance(86_400_000);
  await process()();
  expect(await store.count({ kind: mark.key.kind })).toBe(0);
});
