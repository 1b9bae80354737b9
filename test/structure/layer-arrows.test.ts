import { expect, test } from 'vitest';
import { layerArrowFindings } from './layer-arrows.ts';

const findingsIn = (path: string, specifier: string) =>
  layerArrowFindings([{ path, text: `import { x } from '${specifier}';` }]);

test.each([
  ['service/src/main.ts', './app.ts'],
  ['service/src/app.ts', './http/chain.ts'],
  ['service/src/http/chain.ts', '../handlers/clusters.ts'],
  ['service/src/handlers/clusters.ts', '../store/store.ts'],
  ['service/src/handlers/clusters.ts', '../reconciler/queue.ts'],
  ['service/src/reconciler/loop.ts', '../platforms/platform.ts'],
  ['service/src/store/memory/memory-store.ts', '../../clock.ts'],
  ['service/src/store/memory/memory-store.ts', '../store.ts'],
  ['terraform-provider/src/framework/server.ts', '../protocol/serve.ts'],
  ['terraform-provider/src/resources/cluster.ts', '@hikube/sdk'],
])('%s may import %s', (path, specifier) => {
  expect(findingsIn(path, specifier)).toEqual([]);
});

test.each([
  [
    'service/src/handlers/clusters.ts',
    '../http/chain.ts',
    'handlers may only import identity, kubernetes-api, reconciler, model, platforms, secrets, store',
  ],
  ['service/src/store/store.ts', '../handlers/refusal.ts', 'store may only import itself'],
  [
    'service/src/reconciler/loop.ts',
    '../handlers/refusal.ts',
    'reconciler may only import model, platforms, secrets, store',
  ],
  [
    'service/src/http/chain.ts',
    '../app.ts',
    'http may only import handlers, identity, model, platforms, store',
  ],
  [
    'service/src/http/chain.ts',
    '../main.ts',
    'http may only import handlers, identity, model, platforms, store',
  ],
  ['terraform-provider/src/protocol/serve.ts', '../framework/server.ts', 'protocol may only import itself'],
  [
    'terraform-provider/src/framework/server.ts',
    '../resources/cluster.ts',
    'framework may only import protocol',
  ],
  ['terraform-provider/src/framework/server.ts', '../provider.ts', 'framework may only import protocol'],
])('%s may not import %s', (path, specifier, reason) => {
  expect(findingsIn(path, specifier)).toEqual([
    `${path}:1 imports ${specifier}, but ${reason}; turn the call round or move the shared part down (layer-arrows)`,
  ]);
});

test.each(['protocol', 'framework'])('%s knows nothing of Hikube', (layer) => {
  const path = `terraform-provider/src/${layer}/a.ts`;
  expect(findingsIn(path, '@hikube/domain')).toEqual([
    `${path}:1 imports @hikube/domain, but ${layer} knows nothing of Hikube; hand it in from above (layer-arrows)`,
  ]);
});

test.each(['protocol', 'framework'])('%s does not even mention it', (layer) => {
  const path = `terraform-provider/src/${layer}/a.ts`;
  const text = '// General.\nconst name = "hikube";';
  expect(layerArrowFindings([{ path, text }])).toEqual([
    `${path}:2 mentions hikube, but ${layer} knows nothing of it; say it in general words (layer-arrows)`,
  ]);
  expect(layerArrowFindings([{ path: 'terraform-provider/src/resources/a.ts', text }])).toEqual([]);
});

test('a test may reach for what it needs', () => {
  expect(findingsIn('service/src/store/a.test.ts', '../app.ts')).toEqual([]);
});
