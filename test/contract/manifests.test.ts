// Manifests: every documented shape is taken, shown again and taken again, and PUT means what it says.
import type {
  Addon,
  AddonList,
  Cluster,
  Impact,
  NodeGroup,
  NodeGroupList,
  Operation,
} from '@hikube/openapi/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { DOCUMENTED } from './manifest-shapes.ts';

const PATH = '/clusters/prod/manifest';
const YAML = { 'content-type': 'application/yaml' };

let service: TestService;
beforeEach(async () => {
  service = await startTestService();
});
afterEach(() => service.dispose());

function put<Body = Operation>(raw: string, headers: Readonly<Record<string, string>> = {}, before = '') {
  return service.api<Body>('PUT', before + PATH, { raw, headers: { ...YAML, ...headers } });
}

function refused(raw: string, headers: Readonly<Record<string, string>> = {}) {
  return service.api.refused('validation_failed', 'PUT', PATH, { raw, headers: { ...YAML, ...headers } });
}

function manifest(spec: string, metadata = ''): string {
  const frame = 'apiVersion: apps.cozystack.io/v1alpha1\nkind: Kubernetes\nmetadata:\n  name: prod\n';
  return `${frame}${metadata}spec:\n${spec.replaceAll(/^/gm, '  ')}\n`;
}

const told = (warnings: Operation['warnings']) => warnings.map(({ code, pointer }) => `${code} ${pointer}`);

describe('a documented manifest', () => {
  test.each(Object.entries(DOCUMENTED))('%s', async (_title, shape) => {
    const foreseen = await put<Impact>(shape.text, {}, '/previews');
    expect(foreseen.body.kind).toBe('Cluster.create');
    expect(told(foreseen.body.warnings).slice(0, shape.told.length)).toEqual(shape.told);
    await service.api.refused('not_found', 'GET', PATH);

    const accepted = await put(shape.text);
    expect(accepted.body).toMatchObject({ kind: 'Cluster.create', target: { name: 'prod' } });
    expect(told(accepted.body.warnings)).toEqual(shape.told);
    const { body: operation } = await service.api<Operation>('GET', `/operations/${accepted.body.id}`);
    expect(told(operation.warnings)).toEqual(shape.told);

    const shown = await service.api('GET', PATH);
    expect(shown.headers.get('etag')).toBe(accepted.headers.get('etag'));
    const again = await put<Impact>(shown.text, {}, '/previews');
    expect(again.body).toMatchObject({ kind: 'Cluster.update', changes: [], warnings: [] });
    const unchanged = await put<Impact>(shape.text, {}, '/previews');
    expect(unchanged.body.changes).toEqual([]);
  });
});

test('a cluster made from a manifest runs, and everything in it is kept by manifests', async () => {
  const accepted = await put(
    manifest(`version: v1.34
nodeGroups:
  web: {minReplicas: 1, maxReplicas: 3, instanceType: s1.large, ephemeralStorage: 50Gi, roles: [ingress-nginx]}
addons:
  ingressNginx: {enabled: true, exposeMethod: LoadBalancer, hosts: [shop.example.ch]}`),
  );
  expect(await service.finish(accepted.body)).toMatchObject({ status: 'succeeded' });
  const { body: cluster } = await service.api<Cluster>('GET', '/clusters/prod');
  expect(cluster).toMatchObject({
    version: '1.34',
    topology: 'production',
    controlPlane: { replicas: 3, etcdMembers: 3 },
    manager: 'manifest',
    status: { phase: 'Running', nodes: { ready: 1 } },
  });
  const { body: group } = await service.api<NodeGroup>('GET', '/clusters/prod/node-groups/web');
  expect(group).toMatchObject({ instanceType: 's1.large', diskSize: '50Gi', manager: 'manifest' });
  const { body: addon } = await service.api<Addon>('GET', '/clusters/prod/addons/ingress-nginx');
  expect(addon).toMatchObject({
    manager: 'manifest',
    options: { ingress: { exposure: 'load-balancer', hosts: ['shop.example.ch'] } },
    status: { phase: 'Ready' },
  });
});

describe('PUT decides over what the form can express', () => {
  beforeEach(async () => {
    const body = {
      name: 'prod',
      displayName: 'Shop',
      version: '1.33',
      deletionProtection: true,
      labels: { team: 'shop' },
      nodeGroups: { web: { minReplicas: 1 }, batch: { minReplicas: 1 } },
      addons: {
        'cert-manager': {
          version: '1.19.3',
          options: { certManager: { issuers: { ca: { type: 'private-ca', secretName: 'ca' } } } },
        },
        velero: {},
        dashboard: {},
      },
    };
    const created = await service.api<Operation>('POST', '/clusters', { body });
    await service.finish(created.body);
  });

  test('omitted groups and add-ons go, the rest stays', async () => {
    const accepted = await put(
      manifest('nodeGroups:\n  web: {minReplicas: 2}\naddons:\n  certManager: {enabled: true}'),
    );
    expect(await service.finish(accepted.body)).toMatchObject({
      kind: 'Cluster.update',
      status: 'succeeded',
    });
    const { body: groups } = await service.api<NodeGroupList>('GET', '/clusters/prod/node-groups');
    expect(groups.items.map(({ name, minReplicas, manager }) => [name, minReplicas, manager])).toEqual([
      ['web', 2, 'manifest'],
    ]);
    const { body: addons } = await service.api<AddonList>('GET', '/clusters/prod/addons');
    expect(addons.items.map(({ name, manager }) => [name, manager])).toEqual([
      ['cert-manager', 'manifest'],
      ['dashboard', 'cluster'],
    ]);
    const { version, options } = addons.items[0]!;
    expect([version, options?.certManager?.issuers]).toEqual([
      '1.19.3',
      { ca: { type: 'private-ca', secretName: 'ca' } },
    ]);
    const { body: cluster } = await service.api<Cluster>('GET', '/clusters/prod');
    expect(cluster).toMatchObject({
      displayName: 'Shop',
      version: '1.33',
      deletionProtection: true,
      labels: {},
    });
  });

  test.each(['nodeGroups: {}', 'nodeGroups:', 'addons: {}'])('%s means none', async (spec) => {
    const { body: impact } = await put<Impact>(manifest(spec), {}, '/previews');
    expect(
      impact.changes
        .filter(({ action }) => action === 'delete')
        .map(({ target }) => `${target.kind} ${target.name}`),
    ).toEqual(['NodeGroup batch', 'NodeGroup web', 'Addon cert-manager', 'Addon velero']);
  });

  test('what another tool keeps is told before it is taken from it', async () => {
    const body = { name: 'batch2', minReplicas: 0 };
    const headers = { 'hikube-manager': 'separate' };
    const made = await service.api<Operation>('POST', '/clusters/prod/node-groups', { body, headers });
    await service.finish(made.body);
    const spec = 'nodeGroups: {web: {}}';
    const { body: impact } = await put<Impact>(manifest(spec), {}, '/previews');
    expect(impact.warnings[0]).toEqual({
      pointer: '/spec/nodeGroups',
      code: 'taken_over',
      detail:
        'The node group "batch2" is kept by a resource of its own, and goes because it is not in the manifest.',
    });
    const { body: taken } = await put(manifest('nodeGroups: {web: {}, batch2: {}}'));
    expect(taken.warnings[0]).toEqual({
      pointer: '/spec/nodeGroups/batch2',
      code: 'taken_over',
      detail: 'The node group "batch2" was kept by a resource of its own; the manifest keeps it from now on.',
    });
    await service.finish(taken);
    const again = await put<Impact>(manifest('nodeGroups: {web: {}, batch2: {}}'), {}, '/previews');
    expect(told(again.body.warnings)).not.toContain('taken_over /spec/nodeGroups/batch2');
  });

  test('a slip that would delete everything is refused', async () => {
    const { body } = await refused(manifest('nodeGorups:\n  web: {}'));
    expect(body.errors.map(({ pointer, allowed }) => [pointer, allowed])).toEqual([
      ['/spec/nodeGorups', ['nodeGroups']],
    ]);
  });

  test('a new minor upgrades; a skip and a downgrade are refused where they stand', async () => {
    const groups =
      'nodeGroups: {web: {}, batch: {}}\naddons: {certManager: {enabled: true}, velero: {enabled: true}}';
    for (const [version, code] of [
      ['v1.35', 'version_skip'],
      ['1.32.1', 'version_downgrade'],
    ] as const) {
      const { body } = await refused(manifest(`version: ${version}\n${groups}`));
      expect(body.errors.map((error) => [error.pointer, error.code])).toEqual([['/spec/version', code]]);
    }
    const accepted = await put(manifest(`version: v1.34\n${groups}`));
    expect(await service.finish(accepted.body)).toMatchObject({ status: 'succeeded' });
    const { body: cluster } = await service.api<Cluster>('GET', '/clusters/prod');
    expect(cluster).toMatchObject({ version: '1.34', status: { version: '1.34.4' } });
  });

  test('what cannot change is refused where it stands', async () => {
    const { body } = await refused(manifest('storageClass: local\nhost: other.example.ch'));
    expect(body.errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/spec/storageClass', 'immutable'],
      ['/spec/host', 'immutable'],
    ]);
  });

  test('an exported manifest makes the same cluster again', async () => {
    const { text } = await service.api('GET', PATH);
    const { body: before } = await service.api<Cluster>('GET', '/clusters/prod');
    await service.api('PATCH', '/clusters/prod', { body: { deletionProtection: false } });
    const gone = await service.api<Operation>('DELETE', '/clusters/prod');
    await service.finish(gone.body);
    const made = await put(text);
    await service.finish(made.body);
    const { body: after } = await service.api<Cluster>('GET', '/clusters/prod');
    const inputs = ({
      displayName,
      labels,
      version,
      topology,
      controlPlane,
      storageClass,
      deletionProtection,
    }: Cluster) => ({
      ...{ displayName, labels, version, topology, controlPlane, storageClass, deletionProtection },
    });
    expect(inputs(after)).toEqual(inputs(before));
    expect(after.uid).not.toBe(before.uid);
    expect((await service.api('GET', PATH)).text).toBe(text);
  });
});

test('a cluster that is being deleted takes no manifest', async () => {
  const created = await put(manifest('nodeGroups: {}'));
  await service.finish(created.body);
  await service.api('DELETE', '/clusters/prod');
  await service.api.refused('deleting', 'PUT', PATH, { raw: manifest('nodeGroups: {}'), headers: YAML });
});
