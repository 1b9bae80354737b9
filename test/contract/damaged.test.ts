// One damaged document: what lists many things goes on without that one, whichever it is, and other clusters are served.
import type { Kubeconfig, Operation } from '@hikube/openapi/types';
import { type Store, StoreError } from '@hikube/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

interface Listed {
  readonly items: readonly { readonly name?: string }[];
}

type DocumentKey = Parameters<Store['get']>[0];

let service: TestService;
let damaged: string | undefined;

const textOf = ({ tenant, kind, id }: DocumentKey) => `${tenant} ${kind} ${id}`;

/** The store as it is once a document is damaged: that cannot be read, and lists leave it out where they are told to. */
function damageable(store: Store): Store {
  const check = (keys: readonly DocumentKey[]) => {
    if (keys.some((key) => textOf(key) === damaged)) throw new StoreError('damaged', `${damaged} is damaged`);
  };
  return new Proxy(store, {
    get(target, name) {
      if (name === 'get') {
        return async (key: DocumentKey) => {
          check([key]);
          return target.get(key);
        };
      }
      if (name === 'getMany') {
        return async (keys: readonly DocumentKey[]) => {
          check(keys);
          return target.getMany(keys);
        };
      }
      if (name === 'list') {
        return async (query: Parameters<Store['list']>[0]) => {
          const found = await target.list(query);
          if (query.damaged !== 'leave_out') check(found.map(({ key }) => key));
          return found.filter(({ key }) => textOf(key) !== damaged);
        };
      }
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

beforeAll(async () => {
  service = await startTestService({ wrapStore: damageable });
  for (const name of ['one', 'two']) {
    const body = {
      name,
      version: '1.33',
      topology: 'development',
      nodeGroups: { web: { minReplicas: 1 } },
      addons: { 'cert-manager': {} },
    };
    await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
    await service.api<Kubeconfig>('POST', `/clusters/${name}/kubeconfigs`, { body: { role: 'view' } });
    const upgrade = { body: { targetVersion: '1.34' } };
    await service.finish(
      (await service.api<Operation>('POST', `/clusters/${name}/version-upgrades`, upgrade)).body,
    );
  }
  await service.api('POST', '/tokens', { body: { scopes: ['read'] } });
});
afterAll(() => service.dispose());

const OF_MANY = ['/clusters', '/operations', '/tokens', ...within('-')];

function within(cluster: string): string[] {
  const parts = ['node-groups', 'addons', 'version-upgrades', 'nodes'];
  return parts.map((part) => `/clusters/${cluster}/${part}`);
}

/** What is of one cluster, besides what it shares with others. */
function ownLists(cluster: string): string[] {
  const parts = ['kubeconfigs', 'events'].map((part) => `/clusters/${cluster}/${part}`);
  return [`/operations?cluster=${cluster}`, ...parts, ...within(cluster)];
}

/** Every document that there is. */
async function everyKey(): Promise<DocumentKey[]> {
  const page = await service.store.changes(0, 1000);
  if (!page.ok) throw new Error(page.reason);
  const keys = new Map(page.changes.filter(({ deleted }) => !deleted).map(({ key }) => [textOf(key), key]));
  return [...keys.values()];
}

test('a list goes on without any one document, and lacks no more than what it is about', async () => {
  const counts = new Map<string, number>();
  const keys = await everyKey();
  const wrong: string[] = [];
  const ownToken: string[] = [];
  for (const path of [...OF_MANY, ...ownLists('one'), ...ownLists('two')]) {
    counts.set(path, (await service.api<Listed>('GET', path)).body.items.length);
  }
  for (const key of keys) {
    damaged = textOf(key);
    if ((await service.api('GET', '/instance-types')).status !== 200) {
      ownToken.push(key.kind);
      continue;
    }
    const other = key.id.startsWith('two') ? 'one' : 'two';
    const lists = [...OF_MANY, ...ownLists(other), ...(key.kind === 'operation' ? ownLists('one') : [])];
    for (const path of lists) {
      const { status, body } = await service.api<Listed>('GET', path);
      if (status !== 200) wrong.push(`${path} without ${damaged}: ${status}`);
      else if (body.items.length < counts.get(path)! - 1) wrong.push(`${path} without ${damaged}: too short`);
    }
  }
  damaged = undefined;
  expect(wrong).toEqual([]);
  expect(ownToken).toEqual(['token']);
  const kinds = [
    'cluster',
    'clusterStatus',
    'clusterNodes',
    'nodeGroup',
    'addon',
    'versionUpgrade',
    'operation',
  ];
  const others = ['clusterOperation', 'token', 'tokenEntry', 'kubeconfig', 'event'];
  expect(keys.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...kinds, ...others]));
});

test('a cluster whose status cannot be read is left out, and does not look as if nothing had come of it', async () => {
  damaged = 'demo clusterStatus one';
  const { body } = await service.api<Listed>('GET', '/clusters');
  damaged = undefined;
  expect(body.items.map(({ name }) => name)).toEqual(['two']);
});
