import { expect, test } from 'vitest';
import { layerArrowFindings } from './layer-arrows.ts';

const findingsIn = (path: string, specifier: string) =>
  layerArrowFindings([{ path, text: `import { x } from '${specifier}';` }]);

test.each([
  ['service/src/service.ts', './http/chain.ts'],
  ['service/src/http/chain.ts', '../handlers/clusters.ts'],
  ['service/src/handlers/clusters.ts', '../plan/write.ts'],
  ['service/src/plan/write.ts', '../store/store.ts'],
  ['service/src/plan/write.ts', '../refusal.ts'],
  ['service/src/reconciler/loop.ts', '../platform/platform.ts'],
  ['service/src/store/memory/memory-store.ts', '../../clock.ts'],
  ['service/src/store/memory/memory-store.ts', '../store.ts'],
  ['contract-compiler/src/emit/types.ts', '../read/schema.ts'],
  ['terraform-plugin/src/rpc/server.ts', '../protocol/serve.ts'],
  ['terraform-provider/src/resources/cluster.ts', '@hikube/sdk'],
])('%s may import %s', (path, specifier) => {
  expect(findingsIn(path, specifier)).toEqual([]);
});

test.each([
  [
    'service/src/handlers/clusters.ts',
    '../http/chain.ts',
    'handlers may only import plan, access, identity, model, platform, secrets, store',
  ],
  [
    'service/src/handlers/clusters.ts',
    '../reconciler/queue.ts',
    'handlers may only import plan, access, identity, model, platform, secrets, store',
  ],
  [
    'service/src/plan/create.ts',
    '../handlers/clusters.ts',
    'plan may only import identity, model, platform, secrets, store',
  ],
  ['service/src/store/store.ts', '../handlers/find.ts', 'store may only import itself'],
  [
    'service/src/reconciler/loop.ts',
    '../plan/write.ts',
    'reconciler may only import model, platform, secrets, store',
  ],
  ['service/src/platform/platform.ts', '../store/store.ts', 'platform may only import itself'],
  [
    'service/src/http/chain.ts',
    '../service.ts',
    'http may only import handlers, plan, identity, model, platform, store',
  ],
  ['contract-compiler/src/read/files.ts', '../lint/rule.ts', 'read may only import itself'],
  ['terraform-plugin/src/protocol/serve.ts', '../rpc/server.ts', 'protocol may only import itself'],
  ['terraform-plugin/src/protocol/serve.ts', '../provider.ts', 'protocol may only import itself'],
])('%s may not import %s', (path, specifier, reason) => {
  expect(findingsIn(path, specifier)).toEqual([
    `${path}:1 imports ${specifier}, but ${reason}; turn the call round or move the shared part down (layer-arrows)`,
  ]);
});

test.each(['terraform-plugin', 'kubernetes-api'])('%s does not even mention Hikube', (folder) => {
  const path = `${folder}/src/a.ts`;
  const text = '// General.\nconst name = "hikube";';
  expect(layerArrowFindings([{ path, text }])).toEqual([
    `${path}:2 mentions hikube, but ${folder} knows nothing of it; say it in general words (layer-arrows)`,
  ]);
  expect(layerArrowFindings([{ path: 'terraform-provider/src/resources/a.ts', text }])).toEqual([]);
});

test('a test may reach for what it needs', () => {
  expect(findingsIn('service/src/store/a.test.ts', '../service.ts')).toEqual([]);
});
