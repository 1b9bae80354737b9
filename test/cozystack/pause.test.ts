// A Cozystack exchanges nodes at its own pace, without a pause, and only with their group: who asks for more is told so at once.
import type { Cluster, Node, Operation, Problem, VersionUpgrade } from '@hikube/sdk';
import { createService, systemRandom } from '@hikube/service';
import { createMemoryStore } from '@hikube/service/store';
import { afterEach, expect, test } from 'vitest';
import { type Driven, driveCozystack } from '../doubles/cozystack/driver.support.ts';

const TOKEN = 'pause-test-token';
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function serve({ platform, clock, tick }: Driven) {
  open.push(() => platform.close());
  const config = { bootstrapToken: TOKEN, takeIn: ['demo'] };
  const store = createMemoryStore({ clock });
  const service = createService({ store, platform, clock, random: systemRandom, config });
  await service.start();
  open.push(() => service.stop());
  async function ask<Body>(method: string, path: string, body?: object) {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const answer = await service.fetch(new Request(`https://hikube.test/v1${path}`, init));
    return { status: answer.status, body: (await answer.json()) as Body };
  }
  async function until<Body>(path: string, isDone: (body: Body) => boolean): Promise<Body> {
    for (let moment = 0; moment < 400; moment += 1) {
      const { body } = await ask<Body>('GET', path);
      if (isDone(body)) return body;
      await tick();
    }
    throw new Error(`Not reached in time: ${path}`);
  }
  return { ask, until };
}

const UPGRADES = '/clusters/prod/version-upgrades';

test('an upgrade can be held back before it begins, and is not said to pause afterwards', async () => {
  const { ask, until } = await serve(await driveCozystack('1.6.2', ['demo']));
  const nodeGroups = { web: { minReplicas: 2 } };
  const made = await ask<Operation>('POST', '/clusters', { name: 'prod', version: '1.33', nodeGroups });
  await until<Operation>(`/operations/${made.body.id}`, ({ status }) => status === 'succeeded');

  const order = { targetVersion: '1.34', start: 'at', startAt: '2031-01-01T00:00:00Z' };
  await ask('POST', UPGRADES, order);
  const later = await until<{ items: VersionUpgrade[] }>(UPGRADES, ({ items }) => items.length === 1);
  const path = `${UPGRADES}/${later.items[0]!.id}`;
  expect((await ask('POST', `${path}/pause`)).status).toBe(202);
  expect((await ask('POST', `${path}/resume`)).status).toBe(202);
  expect((await ask('POST', `${path}/cancel`)).status).toBe(202);

  await ask('POST', UPGRADES, { targetVersion: '1.34' });
  const isOfNow = ({ start }: VersionUpgrade) => start === 'now';
  const { items } = await until<{ items: VersionUpgrade[] }>(UPGRADES, (page) =>
    page.items.some((each) => isOfNow(each) && each.status.startedAt !== null),
  );
  const now = `${UPGRADES}/${items.find(isOfNow)!.id}`;
  const refused = await ask<Problem>('POST', `${now}/pause`);
  expect(refused).toMatchObject({ status: 422, body: { code: 'capability_missing' } });
  expect(refused.body.detail).toMatch(/without a pause; let it end/);
  // What cannot be cancelled any more is not advised to be paused, which is not to be had here.
  const moved = ({ status }: Cluster) => status.version?.startsWith('1.34') === true;
  await until<Cluster>('/clusters/prod', moved);
  const late = await ask<Problem>('POST', `${now}/cancel`);
  expect(late).toMatchObject({ status: 409, body: { code: 'not_cancellable' } });
  expect(late.body.detail).toMatch(
    /runs 1\.34 already, so the upgrade goes on: wait until the nodes have followed\.$/,
  );
  await until<VersionUpgrade>(now, ({ status }) => status.phase === 'Succeeded');
});

test('a pace of an upgrade, and a node for itself, are refused before anything is accepted', async () => {
  const { ask, until } = await serve(await driveCozystack('1.6.2', ['demo']));
  const nodeGroups = { web: { minReplicas: 1 } };
  const made = await ask<Operation>('POST', '/clusters', { name: 'prod', version: '1.33', nodeGroups });
  await until<Operation>(`/operations/${made.body.id}`, ({ status }) => status === 'succeeded');
  const before = await ask<{ items: Operation[] }>('GET', '/operations?cluster=prod');

  const { body: nodes } = await ask<{ items: Node[] }>('GET', '/clusters/prod/nodes');
  const exchanged = await ask<Problem>('POST', `/clusters/prod/nodes/${nodes.items[0]!.name}/replace`);
  expect(exchanged).toMatchObject({ status: 422, body: { code: 'capability_missing' } });
  expect(exchanged.body.detail).toMatch(/does not exchange single nodes; drain it with kubectl/);

  for (const pace of ['maxSurge', 'maxUnavailable']) {
    const hurried = await ask<Problem>('POST', UPGRADES, { targetVersion: '1.34', [pace]: 3 });
    expect(hurried).toMatchObject({ status: 422, body: { code: 'capability_missing' } });
    expect(hurried.body.errors).toEqual([expect.objectContaining({ pointer: `/${pace}` })]);
  }
  expect((await ask('GET', '/operations?cluster=prod')).body).toEqual(before.body);
});
