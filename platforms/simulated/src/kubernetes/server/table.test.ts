import { expect, test } from 'vitest';
import { NAME } from './age.ts';
import { inOrder, pageOf } from './page.ts';
import type { KubernetesObject, Resource } from './resource.ts';
import { formatOf, tableOf } from './table.ts';

function object(namespace: string, name: string): KubernetesObject {
  const metadata = {
    name,
    namespace,
    uid: `${namespace}/${name}`,
    creationTimestamp: '2026-03-02T08:00:00Z',
  };
  return { apiVersion: 'v1', kind: 'Thing', metadata };
}

const THINGS: Resource = {
  group: '',
  version: 'v1',
  name: 'things',
  singular: 'thing',
  kind: 'Thing',
  shortNames: [],
  categories: [],
  namespaced: true,
  fieldLabels: [],
  columns: [NAME, { name: 'Deep', type: 'string', description: 'More.', wide: true, cell: () => 'x' }],
  objects: () => [],
};

test.each([
  [null, 'json'],
  ['*/*', 'json'],
  ['application/json', 'json'],
  ['application/vnd.kubernetes.protobuf,application/json', 'json'],
  ['application/json;as=Table;v=v1;g=meta.k8s.io,application/json', 'table'],
  ['application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json', 'json'],
  ['application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json', 'json'],
])('%s is answered as %s', (accept, format) => {
  expect(formatOf(accept)).toBe(format);
});

test('what is not served is refused', () => {
  expect(() => formatOf('application/yaml')).toThrow('only the following media types are accepted');
});

test.each([
  ['None', undefined],
  [
    'Metadata',
    { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object('a', 'x').metadata },
  ],
  ['Object', object('a', 'x')],
] as const)('rows carry %s', (include, expected) => {
  const table = tableOf(THINGS, [object('a', 'x')], { now: 0, include, metadata: { resourceVersion: '7' } });
  expect(table).toMatchObject({
    kind: 'Table',
    metadata: { resourceVersion: '7' },
    columnDefinitions: [
      { name: 'Name', format: 'name', priority: 0 },
      { name: 'Deep', format: '', priority: 1 },
    ],
    rows: [{ cells: ['x', 'x'] }],
  });
  expect((table as { rows: { object?: object }[] }).rows[0]?.object).toEqual(expected);
});

test('pages cover a list once, in the order of namespace and name', () => {
  const sorted = inOrder([
    object('b', 'a'),
    object('a-b', 'x'),
    object('a', 'z'),
    object('a', 'y'),
    object('b', 'c'),
  ]);
  const seen: string[] = [];
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ limit: '2', ...(token === undefined ? {} : { continue: token }) });
    const page = pageOf(sorted, query);
    seen.push(...page.objects.map(({ metadata }) => metadata.uid));
    token = page.metadata.continue;
    expect(page.metadata.remainingItemCount ?? 0).toBe(5 - seen.length);
  } while (token !== undefined);
  expect(seen).toEqual(['a/y', 'a/z', 'a-b/x', 'b/a', 'b/c']);
});

test.each(['limit=-1', 'limit=many', 'continue=nonsense', `continue=${btoa('{}')}`])(
  '%s is refused',
  (query) => {
    expect(() => pageOf([], new URLSearchParams(query))).toThrow();
  },
);
