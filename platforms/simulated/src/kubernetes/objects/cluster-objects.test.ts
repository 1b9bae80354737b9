// Objects of a cluster in the store of the service: the promises of a storage, kept across processes.
import {
  COMPACTED,
  type KubernetesObject,
  StatusError,
  StorageFull,
  type StoredChange,
} from '@hikube/kubernetes-api';
import { storageSuite } from '@hikube/kubernetes-api/storage/suite';
import { createVirtualClock } from '@hikube/service/platform';
import { createMemoryStore, MAX_PAGE, type Store } from '@hikube/service/store';
import { START } from '@hikube/service/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { GUARD, type ObjectsUnderTest, objectsOn, REF } from '../../testing/cluster-objects.ts';
import type { ClusterObjects } from './cluster-objects.ts';
import { documentsOf, forgetObjects, keptOf, OBJECT_KIND, SECRET_KIND } from './documents.ts';
import { Feed } from './feed.ts';

const newStore = () => createMemoryStore({ clock: createVirtualClock(START) });

storageSuite("the service's store in memory", async () => (await objectsOn(newStore())).open());

let store: Store;
let under: ObjectsUnderTest;
beforeEach(async () => {
  store = newStore();
  under = await objectsOn(store);
});

const RESOURCE = 'configmaps';
const keyOf = (name: string, resource = RESOURCE) => ({ resource, namespace: 'default', name });
const object = (name: string, value = '1'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data: { value },
});
const put = (objects: ClusterObjects, name: string, value = '1', expected = 0) =>
  objects.write({ key: keyOf(name), expected, object: object(name, value) });
const revision = (written: KubernetesObject | undefined) => Number(written?.metadata.resourceVersion);
const remove = (objects: ClusterObjects, name: string, written: KubernetesObject | undefined) =>
  objects.write({ key: keyOf(name), expected: revision(written) });

async function told(objects: ClusterObjects, since: number): Promise<string[] | typeof COMPACTED> {
  const seen: string[] = [];
  const note = ({ type, object: { metadata } }: StoredChange) =>
    void seen.push(`${type} ${metadata.name} ${metadata.resourceVersion}`);
  const end = await objects.watch({ resource: RESOURCE }, since, note);
  return end === COMPACTED ? COMPACTED : seen;
}

describe('another process', () => {
  test('has what was written, with its revisions', async () => {
    const one = await under.open();
    const written = await put(one, 'a');
    const other = await under.open();
    expect(await other.get(keyOf('a'))).toEqual(written);
    const second = await put(other, 'a', '2', revision(written));
    await one.sync();
    expect(await one.get(keyOf('a'))).toEqual(second);
    expect(await one.revision()).toBe(await other.revision());
  });

  test('finds the cluster, also where nobody has asked for anything for hours', async () => {
    const feed = new Feed(store);
    const clusters = ['a', 'b'].map((last) => ({ ...REF, uid: `${REF.uid.slice(0, -1)}${last}` }));
    const [first, second] = clusters.map((ref) => ({ feed, ref, guard: GUARD }));
    const one = await under.open(first!);
    for (let count = 0; count < 20 * MAX_PAGE + 1; count += 1)
      await store.commit({
        writes: [{ key: { tenant: 'demo', kind: 'other', id: 'x' }, body: {}, expect: 'any' }],
      });
    // The first is read again by whoever asks for it next; the second has missed nothing.
    expect((await under.open(second!)).state).toBe('there');
    expect(one.state).toBe('lost');
  });

  test('and this one: of two who write the same, one wins', async () => {
    const [one, other] = [await under.open(), await under.open()];
    const both = await Promise.all([put(one, 'a', '1'), put(other, 'a', '2')]);
    expect(both.filter((each) => each !== undefined)).toHaveLength(1);
    await Promise.all([one.sync(), other.sync()]);
    expect(await one.get(keyOf('a'))).toEqual(await other.get(keyOf('a')));
  });

  test('goes on with a watch that began here, also after everybody ended', async () => {
    const one = await under.open();
    const [a, b, c] = [await put(one, 'a'), await put(one, 'b'), await put(one, 'c')];
    const since = await one.revision();
    const changed = await put(one, 'a', '2', revision(a));
    const gone = await remove(one, 'b', b);
    const added = await put(one, 'd');
    const short = await put(one, 'e');
    await remove(one, 'e', short);
    const expected = [
      `MODIFIED a ${revision(changed)}`,
      `DELETED b ${revision(gone)}`,
      `ADDED d ${revision(added)}`,
    ];
    // What came and went meanwhile is not told to whoever was not there.
    expect(await told(await under.open(), since)).toEqual(expected);
    expect(await told(await under.open(), revision(c) - 1)).toEqual([`ADDED c ${revision(c)}`, ...expected]);
    expect(await told(await under.open(), await one.revision())).toEqual([]);
  });

  test('says of a watch whose past it has forgotten that it is too old', async () => {
    const one = await under.open();
    const since = revision(await put(one, 'first'));
    for (let index = 0; index < 150; index += 1) await remove(one, `x${index}`, await put(one, `x${index}`));
    await under.clock.advance(600_001);
    const kept = await put(one, 'last');
    await remove(one, 'last', kept);
    expect(await told(await under.open(), since)).toBe(COMPACTED);
    expect(await told(await under.open(), await one.revision())).toEqual([]);
    // 150 went; 100 of them are forgotten.
    expect(await store.count({ kind: OBJECT_KIND })).toBe(52);
  });
});

describe('what is kept', () => {
  test('of a Secret is sealed, also when it has gone', async () => {
    const objects = await under.open();
    const key = keyOf('s', 'secrets');
    const secret = { ...object('s'), kind: 'Secret', data: { canary: 'canary-in-a-secret' } };
    const written = await objects.write({ key, expected: 0, object: secret });
    const look = async () => JSON.stringify(await store.list({ kind: SECRET_KIND, limit: 10 }));
    expect(await look()).not.toContain('canary');
    expect(await (await under.open()).get(key)).toEqual(written);
    await objects.write({ key, expected: revision(written) });
    expect(await look()).toContain('sealed');
    expect(await look()).not.toContain('canary');
  });

  test('of a Secret is nothing but its name, when it has gone', async () => {
    const objects = await under.open();
    const since = await objects.revision();
    const key = keyOf('s', 'secrets');
    const annotations = { applied: 'canary' };
    const secret = { ...object('s'), metadata: { ...object('s').metadata, annotations }, kind: 'Secret' };
    const written = await objects.write({ key, expected: 0, object: { ...secret, data: { a: 'canary' } } });
    await objects.write({ key, expected: revision(written) });
    const other = await under.open();
    const seen: KubernetesObject[] = [];
    await other.watch({ resource: 'secrets' }, since, ({ object: each }) => void seen.push(each));
    const texts: unknown[] = [];
    for await (const document of documentsOf(store, REF)) texts.push(await keptOf(under.envelope, document));
    expect(texts).toHaveLength(1);
    expect(JSON.stringify([texts, seen])).toContain('"name":"s"');
    expect(JSON.stringify([texts, seen])).not.toContain('canary');
  });

  test('of a Secret of 1.5 MiB is sealed, too', async () => {
    const objects = await under.open();
    const value = 'x'.repeat(1.5 * 1024 * 1024 - 200);
    const key = keyOf('large', 'secrets');
    const written = await objects.write({ key, expected: 0, object: object('large', value) });
    expect(await (await under.open()).get(key)).toEqual(written);
  });

  test('is bounded by number and by size, and takes again when something is gone', async () => {
    const objects = await under.open({ limits: { objects: 2, bytes: 1_000 } });
    const a = await put(objects, 'a');
    await put(objects, 'b');
    await expect(put(objects, 'c')).rejects.toThrow(StorageFull);
    await remove(objects, 'a', a);
    await expect(put(objects, 'c', 'x'.repeat(1_000))).rejects.toThrow(StorageFull);
    expect(await put(objects, 'c')).toBeDefined();
  });

  test('goes with the cluster, and nothing is written any more', async () => {
    const objects = await under.open();
    await put(objects, 'a');
    await store.commit({ writes: [{ key: GUARD, delete: true, expect: 'any' }] });
    await forgetObjects(store, REF);
    await expect(put(objects, 'b')).rejects.toThrow(new StatusError(401, 'Unauthorized', 'Unauthorized'));
    const left = await store.changes(0, 1_000);
    const ids = left.ok ? left.changes.map(({ key }) => key) : [];
    const documents = await store.getMany(ids);
    expect(documents.filter((each) => each?.key.kind.startsWith('kubernetes'))).toEqual([]);
  });
});

describe('what the cluster shows', () => {
  const shownAs = (name: string, value: string) => ({ resource: RESOURCE, object: object(name, value) });

  test('stands above what is kept, in one order with it, and cannot be written', async () => {
    let shown = await under.shown({ fixed: [shownAs('node', '1')] });
    const objects = await under.open({ look: async () => shown });
    const since = await objects.revision();
    const mine = await put(objects, 'mine');
    shown = await under.shown({ fixed: [shownAs('node', '2'), shownAs('mine', 'shown')] });
    await objects.sync();
    const now = await objects.get(keyOf('mine'));
    expect(now?.['data']).toEqual({ value: 'shown' });
    await expect(put(objects, 'mine', '3', revision(now))).rejects.toThrow(
      /shows what the simulated cluster is/,
    );
    expect(await put(objects, 'mine')).toBeUndefined();
    shown = await under.shown({ fixed: [] });
    await objects.sync();
    expect((await objects.get(keyOf('mine')))?.['data']).toEqual({ value: '1' });
    const seen = (await told(objects, since)) as string[];
    expect(seen.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual([
      'ADDED mine',
      'MODIFIED node',
      'MODIFIED mine',
      'DELETED node',
      'MODIFIED mine',
    ]);
    const revisions = seen.map((each) => Number(each.split(' ')[2]));
    expect(revisions).toEqual(revisions.toSorted((one, other) => one - other));
    expect(revisions[0]).toBe(revision(mine));
  });

  test('from its birth is written by making another one of it, and does not go', async () => {
    const shown = await under.shown({
      initial: [
        {
          resource: RESOURCE,
          object: { ...object('born'), metadata: { ...object('born').metadata, resourceVersion: '1' } },
        },
      ],
    });
    const look = async () => shown;
    const objects = await under.open({ look });
    const born = await objects.get(keyOf('born'));
    await expect(remove(objects, 'born', born)).rejects.toThrow(/forbidden/);
    await put(objects, 'born', '2', revision(born));
    const other = await under.open({ look });
    expect((await other.get(keyOf('born')))?.['data']).toEqual({ value: '2' });
    expect(await store.count({ kind: OBJECT_KIND })).toBe(1);
  });

  test('is not known from before a process began to look, and it says so', async () => {
    const before = await under.shown({});
    let shown = await under.shown({ fixed: [shownAs('node', '1')] });
    const look = async () => shown;
    const one = await under.open({ look });
    shown = await under.shown({ fixed: [shownAs('node', '2')] });
    await one.sync();
    const other = await under.open({ look });
    expect(await told(other, before.revision)).toBe(COMPACTED);
    expect(await told(other, await one.revision())).toEqual([]);
  });
});
