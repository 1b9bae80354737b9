import { expect, test } from 'vitest';
import type { Json } from '../read/schema.ts';
import { oneWorld } from './one-world.ts';
import { fixture } from './testing/fixture.ts';

const CATALOGUE = {
  sites: [{ id: 'geneva' }, { id: 'gland' }],
  instanceTypes: [{ name: 's1.large', vcpus: 4 }],
  storageClasses: [{ name: 'replicated' }],
  addons: [{ id: 'flux', versions: ['0.33.0'] }],
};

/** What is found in answers, each in an example of its own. */
function findingsOf(...responses: Json[]): string[] {
  const pairs = responses.map((response, index) => [
    `example-${index + 1}`,
    { summary: 'One.', status: 200, response },
  ]);
  const contract = { ...fixture(), catalogue: CATALOGUE, examples: { listPools: Object.fromEntries(pairs) } };
  return oneWorld.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test('what agrees is fine, and so is a state that changes', () => {
  const node = { name: 'a', site: 'geneva', instanceType: 's1.large', phase: 'Ready' };
  expect(findingsOf(node, { ...node, phase: 'Draining' })).toEqual([]);
});

test('a size that changes', () => {
  expect(
    findingsOf({ items: [{ name: 'data', size: '10Gi' }] }, { volumes: [{ name: 'data', size: '20Gi' }] }),
  ).toEqual(['listPools example-2: says that size of data is "20Gi"; listPools example-1 says "10Gi"']);
});

test('a manifest with another host than its cluster', () => {
  const manifest = { metadata: { name: 'prod' }, spec: { host: 'b.example.com' } };
  expect(findingsOf({ name: 'prod', host: 'a.example.com' }, manifest)).toEqual([
    'listPools example-2: says that host of prod is "b.example.com"; listPools example-1 says "a.example.com"',
  ]);
});

test('a node that is at another site in words', () => {
  const event = { object: { kind: 'Node', name: 'a' }, message: 'The node serves, at the site gland.' };
  expect(findingsOf({ name: 'a', site: 'geneva' }, event)).toEqual([
    'listPools example-2: tells of a at the site gland; listPools example-1 has "geneva"',
  ]);
});

test.each([
  [
    { name: 'a', site: 'basel' },
    'names the site basel, which the catalogue does not have; use one that is there',
  ],
  [
    { name: 'flux', status: { version: '0.32.0' } },
    'runs flux 0.32.0, which the catalogue does not have; use 0.33.0',
  ],
  [
    { error: { code: 'gpu_gone' } },
    'ends with the code gpu_gone, which problems.yaml does not have; use one that is there',
  ],
  [
    { resource: 'memory', used: '72Gi', requested: '500Gi', limit: '400Gi' },
    'has of memory 72Gi used, 500Gi requested and a limit of 400Gi; make each at most the next',
  ],
])('%j', (response, detail) => {
  expect(findingsOf(response)).toEqual([`listPools example-1: ${detail}`]);
});

test('a list of the catalogue that says something else', () => {
  const examples = (item: object) => ({
    listInstanceTypes: { all: { summary: 'All.', status: 200, response: { items: [item] } as Json } },
  });
  const check = (item: object) =>
    oneWorld
      .check({ ...fixture(), catalogue: CATALOGUE, examples: examples(item) })
      .map(({ detail }) => detail);
  expect(check({ name: 's1.large', vcpus: 4 })).toEqual([]);
  expect(check({ name: 's1.large', vcpus: 8 })).toEqual(['shows vcpus 8 of s1.large; the catalogue has 4']);
  expect(check({ name: 's2.large' })).toEqual([
    'shows s2.large, which the catalogue does not have; use one that is there',
  ]);
});
