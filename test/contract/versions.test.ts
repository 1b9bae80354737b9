// Versions: one minor at a time, counted after what is queued, taken back before the point of no return.
import type {
  Cluster,
  KubernetesVersionList,
  Operation,
  VersionUpgrade,
  VersionUpgradeList,
} from '@hikube/openapi/types';
import { type Platform, PlatformError } from '@hikube/service';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { PROD } from './samples.ts';

let service: TestService;
/** While it is set, the platform takes nothing new: an upgrade has started, and nothing runs the new version yet. */
let isHeld = false;

function holdable(platform: Platform): Platform {
  return {
    ...platform,
    apply: (desired) =>
      isHeld
        ? Promise.reject(new PlatformError('Unreachable', 'The platform is away.', { retryable: true }))
        : platform.apply(desired),
  };
}

beforeEach(async () => {
  isHeld = false;
  service = await startTestService({ wrapPlatform: holdable });
  const { body } = await service.api<Operation>('POST', '/clusters', { body: PROD });
  await service.finish(body);
});
afterEach(() => service.dispose());

const patch = (body: object) => service.api<Operation>('PATCH', '/clusters/prod', { body });
const request = (body: object) => service.api<Operation>('POST', '/clusters/prod/version-upgrades', { body });
const cluster = async () => (await service.api<Cluster>('GET', '/clusters/prod')).body;
const upgrades = async () =>
  (await service.api<VersionUpgradeList>('GET', '/clusters/prod/version-upgrades')).body.items.map(
    ({ targetVersion, status }) => `${targetVersion} ${status.phase}`,
  );

describe('a version that is refused', () => {
  test.each([
    ['1.35', 'version_skip', ['1.34']],
    ['1.32', 'version_downgrade', ['1.34']],
    ['1.99', 'unknown_version', ['1.34']],
    ['latest', 'invalid_version', ['1.30', '1.31', '1.32', '1.33', '1.34', '1.35']],
  ])('%s: %s', async (version, code, allowed) => {
    const finding = { code, allowed };
    const patched = await service.api.refused('validation_failed', 'PATCH', '/clusters/prod', {
      body: { version },
    });
    expect(patched.body.errors).toMatchObject([{ ...finding, pointer: '/version' }]);
    const path = '/clusters/prod/version-upgrades';
    const requested = await service.api.refused('validation_failed', 'POST', path, {
      body: { targetVersion: version },
    });
    expect(requested.body.errors).toMatchObject([{ ...finding, pointer: '/targetVersion' }]);
    expect(await upgrades()).toEqual([]);
  });
});

describe('a version in a patch', () => {
  test('is an upgrade with a history, and one operation to follow', async () => {
    const { body } = await patch({ version: 'v1.34.9' });
    expect(body).toMatchObject({ kind: 'Cluster.update', generation: 2 });
    expect(await cluster()).toMatchObject({ version: '1.34', generation: 2 });
    expect(await upgrades()).toEqual(['1.34 Running']);
    expect(await service.finish(body)).toMatchObject({ status: 'succeeded' });
    expect(await upgrades()).toEqual(['1.34 Succeeded']);
  });

  test('that is there already changes nothing', async () => {
    const { body } = await patch({ version: '1.33.1' });
    expect(body).toMatchObject({ status: 'succeeded', phase: 'Nothing to change', generation: 1 });
    expect(await cluster()).toMatchObject({ generation: 1 });
    expect(await upgrades()).toEqual([]);
  });

  test('null keeps it', async () => {
    expect((await patch({ version: null })).body).toMatchObject({ phase: 'Nothing to change' });
  });

  test('queues behind an upgrade that runs, and is reached in the end', async () => {
    await patch({ version: '1.34' });
    const { body } = await patch({ version: '1.35' });
    expect(body).toMatchObject({ kind: 'VersionUpgrade.run', status: 'pending' });
    expect(await cluster()).toMatchObject({ version: '1.34' });
    expect(await upgrades()).toEqual(['1.34 Running', '1.35 Pending']);
    const again = await patch({ version: '1.35' });
    expect(again.body.id).toBe(body.id);
    expect(await service.finish(body)).toMatchObject({ status: 'succeeded' });
    expect(await cluster()).toMatchObject({ version: '1.35', status: { version: '1.35.1' } });
    expect(await upgrades()).toEqual(['1.34 Succeeded', '1.35 Succeeded']);
  });

  test('comes with other changes in one commit', async () => {
    const { body } = await patch({
      version: '1.34',
      displayName: 'New',
      nodeGroups: { web: { minReplicas: 2 } },
    });
    expect(await service.finish(body)).toMatchObject({ status: 'succeeded' });
    expect(await cluster()).toMatchObject({
      version: '1.34',
      displayName: 'New',
      status: { nodes: { ready: 2 } },
    });
  });
});

describe('an upgrade as an object', () => {
  test('to the present version has succeeded before it began', async () => {
    const { body } = await request({ targetVersion: '1.33' });
    expect(body).toMatchObject({ kind: 'VersionUpgrade.run', status: 'succeeded' });
    expect(await upgrades()).toEqual(['1.33 Succeeded']);
  });

  test('twice to the same version is one upgrade', async () => {
    const body = { targetVersion: '1.34', start: 'at', startAt: '2027-01-01T00:00:00Z' };
    const first = await request(body);
    expect((await request(body)).body.id).toBe(first.body.id);
    expect(await upgrades()).toEqual(['1.34 Scheduled']);
  });

  test('starts at its time and not before', async () => {
    const { body } = await request({ targetVersion: '1.34', start: 'at', startAt: '2026-03-02T12:00:00Z' });
    await service.clock.advanceTo(Date.parse('2026-03-02T11:59:00Z'));
    expect(await cluster()).toMatchObject({ version: '1.33' });
    expect(await service.finish(body)).toMatchObject({ status: 'succeeded' });
  });

  test('may start at a moment that has just passed, on a clock that is a little ahead', async () => {
    const startAt = new Date(service.clock.now() - 5 * 60_000).toISOString();
    const { body } = await request({ targetVersion: '1.34', start: 'at', startAt });
    expect(await service.finish(body)).toMatchObject({ status: 'succeeded' });
  });

  test('that is planned is followed by whoever asks for it again after its time, and refused to nobody', async () => {
    const startAt = new Date(service.clock.now() + 60_000).toISOString();
    const order = { targetVersion: '1.34', start: 'at', startAt };
    const { body } = await request(order);
    isHeld = true;
    await service.clock.advance(10 * 60_000);
    expect((await request(order)).body.id).toBe(body.id);
    isHeld = false;
    expect(await service.finish(body)).toMatchObject({ status: 'succeeded' });
    expect((await request(order)).body.status).toBe('succeeded');
  });

  test('in the past is refused with what to send, and by its preview, too', async () => {
    const startAt = new Date(service.clock.now() - 5 * 60_000 - 1).toISOString();
    for (const path of ['/clusters/prod/version-upgrades', '/previews/clusters/prod/version-upgrades']) {
      const { body } = await service.api.refused('validation_failed', 'POST', path, {
        body: { targetVersion: '1.34', start: 'at', startAt },
      });
      expect(body.errors).toMatchObject([{ pointer: '/startAt', code: 'start_in_the_past' }]);
      expect(body.errors[0]?.detail).toMatch(/^startAt .* is over: it is .* now; .*start to "now"/);
    }
    expect(await upgrades()).toEqual([]);
  });

  test.each([
    [{ targetVersion: '1.34', start: 'at' }, '/startAt', 'option_missing'],
    [{ targetVersion: '1.34', startAt: '2027-01-01T00:00:00Z' }, '/startAt', 'option_not_applicable'],
    [{ targetVersion: '1.34', maxSurge: 0, maxUnavailable: 0 }, '/maxUnavailable', 'upgrade_cannot_proceed'],
  ])('%j is refused at %s', async (body, pointer, code) => {
    const { body: problem } = await service.api.refused(
      'validation_failed',
      'POST',
      '/clusters/prod/version-upgrades',
      { body },
    );
    expect(problem.errors).toMatchObject([{ pointer, code }]);
  });
});

describe('cancelling', () => {
  test('before anything runs the new version takes the version back', async () => {
    isHeld = true;
    const { body } = await patch({ version: '1.34' });
    const [upgrade] = (await service.api<VersionUpgradeList>('GET', '/clusters/prod/version-upgrades')).body
      .items;
    const cancelled = await service.api<Operation>(
      'POST',
      `/clusters/prod/version-upgrades/${upgrade!.id}/cancel`,
    );
    expect(cancelled.body).toMatchObject({ kind: 'VersionUpgrade.run', status: 'cancelled' });
    expect(await cluster()).toMatchObject({ version: '1.33', generation: 3 });
    // The change that had asked for it has ended the same way: nobody waits for what will not come.
    expect((await service.api<Operation>('GET', `/operations/${body.id}`)).body.status).toBe('cancelled');
    expect(await upgrades()).toEqual(['1.34 Cancelled']);
  });

  test('takes those along that start where it would have led', async () => {
    const first = await request({ targetVersion: '1.34', start: 'at', startAt: '2027-01-01T00:00:00Z' });
    await request({ targetVersion: '1.35' });
    await service.api('POST', `/clusters/prod/version-upgrades/${first.body.target.name}/cancel`);
    expect(await upgrades()).toEqual(['1.34 Cancelled', '1.35 Cancelled']);
  });

  test('is too late once an API server runs the new version', async () => {
    const { body } = await request({ targetVersion: '1.34' });
    const path = `/clusters/prod/version-upgrades/${body.target.name}`;
    for (let minutes = 0; minutes < 60; minutes += 1) {
      await service.clock.advance(20_000);
      const { body: seen } = await service.api<Cluster>('GET', '/clusters/prod');
      if (seen.status.controlPlane.members.some(({ version }) => version.startsWith('1.34'))) break;
    }
    const late = await service.api.refused('not_cancellable', 'POST', `${path}/cancel`);
    expect(late.body.detail).toMatch(/already, so the upgrade goes on: pause it to hold the nodes back\.$/);
    expect((await service.api<Operation>('POST', `${path}/pause`)).body.status).toBe('paused');
    await service.api.refused('invalid_transition', 'POST', `${path}/pause`);
    await service.clock.advance(3_600_000);
    expect((await service.api<VersionUpgrade>('GET', path)).body.status.phase).toBe('Paused');
    expect((await service.api<Operation>('POST', `${path}/resume`)).status).toBe(202);
    await service.api.refused('invalid_transition', 'POST', `${path}/resume`);
    expect(await service.finish(body)).toMatchObject({ status: 'succeeded' });
    await service.api.refused('not_cancellable', 'POST', `${path}/cancel`);
    await service.api.refused('invalid_transition', 'POST', `${path}/pause`);
  });

  test('an operation by its id is the same', async () => {
    isHeld = true;
    const { body } = await patch({ version: '1.34' });
    const cancelled = await service.api<Operation>('POST', `/operations/${body.id}/cancel`);
    expect(cancelled.body).toMatchObject({ id: body.id, status: 'cancelled' });
    expect(await cluster()).toMatchObject({ version: '1.33' });
  });
});

test('a version says what it is, and until when it is mended', async () => {
  const { body } = await service.api<KubernetesVersionList>('GET', '/kubernetes-versions');
  const told = (minor: string) => body.items.find((version) => version.minor === minor);
  expect(told('1.34')).toMatchObject({ state: 'supported', endOfLife: '2026-10-27' });
  // The clock of the test stands in March 2026.
  expect(told('1.32')).toMatchObject({ state: 'endOfLife', endOfLife: '2026-02-28' });
});
