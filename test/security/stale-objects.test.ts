// Three mistakes that services make with objects: one that is gone still answers, one answers below a parent that is
// not its own, and a creation that failed leaves something behind.
import type { Kubeconfig, NodeList, Operation } from '@hikube/openapi/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAboutObject, PATH_VALUES, type PathValues, PROD, samples } from '../contract/samples.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let values: PathValues;

beforeAll(async () => {
  service = await startTestService();
  await service.finish((await service.api<Operation>('POST', '/clusters', { body: PROD })).body);
  const other = { name: 'other', topology: 'development' };
  await service.finish((await service.api<Operation>('POST', '/clusters', { body: other })).body);
  const { body: nodes } = await service.api<NodeList>('GET', '/clusters/prod/nodes');
  const upgrade = await service.api<Operation>('POST', '/clusters/prod/version-upgrades', {
    body: { targetVersion: '1.34', start: 'at', startAt: '2027-01-01T00:00:00Z' },
  });
  const access = await service.api<Kubeconfig>('POST', '/clusters/prod/kubeconfigs', {
    body: { role: 'view' },
  });
  values = {
    ...PATH_VALUES,
    node: nodes.items[0]!.name,
    versionUpgrade: upgrade.body.target.name,
    operation: upgrade.body.id,
    kubeconfig: access.body.id,
  };
});
afterAll(() => service.dispose());

/** Operations whose path names something inside of a cluster. */
const children = () =>
  samples(values).filter(({ facts }) => facts.pathParams.includes('cluster') && facts.pathParams.length > 1);

test('nothing answers below a parent that is not its own', async () => {
  let asked = 0;
  for (const { id, facts, method, path, body } of children()) {
    // An add-on is made by its name: below another cluster it is another add-on.
    if ((facts.previews ?? id) === 'putAddon') continue;
    const before = await service.store.sequence();
    await service.api.refused('not_found', method, path.replace('/clusters/prod/', '/clusters/other/'), {
      body,
    });
    expect(await service.store.sequence()).toBe(before);
    asked += 1;
  }
  expect(asked).toBeGreaterThan(12);
  console.log(`parents: ${asked} operations asked below another cluster, each answered as missing`);
});

test('a creation that is refused leaves nothing behind', async () => {
  const before = await service.store.sequence();
  const creations: readonly [string, string, object][] = [
    ['POST', '/clusters', { name: 'half', nodeGroups: { good: {}, bad: { instanceType: 's1.huge' } } }],
    ['POST', '/clusters', { name: 'half', addons: { 'no-such': {} } }],
    ['POST', '/clusters', { name: 'half', version: '1.99' }],
    ['POST', '/clusters/prod/node-groups', { name: 'half', minReplicas: 5, maxReplicas: 1 }],
    ['PATCH', '/clusters/prod', { nodeGroups: { half: {}, 'Not a name': {} } }],
    ['PUT', '/clusters/prod/addons/no-such', {}],
    ['POST', '/clusters/prod/version-upgrades', { targetVersion: '1.36' }],
    ['POST', '/clusters/prod/kubeconfigs', { role: 'god' }],
    ['POST', '/tokens', { scopes: ['everything'] }],
  ];
  for (const [method, path, body] of creations) {
    const reply = await service.api(method, path, {
      body,
      headers: { 'idempotency-key': `k-${path.length}` },
    });
    expect({ path, isRefused: reply.status >= 400 && reply.status < 500 }).toEqual({ path, isRefused: true });
  }
  expect(await service.store.sequence()).toBe(before);
  await service.api.refused('not_found', 'GET', '/clusters/half');
  await service.api.refused('not_found', 'GET', '/clusters/prod/node-groups/half');
});

test('what is gone answers to nothing any more', async () => {
  const about = samples(values).filter(
    (sample) => isAboutObject(sample) && sample.facts.pathParams.includes('cluster'),
  );
  await service.finish((await service.api<Operation>('DELETE', '/clusters/prod')).body);
  const before = await service.store.sequence();
  for (const { method, path, body } of about) {
    await service.api.refused('not_found', method, path, { body });
  }
  expect(await service.store.sequence()).toBe(before);
  // A new cluster of the name has nothing of the earlier one.
  await service.finish((await service.api<Operation>('POST', '/clusters', { body: PROD })).body);
  for (const child of ['versionUpgrade', 'kubeconfig', 'node']) {
    const { path } = samples(values).find(
      ({ facts }) => facts.method === 'GET' && facts.pathParams.at(-1) === child,
    )!;
    await service.api.refused('not_found', 'GET', path);
  }
  console.log(
    `stale objects: ${about.length} operations on a cluster that is gone, each answered as missing`,
  );
});
