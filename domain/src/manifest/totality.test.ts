// No JSON makes the reader of manifests throw, and whatever it tells points into the document.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { checkCluster } from '../cluster/cluster.ts';
import { pointerTokens } from '../values/pointer.ts';
import { mergeManifest } from './merge-manifest.ts';
import { manifestPointer } from './origins.ts';
import { readManifest } from './read-manifest.ts';

const KEYS = [
  ...['apiVersion', 'kind', 'metadata', 'spec', 'status', 'name', 'labels', 'annotations', 'namespace'],
  ...['platform.hikube.cloud/addons', 'platform.hikube.cloud/topology', 'platform.hikube.cloud/etcd-members'],
  ...[
    'version',
    'host',
    'storageClass',
    'controlPlane',
    'replicas',
    'apiServer',
    'resourcesPreset',
    'konnectivity',
  ],
  ...[
    'server',
    'kamajiControlPlane',
    'plugins',
    'gpu-operator',
    'nodeGroups',
    'nodeGroup',
    'web',
    'resources',
  ],
  ...[
    'cpu',
    'memory',
    'ephemeralStorage',
    'size',
    'diskSize',
    'roles',
    'gpus',
    'kubelet',
    'minReplicas',
    'talos',
  ],
  ...[
    'addons',
    'certManager',
    'enabled',
    'valuesOverride',
    'fluxcd',
    'gitRepository',
    'url',
    'monitoringAgents',
  ],
  ...[
    'nodeExporter',
    'velero',
    'configuration',
    'backupStorageLocation',
    'ingressNginx',
    'exposeMethod',
    'hosts',
  ],
  ...['verticalPodAutoscaler', 'cilium', '__proto__', 'constructor', 'toString', '', 'a/b', '~'],
];

const LEAVES = [
  ...[
    'apps.cozystack.io/v1alpha1',
    'Kubernetes',
    'prod',
    'v1.34.2',
    'fast-ssd',
    'm5.large',
    'large',
    'Proxied',
  ],
  ...['{"nfs":null}', '{', '', '\u0000', '\ud800', 'x'.repeat(500)],
  ...[true, false, null, undefined, 0, -1, 1.5, Number.NaN, 1e308],
];

const tree = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<unknown>(...LEAVES),
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('node'), { maxKeys: 8, noNullPrototype: false }),
  ),
})).node;

const object = fc.dictionary(fc.constantFrom(...KEYS), tree, { maxKeys: 8, noNullPrototype: false });

const framed = fc.record({
  apiVersion: fc.constant('apps.cozystack.io/v1alpha1'),
  kind: fc.constant('Kubernetes'),
  metadata: fc.oneof(object, tree),
  spec: fc.oneof({ arbitrary: object, weight: 4 }, { arbitrary: tree, weight: 1 }),
});

/** Whether a pointer leads to something in the document; a name that is missing is the one exception. */
function leadsSomewhere(document: unknown, pointer: string): boolean {
  if (pointer === '/metadata/name') return true;
  let value = document;
  for (const token of pointerTokens(pointer) ?? ['?']) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return false;
    value = (value as Record<string, unknown>)[token];
  }
  return true;
}

describe('no JSON makes the reader throw', () => {
  test.each([
    ['anything', tree],
    ['anything in the frame of a manifest', framed],
  ])('%s', (_title, documents) => {
    fc.assert(
      fc.property(documents, object, (document, current) => {
        const { cluster, notes, findings, origins } = readManifest(document, {
          name: 'prod',
          catalogue: HIKUBE,
        });
        for (const note of notes) {
          expect(note.detail).toMatch(/^.{10,400}[.?]$/s);
          expect(leadsSomewhere(document, note.pointer), note.pointer).toBe(true);
        }
        for (const { pointer, detail } of findings) {
          expect(pointerTokens(pointer)).toBeDefined();
          expect(detail.length).toBeLessThan(1024);
        }
        const merged = mergeManifest(current, cluster);
        for (const { pointer } of checkCluster(merged, HIKUBE)) {
          expect(pointerTokens(manifestPointer(origins, pointer))).toBeDefined();
        }
        expect(({} as Record<string, unknown>)['x']).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
