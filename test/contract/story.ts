// A story that calls every operation at least once, and looks at what each of them is there for.
import { type OperationId, operationIds, operations } from '@hikube/openapi/operations';
import type {
  Addon,
  AddonList,
  Cluster,
  ClusterEventList,
  ClusterList,
  Hold,
  Impact,
  IssuedKubeconfig,
  IssuedToken,
  Kubeconfig,
  KubeconfigList,
  Node,
  NodeGroup,
  NodeGroupList,
  NodeList,
  Operation,
  OperationList,
  Problem,
  RetainedVolume,
  RetainedVolumeList,
  Tenant,
  Token,
  TokenList,
  UpgradePlan,
  VersionUpgrade,
  VersionUpgradeList,
} from '@hikube/openapi/types';
import { expect } from 'vitest';
import type { CallOptions, Reply } from '../support/api.ts';
import { operationFor } from '../support/conformance.ts';
import type { TestService } from '../support/service.ts';

type Call = <Body>(method: string, path: string, options?: CallOptions) => Promise<Reply<Body>>;

/** Tells the story. @returns the operations that were called */
export async function tellEverything(service: TestService): Promise<ReadonlySet<OperationId>> {
  const called = new Set<OperationId>();
  const send: Call = (method, path, options) => {
    const facts = operationFor(method, path);
    const id = operationIds.find((each) => operations[each] === facts);
    if (id !== undefined) called.add(id);
    return service.api(method, path, options);
  };
  // Before each write its preview is asked, and agrees with it.
  const call: Call = async (method, path, options) => {
    const isPreviewed = operationFor(method, path)?.responses['202'] !== undefined;
    const foreseen = isPreviewed ? await send(method, `/previews${path}`, options) : undefined;
    const reply = await send(method, path, options);
    if (foreseen !== undefined) expect([path, foreseen.status === 200]).toEqual([path, reply.status === 202]);
    return reply as never;
  };
  await readCatalogue(call);
  await createAndRead(call, service);
  await changeGroups(call, service);
  await changeAddons(call, service);
  await giveAccess(call);
  await upgrade(call, service);
  await replaceAndCancel(call, service);
  await applyManifest(call, service);
  await readEvents(call);
  await manageTokens(call);
  expect((await call('GET', '/clusters/prod/volumes')).body).toEqual({ items: [], nextCursor: null });
  await deleteAll(call, service);
  await deleteWhatStayed(call);
  return called;
}

async function readCatalogue(call: Call): Promise<void> {
  const lists = [
    ['/sites', 'geneva'],
    ['/instance-types', 's1.large'],
    ['/gpu-types', 'nvidia.com/AD102GL_L40S'],
    ['/storage-classes', 'replicated'],
    ['/kubernetes-versions', '1.34'],
    ['/addons', 'cert-manager'],
    ['/capabilities', 'etcd.perCluster'],
  ] as const;
  for (const [path, known] of lists) {
    const { status, text } = await call('GET', path);
    expect({ path, status, known: text.includes(`"${known}"`) }).toEqual({ path, status: 200, known: true });
  }
  const { body } = await call<Tenant>('GET', '/tenant');
  expect(body).toMatchObject({ id: 'demo', scopes: ['read', 'write', 'admin'] });
}

const PROD = {
  name: 'prod',
  version: '1.33.2',
  labels: { team: 'shop' },
  nodeGroups: { web: { minReplicas: 2, maxReplicas: 4, instanceType: 's1.large', roles: ['ingress-nginx'] } },
  addons: { 'cert-manager': {} },
};

async function createAndRead(call: Call, service: TestService): Promise<void> {
  const foreseen = await call<Impact>('POST', '/previews/clusters', { body: PROD });
  expect(foreseen.status).toBe(200);
  expect(
    foreseen.body.changes.map(({ action, target }) => `${action} ${target.kind} ${target.name}`),
  ).toEqual(['create Cluster prod', 'create NodeGroup web', 'create Addon cert-manager']);
  expect((await call<ClusterList>('GET', '/clusters')).body.items).toEqual([]);

  const accepted = await call<Operation>('POST', '/clusters', { body: PROD });
  expect(accepted.status).toBe(202);
  expect(accepted.body).toMatchObject({ kind: 'Cluster.create', status: 'pending', generation: 1 });
  const hold = { object: accepted.body.target, holder: '0c9e2f4a-7b1d-4c3e-8a5f-6d7e8f9a0b1c' };
  const held = await call<Hold>('POST', '/holds', { body: hold });
  expect(held.body).toEqual({ ...hold, since: expect.any(String) });
  const waited = call<Operation>('GET', `/operations/${accepted.body.id}?wait=60s`);
  const created = await service.finish(accepted.body);
  expect(created).toMatchObject({ status: 'succeeded', error: null, progress: { percent: 100 } });
  expect((await waited).status).toBe(200);

  const { body: cluster, headers } = await call<Cluster>('GET', '/clusters/prod');
  expect(cluster).toMatchObject({
    version: '1.33',
    topology: 'production',
    controlPlane: { replicas: 3, etcdMembers: 3 },
    host: 'prod.demo.k8s.hikube.cloud',
    generation: 1,
    status: { phase: 'Running', version: '1.33.8', observedGeneration: 1, nodes: { total: 2, ready: 2 } },
  });
  expect(headers.get('etag')).toBe(`"${cluster.uid}.1"`);
  expect((await call<ClusterList>('GET', '/clusters')).body.items).toEqual([cluster]);
}

async function changeGroups(call: Call, service: TestService): Promise<void> {
  const body = { name: 'batch', minReplicas: 1, maxReplicas: 3 };
  const made = await call<Operation>('POST', '/clusters/prod/node-groups', { body });
  expect(made.body).toMatchObject({ kind: 'NodeGroup.create', target: { kind: 'NodeGroup', name: 'batch' } });
  await service.finish(made.body);
  const { body: group, headers } = await call<NodeGroup>('GET', '/clusters/prod/node-groups/batch');
  expect(group).toMatchObject({
    instanceType: 'u1.medium',
    diskSize: '20Gi',
    manager: 'other',
    generation: 1,
  });
  expect(headers.get('etag')).toBe(`"${group.uid}.1"`);

  const grown = await call<Operation>('PATCH', '/clusters/prod/node-groups/batch', {
    body: { minReplicas: 2 },
    headers: { 'If-Match': `"${group.uid}.1"` },
  });
  expect(await service.finish(grown.body)).toMatchObject({ status: 'succeeded' });
  const everywhere = await call<NodeGroupList>('GET', '/clusters/-/node-groups');
  expect(everywhere.body.items.map(({ name, generation }) => `${name} ${generation}`)).toEqual([
    'batch 2',
    'web 1',
  ]);
  const gone = await call<Operation>('DELETE', '/clusters/prod/node-groups/batch');
  expect(await service.finish(gone.body)).toMatchObject({ kind: 'NodeGroup.delete', status: 'succeeded' });
  const both = await call<Operation>('PATCH', '/clusters/prod', {
    body: { displayName: 'Production', nodeGroups: { web: { minReplicas: 3 } } },
  });
  expect(await service.finish(both.body)).toMatchObject({
    kind: 'Cluster.update',
    generation: 2,
    status: 'succeeded',
  });
}

async function changeAddons(call: Call, service: TestService): Promise<void> {
  const body = { options: { ingress: { hosts: ['shop.example.com'] } } };
  const enabled = await call<Operation>('PUT', '/clusters/prod/addons/ingress-nginx', { body });
  expect(await service.finish(enabled.body)).toMatchObject({ kind: 'Addon.create', status: 'succeeded' });
  const { body: addon } = await call<Addon>('GET', '/clusters/prod/addons/ingress-nginx');
  expect(addon.options).toEqual({ ingress: { exposure: 'proxied', hosts: ['shop.example.com'] } });
  const all = await call<AddonList>('GET', '/clusters/prod/addons');
  expect(all.body.items.map(({ name }) => name)).toEqual(['cert-manager', 'ingress-nginx']);
  const disabled = await call<Operation>('DELETE', '/clusters/prod/addons/ingress-nginx');
  expect(await service.finish(disabled.body)).toMatchObject({ kind: 'Addon.delete', status: 'succeeded' });
}

async function giveAccess(call: Call): Promise<void> {
  const path = '/clusters/prod/kubeconfigs';
  const issued = await call<IssuedKubeconfig>('POST', path, { body: { role: 'view' } });
  expect(issued.status).toBe(201);
  const { kubeconfig, token, ...shown } = issued.body;
  expect(token).toMatch(/^hkc_[0-9a-f]{60}$/);
  expect(kubeconfig).toContain(`\n      token: "${token}"\n`);
  expect(shown).toMatchObject({ cluster: 'prod', role: 'view', ttlSeconds: 900, revokedAt: null });
  expect(issued.headers.get('location')).toBe(`/v1${path}/${shown.id}`);
  expect((await call<Kubeconfig>('GET', `${path}/${shown.id}`)).body).toEqual(shown);
  expect((await call<KubeconfigList>('GET', path)).body.items).toEqual([shown]);
  const renewed = await call<Kubeconfig>('POST', `${path}/${shown.id}/renew`);
  expect(Date.parse(renewed.body.expiresAt)).toBeGreaterThanOrEqual(Date.parse(shown.expiresAt));
  const revoked = await call<Kubeconfig>('DELETE', `${path}/${shown.id}`);
  expect(revoked.body.revokedAt).not.toBeNull();
  expect((await call<Problem>('POST', `${path}/${shown.id}/renew`)).body.code).toBe('invalid_transition');
}

async function upgrade(call: Call, service: TestService): Promise<void> {
  const { body: plan } = await call<UpgradePlan>('GET', '/clusters/prod/upgrade-plan?to=1.34');
  expect(plan).toMatchObject({ currentVersion: '1.33', targetVersion: '1.34', nodesRolled: 3, blockers: [] });
  const body = { targetVersion: '1.34', start: 'at', startAt: '2026-03-09T01:00:00Z' };
  const planned = await call<Operation>('POST', '/clusters/prod/version-upgrades', { body });
  const path = `/clusters/prod/version-upgrades/${planned.body.target.name}`;
  expect((await call<VersionUpgrade>('GET', path)).body).toMatchObject({
    fromVersion: '1.33',
    targetVersion: '1.34',
    status: { phase: 'Scheduled' },
  });
  expect((await call<Operation>('POST', `${path}/pause`)).body.status).toBe('paused');
  expect((await call<VersionUpgrade>('GET', path)).body.status.phase).toBe('Paused');
  expect((await call<Operation>('POST', `${path}/resume`)).body.status).toBe('pending');
  expect((await call<Operation>('POST', `${path}/cancel`)).body.status).toBe('cancelled');
  expect((await call<VersionUpgrade>('GET', path)).body.status.phase).toBe('Cancelled');

  const now = await call<Operation>('POST', '/clusters/prod/version-upgrades', {
    body: { targetVersion: 'v1.34' },
  });
  expect(await service.finish(now.body)).toMatchObject({ kind: 'VersionUpgrade.run', status: 'succeeded' });
  const { body: cluster } = await call<Cluster>('GET', '/clusters/prod');
  expect(cluster).toMatchObject({ version: '1.34', status: { version: '1.34.4' } });
  const history = await call<VersionUpgradeList>('GET', '/clusters/prod/version-upgrades');
  // Both were asked for in the same millisecond, in which ids have no order.
  expect(history.body.items.map(({ status }) => status.phase).sort()).toEqual(['Cancelled', 'Succeeded']);
}

async function replaceAndCancel(call: Call, service: TestService): Promise<void> {
  const { body: nodes } = await call<NodeList>('GET', '/clusters/prod/nodes');
  const [first, second] = nodes.items.map(({ name }) => name);
  expect((await call<Node>('GET', `/clusters/prod/nodes/${first}`)).body).toEqual(nodes.items[0]);
  const replaced = await call<Operation>('POST', `/clusters/prod/nodes/${first}/replace`);
  expect(await service.finish(replaced.body)).toMatchObject({ kind: 'Node.replace', status: 'succeeded' });
  const { body: after } = await call<NodeList>('GET', '/clusters/prod/nodes');
  expect(after.items.map(({ name }) => name)).not.toContain(first);
  expect(after.items.map(({ name }) => name)).toContain(second);

  const body = { name: 'mistake', minReplicas: 1 };
  const made = await call<Operation>('POST', '/clusters/prod/node-groups', { body });
  const cancelled = await call<Operation>('POST', `/operations/${made.body.id}/cancel`);
  expect(cancelled.body).toMatchObject({ id: made.body.id, status: 'cancelled' });
  const { body: list } = await call<OperationList>('GET', '/operations?cluster=prod&status=cancelled');
  expect(list.items.map(({ kind }) => kind)).toEqual(['NodeGroup.create', 'VersionUpgrade.run']);
}

async function applyManifest(call: Call, service: TestService): Promise<void> {
  const accept = { accept: 'application/yaml' };
  const { text, headers } = await call('GET', '/clusters/prod/manifest', { headers: accept });
  expect(headers.get('content-type')).toBe('application/yaml');
  const yaml = { 'content-type': 'application/yaml', 'if-match': headers.get('etag') ?? '' };
  const raw = text.replace('maxReplicas: 4', 'maxReplicas: 5');
  const accepted = await call<Operation>('PUT', '/clusters/prod/manifest', { raw, headers: yaml });
  expect(await service.finish(accepted.body)).toMatchObject({
    kind: 'Cluster.update',
    status: 'succeeded',
    warnings: [],
  });
  const { body: group } = await call<NodeGroup>('GET', '/clusters/prod/node-groups/web');
  expect(group).toMatchObject({ maxReplicas: 5, manager: 'manifest' });
}

async function manageTokens(call: Call): Promise<void> {
  const body = { displayName: 'pipeline', scopes: ['write'], ttlSeconds: 3600 };
  const { body: issued, status, headers } = await call<IssuedToken>('POST', '/tokens', { body });
  const { token, ...shown } = issued;
  expect(status).toBe(201);
  expect(token).toMatch(/^hik_/);
  expect(headers.get('location')).toBe(`/v1/tokens/${issued.id}`);
  expect((await call<Token>('GET', `/tokens/${issued.id}`)).body).toEqual(shown);
  const { body: revoked } = await call<Token>('DELETE', `/tokens/${issued.id}`);
  expect(revoked).toEqual({ ...shown, revokedAt: expect.any(String) });
  const { body: list } = await call<TokenList>('GET', '/tokens');
  expect(list.items).toContainEqual(revoked);
}

async function readEvents(call: Call): Promise<void> {
  const { body } = await call<ClusterEventList>('GET', '/clusters/prod/events?limit=200');
  const told = new Set(body.items.map(({ reason }) => reason));
  const expected = ['OperationSucceeded', 'NodeDeleted', 'UpgradeSucceeded', 'AddonReady', 'ClusterRunning'];
  expect(expected.filter((reason) => !told.has(reason))).toEqual([]);
  const { body: all } = await call<ClusterEventList>('GET', '/events?cluster=prod&limit=200');
  expect(all.items.map(({ id }) => id)).toEqual(body.items.map(({ id }) => id));
}

async function deleteAll(call: Call, service: TestService): Promise<void> {
  const body = { deletion: { volumes: 'retain' }, addons: { nfs: {} } };
  await service.finish((await call<Operation>('PATCH', '/clusters/prod', { body })).body);
  const { body: before } = await call<Cluster>('GET', '/clusters/prod');
  const gone = await call<Operation>('DELETE', '/clusters/prod', {
    headers: { 'If-Match': `"${before.uid}.${before.generation}"` },
  });
  expect((await call<Cluster>('GET', '/clusters/prod')).body.status).toMatchObject({
    phase: 'Deleting',
    currentOperation: gone.body.id,
  });
  expect(await service.finish(gone.body)).toMatchObject({ kind: 'Cluster.delete', status: 'succeeded' });
  expect((await call('GET', '/clusters/prod')).status).toBe(404);
}

async function deleteWhatStayed(call: Call): Promise<void> {
  const { items } = (await call<RetainedVolumeList>('GET', '/volumes?cluster=prod')).body;
  expect(items).toMatchObject([{ name: 'nfs-data', origin: { kind: 'Cluster', name: 'prod' } }]);
  const deleted = await call<RetainedVolume>('DELETE', `/volumes/${items[0]!.uid}`);
  expect(deleted.body).toEqual(items[0]);
  expect((await call<RetainedVolumeList>('GET', '/volumes')).body.items).toEqual([]);
}
