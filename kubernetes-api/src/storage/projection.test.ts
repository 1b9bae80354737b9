// Something else shown as a storage: read, watched, never written.
import { describe, expect, test } from 'vitest';
import { createKubernetesApi } from '../api.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { officialKinds, readOnlyKinds } from '../kinds/official.ts';
import { StatusError } from '../status/status.ts';
import { createCluster, Watch } from '../testing/cluster.ts';
import { createProjection } from './projection.ts';

/** A world of a few numbers, of which each is shown as a node. */
class World {
  revision = 1;
  readonly nodes = new Map<string, string>();
  readonly #listeners = new Set<() => void>();

  set(name: string, version: string | undefined): void {
    if (version === undefined) this.nodes.delete(name);
    else this.nodes.set(name, version);
    this.revision += 1;
    for (const listener of this.#listeners) listener();
  }

  storage() {
    return createProjection({
      read: async () => {
        const [revision, nodes] = [this.revision, new Map(this.nodes)];
        const shown = [...nodes].map(
          ([name, kubeletVersion]): KubernetesObject => ({
            apiVersion: 'v1',
            kind: 'Node',
            metadata: { name, uid: name, creationTimestamp: '2026-01-01T00:00:00Z' },
            status: { nodeInfo: { kubeletVersion } },
          }),
        );
        return { revision, objects: (resource) => (resource === 'nodes' ? shown : []) };
      },
      subscribe: (listener) => {
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
      },
    });
  }
}

const READ_ONLY = 'this cluster is simulated: change it elsewhere';

function cluster(world: World) {
  return createCluster({
    kinds: readOnlyKinds(officialKinds()),
    storage: world.storage(),
    controllers: false,
    root: '/clusters/a',
    admission: {
      begin({ verb }) {
        if (!['get', 'list', 'watch'].includes(verb))
          throw new StatusError(405, 'MethodNotAllowed', READ_ONLY, {});
      },
    },
  });
}

describe('a projection', () => {
  test('is read below its root, and nowhere else', async () => {
    const world = new World();
    world.set('one', 'v1');
    const { ask } = cluster(world);
    const { body } = await ask('GET', '/clusters/a/api/v1/nodes');
    expect(body).toMatchObject({
      kind: 'NodeList',
      items: [{ metadata: { name: 'one', resourceVersion: '2' } }],
    });
    expect((await ask('GET', '/api/v1/nodes')).status).toBe(404);
    expect((await ask('GET', '/clusters/ab/api/v1/nodes')).status).toBe(404);
    const index = await ask('GET', '/clusters/a/openapi/v3');
    expect(JSON.stringify(index.body)).toContain('"/clusters/a/openapi/v3/api/v1?hash=');
  });

  test('says in its own words that it cannot be written, and discovery says so too', async () => {
    const { ask, get } = cluster(new World());
    const { status, body } = await ask('POST', '/clusters/a/api/v1/nodes', { metadata: { name: 'x' } });
    expect([status, body['message']]).toEqual([405, READ_ONLY]);
    const { resources } = (await get('/clusters/a/api/v1')) as {
      resources: { name: string; verbs: string[] }[];
    };
    expect(resources.find(({ name }) => name === 'nodes')?.verbs).toEqual(['get', 'list', 'watch']);
  });

  test('keeps the version of what shows nothing new', async () => {
    const world = new World();
    world.set('one', 'v1');
    const { get } = cluster(world);
    await get('/clusters/a/api/v1/nodes');
    world.set('two', 'v1');
    const { items } = (await get('/clusters/a/api/v1/nodes')) as {
      items: { metadata: { resourceVersion: string } }[];
    };
    expect(items.map(({ metadata }) => metadata.resourceVersion)).toEqual(['2', '3']);
  });

  test('tells a watch what comes, changes and goes', async () => {
    const world = new World();
    world.set('one', 'v1');
    const shown = cluster(world);
    const list = (await shown.get('/clusters/a/api/v1/nodes')) as { metadata: { resourceVersion: string } };
    const watch = await Watch.open(
      shown,
      `/clusters/a/api/v1/nodes?watch=true&resourceVersion=${list.metadata.resourceVersion}`,
    );
    world.set('two', 'v1');
    expect(await watch.next()).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'two' } } });
    world.set('one', 'v2');
    expect(await watch.next()).toMatchObject({
      type: 'MODIFIED',
      object: { status: { nodeInfo: { kubeletVersion: 'v2' } } },
    });
    world.set('two', undefined);
    expect(await watch.next()).toMatchObject({ type: 'DELETED', object: { metadata: { name: 'two' } } });
    watch.close();
  });

  test('tells a watch from a state that is forgotten to list again', async () => {
    const world = new World();
    const shown = cluster(world);
    for (let count = 0; count < 100; count += 1) {
      world.set('one', `v${count}`);
      await shown.get('/clusters/a/api/v1/nodes');
    }
    const watch = await Watch.open(shown, '/clusters/a/api/v1/nodes?watch=true&resourceVersion=1');
    expect(await watch.next()).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
  });

  test('needs nothing that is not handed in', () => {
    expect(() => createKubernetesApi({ storage: new World().storage(), controllers: false })).not.toThrow();
  });
});
