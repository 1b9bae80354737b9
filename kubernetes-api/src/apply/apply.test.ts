// Server-side apply: what each manager applies is there, and nothing that nobody applies.
import { describe, expect, test } from 'vitest';
import { CONFIG_MAPS, createCluster } from '../testing/cluster.ts';

const PATH = `${CONFIG_MAPS}/a`;
const config = (data: Record<string, string>, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', ...more },
  data,
});

type Managed = { manager: string; operation: string; fieldsV1: { 'f:data'?: object } }[];

function holders(body: unknown): Record<string, string[]> {
  const { metadata } = body as { metadata: { managedFields?: Managed } };
  return Object.fromEntries(
    (metadata.managedFields ?? []).map(({ manager, operation, fieldsV1 }) => [
      `${manager} ${operation}`,
      Object.keys(fieldsV1['f:data'] ?? {})
        .filter((name) => name !== '.')
        .map((name) => name.slice(2)),
    ]),
  );
}

/** A sequence that looks like chance and is the same every time. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) & 0x7fffffff;
    return state / 0x80000000;
  };
}

const ROUNDS = 500;

describe('server-side apply', () => {
  test(`of several managers over ${ROUNDS} rounds is what the last of each applied`, async () => {
    const cluster = createCluster();
    const next = sequence(11);
    const managers = ['one', 'two', 'three'];
    const wanted = new Map<string, Record<string, string>>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const manager = managers[Math.floor(next() * managers.length)]!;
      const data: Record<string, string> = {};
      for (const key of ['a', 'b', 'c', 'd', 'e'])
        if (next() < 0.4) data[key] = String(Math.floor(next() * 3));
      // Who applies an empty map claims the map itself, which is another story.
      if (Object.keys(data).length === 0) continue;
      const { status, body } = await cluster.apply(PATH, manager, config(data));
      const live = (await cluster.ask('GET', PATH)).body as { data?: Record<string, string> };
      const others = [...wanted].filter(([name]) => name !== manager).map(([, each]) => each);
      const clashes = Object.entries(data).filter(([key, value]) =>
        others.some((each) => each[key] !== undefined && each[key] !== value),
      );
      expect(status === 409, JSON.stringify({ manager, data, others, body })).toBe(clashes.length > 0);
      if (status === 409) {
        const causes = (body as { details: { causes: { field: string }[] } }).details.causes.map(
          ({ field }) => field,
        );
        expect(new Set(causes)).toEqual(new Set(clashes.map(([key]) => `.data.${key}`)));
        continue;
      }
      wanted.set(manager, data);
      expect(live.data ?? {}).toEqual(Object.assign({}, ...wanted.values()));
      for (const [name, each] of wanted)
        expect(holders(body)[`${name} Apply`] ?? []).toEqual(Object.keys(each).sort());
    }
    expect(cluster.failures).toEqual([]);
  });

  test('a manager by update that is upgraded to one by apply lets go of what it does not apply', async () => {
    const cluster = createCluster();
    await cluster.ask('POST', `${CONFIG_MAPS}?fieldManager=tool`, config({ a: '1', b: '1' }));
    const { metadata } = (await cluster.get(PATH)) as { metadata: { managedFields: Managed } };
    const upgraded = metadata.managedFields.map((entry) => ({ ...entry, operation: 'Apply' }));
    await cluster.patch(
      PATH,
      [{ op: 'replace', path: '/metadata/managedFields', value: upgraded }],
      'application/json-patch+json',
    );
    expect(holders(await cluster.get(PATH))).toEqual({ 'tool Apply': ['a', 'b'] });
    const { body } = await cluster.apply(PATH, 'tool', config({ a: '1' }));
    expect((body as { data: object }).data).toEqual({ a: '1' });
    expect(holders(await cluster.get(PATH))).toEqual({ 'tool Apply': ['a'] });
  });

  test('force takes fields, and the other lets go without a word', async () => {
    const cluster = createCluster();
    await cluster.apply(PATH, 'one', config({ a: '1', b: '1' }));
    const { status, body } = await cluster.apply(PATH, 'two', config({ a: '2' }), true);
    expect([status, holders(body)]).toEqual([200, { 'one Apply': ['b'], 'two Apply': ['a'] }]);
  });

  test('lists merge by the keys of their schema, in the applied order', async () => {
    const cluster = createCluster();
    const path = '/api/v1/namespaces/default/serviceaccounts/robot';
    const account = (...names: string[]) => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'robot' },
      secrets: names.map((name) => ({ name })),
    });
    await cluster.apply(path, 'one', account('a', 'b'));
    await cluster.apply(path, 'two', account('c', 'a'));
    const secrets = async () =>
      ((await cluster.get(path)) as { secrets: { name: string }[] }).secrets.map(({ name }) => name);
    expect(await secrets()).toEqual(['c', 'a', 'b']);
    await cluster.apply(path, 'one', account('b'));
    expect(await secrets()).toEqual(['c', 'a', 'b']);
    await cluster.apply(path, 'two', account('c'));
    expect(await secrets()).toEqual(['c', 'b']);
  });

  test('changes nothing, not even the version, when it is applied again', async () => {
    const cluster = createCluster();
    const first = (await cluster.apply(PATH, 'one', config({ a: '1' }, { labels: { x: '1' } }))).body;
    const again = (await cluster.apply(PATH, 'one', config({ a: '1' }, { labels: { x: '1' } }))).body;
    expect(again).toEqual(first);
  });
});
