// Automatic patches on the simulated platform: nothing outside the window, held when it closes, on when it opens again.
import type { ClusterEvent } from '@hikube/openapi/types';
import { afterEach, describe, expect, it } from 'vitest';
import { createSimulatedPlatform, type SimulatedPlatform } from '../../platforms/simulated/src/index.ts';
import { createVirtualClock } from '../../service/src/clock.ts';
import { kinds } from '../../service/src/model/keys.ts';
import type { OperationRecord } from '../../service/src/model/records.ts';
import { START } from '../../service/src/model/testing/records.ts';
import { FAILPOINTS, type Failpoint } from '../../service/src/reconciler/failpoints.ts';
import { LEASE_TTL_MS } from '../../service/src/reconciler/schedule.ts';
import { World } from './support/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
// START is a Monday, 09:00 in Zurich: the window opens two hours later for half an hour, and on the two days that follow.
const OPENS = 2 * HOUR;
const WINDOW = {
  days: ['mon' as const, 'tue' as const, 'wed' as const],
  startTime: '11:00',
  durationMinutes: 30,
  timeZone: 'Europe/Zurich',
};
const AUTO = { maintenance: { window: WINDOW, autoPatch: true, exclusions: [] } };

let world: World<SimulatedPlatform>;
let commits = 0;
afterEach(() => world.end());

async function standing(
  nodes: number,
  settings: object = AUTO,
  atFailpoint?: (at: Failpoint) => boolean | Promise<boolean>,
  // A process that is alone needs no heartbeats, which would be most of these days.
  leaseTtlMs: number = DAY,
) {
  const clock = createVirtualClock(START);
  world = new World(clock, createSimulatedPlatform({ clock, seed: 'patches' }));
  commits = 0;
  await world.start({
    leaseTtlMs,
    onPass: (_, { result }) => {
      if (result === 'committed') commits += 1;
    },
    async atFailpoint(at, self) {
      if (await atFailpoint?.(at)) self.kill();
    },
  });
  await world.writer.createCluster('prod', { web: { minReplicas: nodes, maxReplicas: 50 } }, [], settings);
  expect(await world.settle()).toBeDefined();
  await world.platform.controls.setPatch('1.33', '1.33.9');
}

async function patches(): Promise<OperationRecord[]> {
  const all = await world.store.list<OperationRecord>({ kind: kinds.operation, tenant: 'demo', limit: 100 });
  return all.map(({ body }) => body).filter(({ kind }) => kind === 'Cluster.patch');
}

async function look() {
  const { cluster } = await world.writer.status('prod');
  const nodes = await world.writer.nodes('prod');
  const condition = cluster.conditions.find(({ type }) => type === 'PatchAvailable');
  return {
    control: cluster.controlPlane.members.filter(({ version }) => version === '1.33.9').length,
    patched: nodes.filter(({ status }) => status.version === '1.33.9').length,
    exchanging: nodes.filter(({ status }) => status.phase !== 'Ready').length,
    condition: `${condition?.status} ${condition?.reason}`,
    message: condition?.message,
    phase: cluster.phase,
  };
}

const until = (offset: number) => world.clock.advance(START + offset - world.clock.now());

describe('automatic patches', () => {
  it('wait for the window, go control plane first, stop when it closes and go on when it opens', async () => {
    await standing(20);
    await until(OPENS - 1);
    expect(await look()).toMatchObject({
      control: 0,
      patched: 0,
      condition: 'True WaitingForWindow',
      message:
        'Kubernetes 1.33.9 is released. It comes in the maintenance window that opens at 2026-03-02T10:00:00.000Z.',
    });
    expect(await patches()).toEqual([]);

    let early = 0;
    for (let offset = OPENS; offset < OPENS + 30 * MINUTE; offset += 10_000) {
      await until(offset);
      const { control, patched } = await look();
      if (control < 3) early += patched;
    }
    expect(early).toBe(0);
    expect(await look()).toMatchObject({ control: 3, condition: 'True RollingOut', phase: 'Upgrading' });

    await until(OPENS + 40 * MINUTE);
    const held = await look();
    expect(held).toMatchObject({ exchanging: 0, condition: 'True Paused', phase: 'Running' });
    expect(held.patched).toBeGreaterThan(0);
    expect(held.patched).toBeLessThan(20);
    expect(await patches()).toMatchObject([
      { status: 'paused', phase: 'Paused until the maintenance window opens at 2026-03-03T10:00:00.000Z.' },
    ]);
    await until(OPENS + DAY - 1);
    expect((await look()).patched).toBe(held.patched);

    await until(OPENS + 2 * DAY + HOUR);
    expect(await look()).toMatchObject({ patched: 20, condition: 'False NewestPatch', phase: 'Running' });
    expect(await patches()).toMatchObject([{ status: 'succeeded', progress: { percent: 100 } }]);
  });

  it('write nothing while nothing is due, before and after', async () => {
    await standing(1);
    await until(HOUR);
    const waiting = commits;
    await until(OPENS - 1);
    expect(commits).toBe(waiting);
    await until(OPENS + HOUR);
    expect(await look()).toMatchObject({ control: 3, patched: 1 });
    const done = commits;
    expect(done).toBeGreaterThan(waiting);
    await until(OPENS + WEEK + HOUR);
    expect(commits).toBe(done);
  });

  it('do not come without autoPatch, nor with changes of other settings, and a condition says so', async () => {
    await standing(1, { maintenance: { ...AUTO.maintenance, autoPatch: false } });
    const id = await world.writer.updateCluster('prod', { displayName: 'Production' });
    await until(OPENS + HOUR);
    expect((await world.writer.operation(id)).status).toBe('succeeded');
    expect(await look()).toMatchObject({ control: 0, patched: 0, condition: 'True AutoPatchOff' });
  });

  it('keep out of an exclusion', async () => {
    const exclusions = [{ start: '2026-03-01T00:00:00Z', end: '2026-03-02T10:10:00Z' }];
    await standing(1, { maintenance: { ...AUTO.maintenance, exclusions } });
    await until(OPENS + 10 * MINUTE - 1);
    expect(await look()).toMatchObject({ control: 0, patched: 0 });
    await until(OPENS + 28 * MINUTE);
    expect(await look()).toMatchObject({ control: 3, patched: 1 });
  });

  it('do not hold settings back while they are held, and give way to a version upgrade', async () => {
    await standing(20);
    await until(OPENS + HOUR);
    expect((await patches())[0]?.status).toBe('paused');
    const renamed = await world.writer.updateCluster('prod', { displayName: 'Production' });
    await world.clock.advance(5 * MINUTE);
    expect((await world.writer.operation(renamed)).status).toBe('succeeded');
    const upgrade = await world.writer.upgrade('prod', { targetVersion: '1.34' });
    await world.clock.advance(2 * HOUR);
    expect((await world.writer.operation(upgrade)).status).toBe('succeeded');
    expect(await patches()).toMatchObject([{ status: 'superseded' }]);
    expect((await world.writer.status('prod')).patch).toBeUndefined();
  });

  it('do not begin on settings that change in the same moment', async () => {
    let isDue = false;
    await standing(1, AUTO, async (at) => {
      if (at !== 'before-commit' || !isDue) return false;
      isDue = false;
      const maintenance = { ...AUTO.maintenance, autoPatch: false };
      await world.writer.updateCluster('prod', { maintenance });
      return false;
    });
    await until(OPENS - 1);
    isDue = true;
    await until(OPENS + HOUR);
    expect(isDue).toBe(false);
    expect(await patches()).toEqual([]);
    expect(await look()).toMatchObject({ control: 0, patched: 0, condition: 'True AutoPatchOff' });
  });

  it('begin once with three replicas', async () => {
    await standing(2, AUTO, undefined, LEASE_TTL_MS);
    await world.start();
    await world.start();
    await until(OPENS + 29 * MINUTE);
    expect(await look()).toMatchObject({ control: 3, patched: 2 });
    expect(await patches()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('are told in events', async () => {
    await standing(1);
    await until(OPENS + HOUR);
    const events = await world.store.list<ClusterEvent>({ kind: kinds.event, tenant: 'demo', limit: 500 });
    const reasons = events.map(({ body }) => body.reason);
    expect(reasons.filter((reason) => reason.startsWith('Patch')).sort()).toEqual([
      'PatchAvailable',
      'PatchRollingOut',
    ]);
  });
});

describe.each(FAILPOINTS.filter((name) => !name.endsWith('remove')))('killed %s', (failpoint) => {
  it.each([1, 2, 4])('at visit %i in the window, the next process ends it, once', async (visit) => {
    let visits = Number.NEGATIVE_INFINITY;
    await standing(2, AUTO, (at) => at === failpoint && ++visits === visit, LEASE_TTL_MS);
    await until(OPENS - 1);
    visits = 0;
    await until(OPENS + 3 * MINUTE);
    expect(visits).toBeGreaterThanOrEqual(visit);
    await world.start();
    await until(OPENS + 29 * MINUTE);
    expect(await look()).toMatchObject({ control: 3, patched: 2, condition: 'False NewestPatch' });
    expect(await patches()).toMatchObject([{ status: 'succeeded' }]);
  });
});
