// applyIn: changes that replace nodes and wait for the maintenance window, seen from outside.
import type { Cluster, Impact, NodeGroup, NodeList, Operation } from '@hikube/openapi/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { PROD } from './samples.ts';

const HOUR = 3_600_000;
const WEB = '/clusters/prod/node-groups/web';
const IN_WINDOW = `${WEB}?applyIn=window`;

let service: TestService;
let opens: number;
beforeEach(async () => {
  service = await startTestService();
  opens = Math.ceil(service.clock.now() / HOUR) * HOUR + 3 * HOUR;
  const startTime = new Date(opens).toISOString().slice(11, 16);
  const window = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], startTime, durationMinutes: 60 };
  const { body } = await service.api<Operation>('POST', '/clusters', {
    body: {
      ...PROD,
      maintenance: { window: { ...window, timeZone: 'UTC' } },
      nodeGroups: { web: { minReplicas: 2, maxReplicas: 4 }, batch: { minReplicas: 1, maxReplicas: 2 } },
    },
  });
  await service.finish(body);
});
afterEach(() => service.dispose());

const patch = async (path: string, body: object) =>
  (await service.api<Operation>('PATCH', path, { body })).body;
const read = async (id: string) => (await service.api<Operation>('GET', `/operations/${id}`)).body;
const cancel = async (id: string) =>
  (await service.api<Operation>('POST', `/operations/${id}/cancel`, {})).body;
const group = async () => (await service.api<NodeGroup>('GET', WEB)).body;
const until = (time: number) => service.clock.advance(time - service.clock.now());

/** Names of the machines of the group, in order: another name is another machine. */
async function nodes(nodeGroup = 'web'): Promise<readonly string[]> {
  const { items } = (await service.api<NodeList>('GET', '/clusters/prod/nodes')).body;
  return items.filter((node) => node.nodeGroup === nodeGroup).map(({ name }) => name);
}

describe('a change with applyIn: window', () => {
  test('is stored at once, and replaces nodes when the window opens', async () => {
    const before = await nodes();
    const accepted = await patch(IN_WINDOW, { diskSize: '40Gi' });
    const opening = new Date(opens).toISOString();
    expect(accepted).toMatchObject({
      status: 'pending',
      waitsFor: 'window',
      startedAt: null,
      phase: `Waits for the maintenance window that opens at ${opening}`,
    });
    expect(await group()).toMatchObject({ diskSize: '40Gi', generation: 2 });
    await until(opens - 1000);
    expect(await nodes()).toEqual(before);
    expect(await read(accepted.id)).toMatchObject({ status: 'pending', waitsFor: 'window' });
    expect((await service.api<Cluster>('GET', '/clusters/prod')).body.status.phase).toBe('Running');

    await until(opens + 1000);
    const begun = await read(accepted.id);
    expect(begun).toMatchObject({ status: 'running' });
    expect(begun).not.toHaveProperty('waitsFor');
    expect(await service.finish(begun)).toMatchObject({ status: 'succeeded', generation: 3 });
    const after = await nodes();
    expect(after).toHaveLength(before.length);
    expect(after.filter((name) => before.includes(name))).toEqual([]);
    expect(await group()).toMatchObject({ diskSize: '40Gi', generation: 3 });
  });

  test('acts at once as far as it replaces nothing', async () => {
    const labels = await patch(IN_WINDOW, { labels: { tier: 'web' } });
    expect(labels).not.toHaveProperty('waitsFor');
    expect(await service.finish(labels)).toMatchObject({ status: 'succeeded' });

    const both = await patch(IN_WINDOW, { diskSize: '40Gi', minReplicas: 3 });
    expect(both.waitsFor).toBe('window');
    await service.clock.advance(HOUR);
    expect(await nodes()).toHaveLength(3);
    expect((await read(both.id)).status).toBe('pending');
  });

  test('of a cluster waits for its groups, and for no other part', async () => {
    const [web, batch] = [await nodes(), await nodes('batch')];
    const change = { displayName: 'Shop', nodeGroups: { web: { diskSize: '40Gi' } } };
    const accepted = await patch('/clusters/prod?applyIn=window', change);
    expect(accepted).toMatchObject({ kind: 'Cluster.update', waitsFor: 'window' });
    expect((await service.api<Cluster>('GET', '/clusters/prod')).body.displayName).toBe('Shop');
    await until(opens - 1000);
    expect(await nodes()).toEqual(web);
    await until(opens);
    expect(await service.finish(await read(accepted.id))).toMatchObject({ status: 'succeeded' });
    expect((await nodes()).filter((name) => web.includes(name))).toEqual([]);
    expect(await nodes('batch')).toEqual(batch);
  });

  test('is foreseen, with the time', async () => {
    const { body } = await service.api<Impact>('PATCH', `/previews${IN_WINDOW}`, {
      body: { diskSize: '40Gi' },
    });
    expect(body).toMatchObject({ nodesRolled: 2, nodeGroupsRolled: ['web'] });
    expect(body.warnings.find(({ code }) => code === 'waits_for_window')).toEqual({
      pointer: '/nodeGroups/web',
      code: 'waits_for_window',
      detail: `The nodes of web are replaced from the maintenance window on that opens at ${new Date(opens).toISOString()}.`,
    });
    const { body: harmless } = await service.api<Impact>('PATCH', `/previews${IN_WINDOW}`, {
      body: { minReplicas: 3 },
    });
    expect(harmless.warnings).toEqual([]);
  });

  test('begins at once in a window that is open', async () => {
    await until(opens + 60_000);
    const before = await nodes();
    const accepted = await patch(IN_WINDOW, { diskSize: '40Gi' });
    expect(await service.finish(accepted)).toMatchObject({ status: 'succeeded' });
    expect((await nodes()).filter((name) => before.includes(name))).toEqual([]);
  });
});

describe('until the window opens', () => {
  test('a cancelled change goes back to what the nodes run, and replaces none', async () => {
    const before = await nodes();
    const accepted = await patch(IN_WINDOW, { diskSize: '40Gi', minReplicas: 2, labels: { tier: 'web' } });
    const { body: impact } = await service.api<Impact>(
      'POST',
      `/previews/operations/${accepted.id}/cancel`,
      {},
    );
    expect(impact).toMatchObject({ nodesRolled: 0, warnings: [], changes: [{ fields: ['/diskSize'] }] });
    expect(await cancel(accepted.id)).toMatchObject({ status: 'cancelled' });
    expect(await group()).toMatchObject({ diskSize: '20Gi', generation: 3, labels: { tier: 'web' } });
    await until(opens + 10 * 60_000);
    expect(await nodes()).toEqual(before);
    expect((await group()).generation).toBe(3);
    await service.api.refused('not_cancellable', 'POST', `/operations/${accepted.id}/cancel`, {});
  });

  test('a further one joins it, and each can be cancelled alone', async () => {
    const before = await nodes();
    const first = await patch(IN_WINDOW, { diskSize: '40Gi' });
    const second = await patch(IN_WINDOW, { roles: ['web'] });
    expect(second.waitsFor).toBe('window');
    expect(await cancel(first.id)).toMatchObject({ status: 'cancelled' });
    expect(await group()).toMatchObject({ diskSize: '20Gi', roles: ['web'] });
    await service.clock.advance(HOUR);
    expect(await read(second.id)).toMatchObject({ status: 'pending', waitsFor: 'window' });
    expect(await nodes()).toEqual(before);
    await until(opens);
    expect(await service.finish(await read(second.id))).toMatchObject({ status: 'succeeded' });
    expect((await nodes()).filter((name) => before.includes(name))).toEqual([]);
  });

  test('the same field again takes its place, and going back is to what the nodes run', async () => {
    const before = await nodes();
    const first = await patch(IN_WINDOW, { diskSize: '40Gi' });
    const second = await patch(IN_WINDOW, { diskSize: '60Gi' });
    expect(await read(first.id)).toMatchObject({ status: 'superseded' });
    await service.clock.advance(HOUR);
    expect(await nodes()).toEqual(before);
    await cancel(second.id);
    expect((await group()).diskSize).toBe('20Gi');
  });

  test('one without applyIn that replaces nodes takes along what waits, and one that replaces none does not', async () => {
    const before = await nodes();
    const waiting = await patch(IN_WINDOW, { diskSize: '40Gi' });
    await service.finish(await patch(WEB, { maxReplicas: 5 }));
    expect(await read(waiting.id)).toMatchObject({ status: 'pending', waitsFor: 'window' });
    const now = await patch(WEB, { roles: ['web'] });
    expect(await service.finish(now)).toMatchObject({ status: 'succeeded' });
    expect(await service.finish(await read(waiting.id))).toMatchObject({ status: 'succeeded' });
    const after = await nodes();
    expect(after.filter((name) => before.includes(name))).toEqual([]);
    await until(opens + 10 * 60_000);
    expect(await nodes()).toEqual(after);
  });

  test('one without applyIn that goes back to what the nodes run replaces none, and lets the others wait', async () => {
    const before = await nodes();
    const { instanceType } = await group();
    const first = await patch(IN_WINDOW, { instanceType: 's1.large' });
    const second = await patch(IN_WINDOW, { diskSize: '40Gi' });
    expect(instanceType).not.toBe('s1.large');
    const { body: foreseen } = await service.api<Impact>('PATCH', `/previews${WEB}`, {
      body: { instanceType },
    });
    expect(foreseen).toMatchObject({ nodesRolled: 0, nodeGroupsRolled: [], warnings: [] });
    expect(foreseen.changes).toMatchObject([{ fields: ['/instanceType'], rollsNodes: false }]);

    const back = await patch(WEB, { instanceType });
    expect(await service.finish(back)).toMatchObject({ status: 'succeeded' });
    expect(await read(first.id)).toMatchObject({ status: 'superseded' });
    expect(await read(second.id)).toMatchObject({ status: 'pending', waitsFor: 'window' });
    await until(opens - 1000);
    expect(await nodes()).toEqual(before);
    await until(opens);
    expect(await service.finish(await read(second.id))).toMatchObject({ status: 'succeeded' });
    expect(await group()).toMatchObject({ instanceType, diskSize: '40Gi' });
    expect((await nodes()).filter((name) => before.includes(name))).toEqual([]);
  });

  test('one without applyIn to a third value of what waits replaces the nodes now', async () => {
    const before = await nodes();
    const waiting = await patch(IN_WINDOW, { instanceType: 's1.large', diskSize: '40Gi' });
    const { body: foreseen } = await service.api<Impact>('PATCH', `/previews${WEB}`, {
      body: { instanceType: 's1.xlarge' },
    });
    expect(foreseen).toMatchObject({ nodesRolled: 2, nodeGroupsRolled: ['web'] });
    const now = await patch(WEB, { instanceType: 's1.xlarge' });
    expect(await service.finish(now)).toMatchObject({ status: 'succeeded' });
    expect(await service.finish(await read(waiting.id))).toMatchObject({ status: 'succeeded' });
    const after = await nodes();
    expect(after.filter((name) => before.includes(name))).toEqual([]);
    await until(opens + 10 * 60_000);
    expect(await nodes()).toEqual(after);
  });

  test('the same request again follows it', async () => {
    const first = await patch(IN_WINDOW, { diskSize: '40Gi' });
    expect((await patch(IN_WINDOW, { diskSize: '40Gi' })).id).toBe(first.id);
    expect((await patch(WEB, { diskSize: '40Gi' })).id).toBe(first.id);
  });

  test('a deleted group takes its change along', async () => {
    const waiting = await patch(IN_WINDOW, { diskSize: '40Gi' });
    const { body } = await service.api<Operation>('DELETE', WEB);
    expect(await service.finish(body)).toMatchObject({ status: 'succeeded' });
    expect(await read(waiting.id)).toMatchObject({ status: 'superseded' });
  });

  test('a window that is taken away leaves it waiting, and says what to do', async () => {
    const waiting = await patch(IN_WINDOW, { diskSize: '40Gi' });
    await service.finish(await patch('/clusters/prod', { maintenance: null }));
    await until(opens + HOUR);
    expect(await read(waiting.id)).toMatchObject({
      status: 'pending',
      phase: 'No maintenance window opens; set maintenance.window, or cancel this and change it at once',
    });
  });
});

describe('applyIn: window is refused', () => {
  test('without a window, unless nothing is replaced', async () => {
    await service.finish(await patch('/clusters/prod', { maintenance: null }));
    const { body } = await service.api.refused('invalid_parameter', 'PATCH', IN_WINDOW, {
      body: { diskSize: '40Gi' },
    });
    expect(body.errors).toMatchObject([{ pointer: 'applyIn', code: 'maintenance_without_window' }]);
    expect((await patch(IN_WINDOW, { maxReplicas: 5 })).status).toBe('pending');
  });

  test('with a version, which has upgrades of its own', async () => {
    const { body } = await service.api.refused(
      'invalid_parameter',
      'PATCH',
      '/clusters/prod?applyIn=window',
      { body: { version: '1.34' } },
    );
    expect(body.errors).toMatchObject([{ pointer: 'applyIn', code: 'option_not_applicable' }]);
  });

  test('in another spelling', async () => {
    const { body } = await service.api.refused('invalid_parameter', 'PATCH', `${WEB}?applyIn=later`, {
      body: { diskSize: '40Gi' },
    });
    expect(body.errors).toMatchObject([{ pointer: 'applyIn' }]);
  });
});
