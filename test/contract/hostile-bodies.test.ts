// Malformed bodies over every operation that takes one: no answer of 500 or more, and every refusal documented.
import { createSeededRandom } from '@hikube/service';
import { expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { startTestService } from '../support/service.ts';
import { HOSTILE_TEXTS, spoil } from './hostile-values.ts';
import { PROD, samples } from './samples.ts';

/** Bodies with something in every field, so that every field is spoilt at some time. */
const RICH: Readonly<Record<string, object>> = {
  createCluster: {
    name: 'rich',
    displayName: 'Rich',
    labels: { team: 'shop', 'a.b/c': 'd' },
    version: '1.34',
    topology: 'production',
    controlPlane: { replicas: 3, etcdMembers: 3 },
    storageClass: 'replicated',
    host: 'rich.example.com',
    network: { exposure: 'proxied' },
    deletionProtection: false,
    maintenance: {
      window: { days: ['mon'], startTime: '02:00', durationMinutes: 60, timeZone: 'Europe/Zurich' },
      autoPatch: true,
      exclusions: [{ start: '2026-12-20T00:00:00Z', end: '2027-01-05T00:00:00Z', reason: 'holidays' }],
    },
    nodeGroups: {
      web: { minReplicas: 1, maxReplicas: 3, instanceType: 's1.large', roles: ['a'], diskSize: '20Gi' },
      ml: { resources: { cpu: '4', memory: '16Gi' }, gpus: [{ name: 'nvidia.com/AD102GL_L40S' }] },
    },
    addons: {
      'cert-manager': {
        options: { certManager: { issuers: { le: { type: 'lets-encrypt', email: 'a@b.ch' } } } },
      },
      flux: {
        options: { flux: { gitRepository: { url: 'https://g.example/x', branch: 'main', path: './' } } },
      },
      'ingress-nginx': { version: '1.11.2', valuesOverride: { controller: { replicaCount: 2 } } },
    },
  },
  updateCluster: {
    displayName: 'Other',
    labels: { team: null },
    version: '1.34',
    controlPlane: { replicas: 2 },
    maintenance: null,
    nodeGroups: { web: { maxReplicas: 4 }, gone: null, fresh: { minReplicas: 1 } },
    addons: { 'cert-manager': null, velero: {} },
  },
  createNodeGroup: { name: 'batch', minReplicas: 1, maxReplicas: 3, roles: ['a', 'b'], gpus: [] },
  updateNodeGroup: { maxReplicas: 4, resources: { cpu: '2', memory: '4Gi' }, roles: null },
  putAddon: {
    version: '1.19.3',
    valuesOverride: { deep: { er: [1, 'two', null] } },
    options: { certManager: { issuers: { ca: { type: 'private-ca', secretName: 's' } } } },
  },
  createKubeconfig: { role: 'view', ttlSeconds: 900 },
  createToken: { displayName: 'pipeline', scopes: ['read', 'write'], ttlSeconds: 3600 },
  putManifest: {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'Kubernetes',
    metadata: {
      name: 'prod',
      labels: { team: 'shop' },
      annotations: { 'platform.hikube.cloud/topology': 'production', 'platform.hikube.cloud/addons': '{}' },
    },
    spec: {
      version: 'v1.33',
      controlPlane: { replicas: 3, apiServer: { resources: { cpu: 2 }, resourcesPreset: 'small' } },
      kamajiControlPlane: { addons: { konnectivity: { server: { resourcesPreset: 'nano' } } } },
      nodeGroups: {
        web: {
          minReplicas: 1,
          maxReplicas: 3,
          ephemeralStorage: { size: '20Gi' },
          resources: {},
          roles: ['a'],
        },
      },
      plugins: { 'gpu-operator': { enabled: false } },
      addons: {
        certManager: { enabled: true, valuesOverride: { certManager: { installCRDs: true } } },
        fluxcd: { enabled: true, valuesOverride: { gitRepository: { url: 'https://g.example/x' } } },
        ingressNginx: { enabled: true, exposeMethod: 'Proxied', hosts: ['a.example.ch'] },
        monitoringAgents: { enabled: true, valuesOverride: { nodeExporter: { enabled: true } } },
      },
    },
  },
  holdObject: {
    object: {
      kind: 'NodeGroup',
      cluster: 'prod',
      name: 'web',
      uid: '3f2b8c1e-6a4d-4e0f-9b7a-5c1d2e3f4a5b',
    },
    holder: '0c9e2f4a-7b1d-4c3e-8a5f-6d7e8f9a0b1c',
    force: true,
  },
  createVersionUpgrade: { targetVersion: '1.34', start: 'at', startAt: '2026-05-01T00:00:00Z', maxSurge: 1 },
};

test('malformed bodies', { timeout: scaledTimeout(300_000) }, async () => {
  const service = await startTestService();
  const random = createSeededRandom('hostile bodies');
  const created = await service.api<{ id: string }>('POST', '/clusters', { body: PROD });
  await service.finish(created.body);
  const targets = samples().filter(({ facts }) => facts.bodySchema !== undefined && !facts.previews);
  expect(Object.keys(RICH).sort()).toEqual(targets.map(({ id }) => id).sort());
  const total = scaled(10_000, 1000);
  const counts = new Map<string, number>();
  for (let sent = 0; sent < total; sent += 1) {
    const target = targets[sent % targets.length]!;
    const isText = random.int(10) === 0;
    const raw = isText ? HOSTILE_TEXTS[random.int(HOSTILE_TEXTS.length)]! : spoil(RICH[target.id]!, random);
    // A preview takes the same way up to the commit, so that the cluster stays what the bodies are about.
    const hasPreview = target.facts.responses['202'] !== undefined;
    const before = hasPreview && random.int(4) > 0 ? '/previews' : '';
    // JSON is YAML too, nearly: the other reader gets the same texts.
    const headers =
      target.id === 'putManifest' && random.int(2) === 0 ? { 'content-type': 'application/yaml' } : {};
    const reply = await service.api(target.method, before + target.path, { raw, headers });
    expect({ raw: raw.slice(0, 300), status: reply.status < 500 }).toEqual({
      raw: raw.slice(0, 300),
      status: true,
    });
    const outcome = reply.status < 400 ? 'accepted' : (reply.body as { code: string }).code;
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  const told = [...counts].sort(([, a], [, b]) => b - a).map(([outcome, count]) => `${count} ${outcome}`);
  console.log(
    `malformed bodies: ${total} over ${targets.length} operations, 0 answers of 500 or more: ${told.join(', ')}`,
  );
  // If nearly everything were refused at the door, nothing behind it would have been tried.
  expect(counts.get('validation_failed')).toBeGreaterThan(total / 4);
  expect(counts.get('malformed_body')).toBeGreaterThan(total / 50);
  expect(counts.get('accepted')).toBeGreaterThan(total / 100);
  await service.dispose();
});
