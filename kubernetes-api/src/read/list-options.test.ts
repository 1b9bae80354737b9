// Every option that the API publishes for a list does what it says or is refused: a test that passes because its selector was
// not looked at proves nothing.
import { describe, expect, test } from 'vitest';
import { type Cluster, CONFIG_MAPS, createCluster, Watch } from '../testing/cluster.ts';

interface Listed {
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
}

const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: { team: 'x', tier: 'front' },
  b: { team: 'y' },
  c: {},
};

/** Config maps `a` of team x, `b` of team y and `c` of none. */
async function three(): Promise<Cluster> {
  const cluster = createCluster();
  for (const [name, labels] of Object.entries(LABELS))
    await cluster.create(CONFIG_MAPS, { metadata: { name, labels } });
  return cluster;
}

async function list(cluster: Cluster, query: string): Promise<Listed> {
  const { status, body } = await cluster.ask('GET', `${CONFIG_MAPS}?${query}`);
  expect({ query, status }).toEqual({ query, status: 200 });
  return body as unknown as Listed;
}

const namesOf = ({ items }: Listed): readonly string[] => items.map(({ metadata }) => metadata.name);

/** What is written after a moment that somebody wants to see. */
async function moment(cluster: Cluster): Promise<string> {
  const { metadata } = await list(cluster, '');
  await cluster.create(CONFIG_MAPS, { metadata: { name: 'later' } });
  return metadata.resourceVersion;
}

async function statusOf(cluster: Cluster, query: string): Promise<number> {
  return (await cluster.ask('GET', `${CONFIG_MAPS}?${query}`)).status;
}

/** By option: proves that it is looked at. */
const OPTIONS: Readonly<Record<string, (cluster: Cluster) => Promise<void>>> = {
  async labelSelector(cluster) {
    for (const [selector, names] of [
      ['team=x', ['a']],
      ['team==x', ['a']],
      ['team!=x', ['b', 'c']],
      ['team in (x,y)', ['a', 'b']],
      ['team notin (y)', ['a', 'c']],
      ['team', ['a', 'b']],
      ['!team', ['c']],
      ['team in (x,y),!tier', ['b']],
    ] as const)
      expect(namesOf(await list(cluster, `labelSelector=${encodeURIComponent(selector)}`)), selector).toEqual(
        names,
      );
    expect(await statusOf(cluster, 'labelSelector=a%20in%20(')).toBe(400);
  },
  async fieldSelector(cluster) {
    expect(namesOf(await list(cluster, 'fieldSelector=metadata.name%3Db'))).toEqual(['b']);
    expect(namesOf(await list(cluster, 'fieldSelector=metadata.name!%3Db'))).toEqual(['a', 'c']);
    expect(namesOf(await list(cluster, 'fieldSelector=metadata.namespace%3Dother'))).toEqual([]);
    expect(await statusOf(cluster, 'fieldSelector=data.k%3Dv')).toBe(400);
  },
  async limit(cluster) {
    const page = await list(cluster, 'limit=2');
    expect(namesOf(page)).toEqual(['a', 'b']);
    expect(page.metadata.continue).toBeTruthy();
    expect(await statusOf(cluster, 'limit=many')).toBe(400);
  },
  async continue(cluster) {
    const token = (await list(cluster, 'limit=1')).metadata.continue;
    expect(namesOf(await list(cluster, `continue=${token}`))).toEqual(['b', 'c']);
    expect(await statusOf(cluster, 'continue=nonsense')).toBe(400);
  },
  async resourceVersion(cluster) {
    const then = await moment(cluster);
    expect(namesOf(await list(cluster, `resourceVersion=${then}`))).toContain('later');
    expect(await statusOf(cluster, `resourceVersion=${Number(then) + 1_000}`)).toBe(504);
    expect(await statusOf(cluster, 'resourceVersion=x')).toBe(400);
  },
  async resourceVersionMatch(cluster) {
    const then = await moment(cluster);
    const exact = await list(cluster, `resourceVersion=${then}&resourceVersionMatch=Exact`);
    expect(namesOf(exact)).toEqual(['a', 'b', 'c']);
    expect(exact.metadata.resourceVersion).toBe(then);
    const newer = await list(cluster, `resourceVersion=${then}&resourceVersionMatch=NotOlderThan`);
    expect(namesOf(newer)).toContain('later');
    expect(await statusOf(cluster, 'resourceVersionMatch=Exact')).toBe(422);
    expect(await statusOf(cluster, `resourceVersion=${then}&resourceVersionMatch=Roughly`)).toBe(422);
  },
  async sendInitialEvents(cluster) {
    expect(await statusOf(cluster, 'sendInitialEvents=true')).toBe(422);
    const quiet = await Watch.open(
      cluster,
      `${CONFIG_MAPS}?watch=true&sendInitialEvents=false&resourceVersionMatch=NotOlderThan`,
    );
    await cluster.create(CONFIG_MAPS, { metadata: { name: 'later' } });
    expect(await quiet.next()).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'later' } } });
    quiet.close();
  },
  async watch(cluster) {
    const watch = await Watch.open(
      cluster,
      `${CONFIG_MAPS}?watch=1&labelSelector=team%3Dy&fieldSelector=metadata.name!%3Dd`,
    );
    expect(await watch.next()).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'b' } } });
    for (const name of ['d', 'e'])
      await cluster.create(CONFIG_MAPS, { metadata: { name, labels: { team: 'y' } } });
    expect(await watch.next()).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'e' } } });
    // Who leaves the selection is gone for whoever watches it.
    await cluster.patch(`${CONFIG_MAPS}/b`, { metadata: { labels: { team: 'x' } } });
    expect(await watch.next()).toMatchObject({ type: 'DELETED', object: { metadata: { name: 'b' } } });
    watch.close();
  },
  async allowWatchBookmarks(cluster) {
    const path = `${CONFIG_MAPS}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan`;
    const firstFour = async (query: string): Promise<unknown[]> => {
      const watch = await Watch.open(cluster, `${path}${query}`);
      const types = [];
      for (const name of ['a', 'b', 'c'])
        expect(await watch.next()).toMatchObject({ object: { metadata: { name } } });
      await cluster.patch(`${CONFIG_MAPS}/a`, { data: { query } });
      types.push((await watch.next())?.['type']);
      watch.close();
      return types;
    };
    expect(await firstFour('&allowWatchBookmarks=true')).toEqual(['BOOKMARK']);
    expect(await firstFour('')).toEqual(['MODIFIED']);
  },
  async timeoutSeconds() {
    let now = 0;
    const due: { readonly at: number; readonly callback: () => void }[] = [];
    const schedule = (at: number, callback: () => void) => {
      due.push({ at, callback });
      return () => undefined;
    };
    const cluster = createCluster({ clock: { now: () => now, schedule } });
    const watch = await Watch.open(cluster, `${CONFIG_MAPS}?watch=true&timeoutSeconds=5`);
    now = 5_000;
    for (const { callback } of due.splice(0).filter(({ at }) => at <= now)) callback();
    expect(await watch.next()).toBeUndefined();
    expect(await statusOf(cluster, 'timeoutSeconds=soon')).toBe(400);
  },
};

/** Names of the options that the document of the API has for an operation. */
async function published(cluster: Cluster, verb: 'get' | 'delete'): Promise<readonly string[]> {
  const document = (await cluster.get('/openapi/v3/api/v1')) as unknown as {
    paths: Record<string, Record<string, { parameters: { in: string; name: string }[] }>>;
  };
  const { parameters } = document.paths['/api/v1/namespaces/{namespace}/configmaps']![verb]!;
  return parameters.filter((each) => each.in === 'query').map(({ name }) => name);
}

describe('a list', () => {
  test.each(Object.keys(OPTIONS))('heeds %s', async (option) => {
    const cluster = await three();
    await OPTIONS[option]!(cluster);
    expect(cluster.failures).toEqual([]);
  });

  test('has no other option', async () => {
    expect([...(await published(createCluster(), 'get'))].sort()).toEqual(Object.keys(OPTIONS).sort());
  });
});

describe('a deletion of many', () => {
  test.each([
    ['labelSelector=team%3Dx', ['b', 'c']],
    ['labelSelector=!team', ['a', 'b']],
    ['fieldSelector=metadata.name%3Db', ['a', 'c']],
    ['limit=2', ['c']],
    ['dryRun=All', ['a', 'b', 'c']],
    ['', []],
  ] as const)('with %s deletes what is meant', async (query, left) => {
    const cluster = await three();
    const { status } = await cluster.ask('DELETE', `${CONFIG_MAPS}?${query}`);
    expect(status).toBe(200);
    expect(namesOf(await list(cluster, ''))).toEqual(left);
  });

  test.each([
    'labelSelector=a%20in%20(',
    'fieldSelector=data.k%3Dv',
    'limit=many',
    'continue=nonsense',
    'sendInitialEvents=true',
  ])('with %s is refused, and deletes nothing', async (query) => {
    const cluster = await three();
    const { status } = await cluster.ask('DELETE', `${CONFIG_MAPS}?${query}`);
    expect([400, 422]).toContain(status);
    expect(namesOf(await list(cluster, ''))).toEqual(['a', 'b', 'c']);
  });
});
