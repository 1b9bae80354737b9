// Choices for a form, made up when they are asked for: a source whose objects are not there fails, and is left out of lists.
import {
  type Asked,
  type HostedStorage,
  type KubernetesObject,
  notFound,
  type Page,
  StatusError,
} from '@hikube/kubernetes-api';
import { HELM_RELEASES } from '../applications/release.ts';
import type { Backend } from '../platform/backend.ts';
import type { Profile } from '../profiles/profile.ts';

interface Item {
  readonly value: string;
  readonly label?: string;
  readonly default?: true;
}

/** @returns undefined for a source that is not there */
type Source = (backend: Backend, namespace: string) => Promise<Item[] | undefined>;

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** Names of cluster-wide objects, of a kind that may not be there. */
function namesOf(resource: string): Source {
  return async (backend) => {
    if (!(await isServed(backend, resource))) return undefined;
    return (await backend.list({ resource })).map(({ metadata }) => ({ value: metadata.name! }));
  };
}

async function isServed(backend: Backend, resource: string): Promise<boolean> {
  const definitions = 'customresourcedefinitions.apiextensions.k8s.io';
  return backend.serves(resource) || (await backend.get(definitions, '', resource)) !== undefined;
}

const storageClasses: Source = async (backend) => {
  const resource = 'storageclasses.storage.k8s.io';
  if (!(await isServed(backend, resource))) return undefined;
  return (await backend.list({ resource })).map(({ metadata: { name = '', annotations = {} } }) =>
    annotations[DEFAULT_CLASS] === 'true'
      ? { value: name, label: `${name} (default)`, default: true }
      : { value: name },
  );
};

interface Pools {
  readonly pools?: object;
  readonly zones?: Readonly<Record<string, { readonly pools?: object }>>;
}

const storagePools: Source = async (backend, namespace) => {
  const releases = namespace === '' ? [] : await backend.list({ resource: HELM_RELEASES, namespace });
  const pools = releases.flatMap(({ spec }) => {
    const { volume } = ((spec as { values?: { volume?: Pools } }).values ?? {}) as { volume?: Pools };
    const zones = Object.values(volume?.zones ?? {});
    return [volume, ...zones].flatMap((each) => Object.keys(each?.pools ?? {}));
  });
  return [...new Set(pools)].map((value) => ({ value }));
};

export class Options implements HostedStorage {
  readonly #backend: Backend;
  readonly #sources: Readonly<Record<string, Source>>;

  constructor({ applications }: Profile, backend: Backend) {
    this.#backend = backend;
    const kinds = async (): Promise<Item[]> => applications.map(({ kind }) => ({ value: kind }));
    const nothing: Source = async () => undefined;
    this.#sources = {
      appkind: kinds,
      backup: nothing,
      backupclass: nothing,
      gpu: nothing,
      image: nothing,
      instanceprofile: namesOf('virtualmachineclusterpreferences.instancetype.kubevirt.io'),
      instancetype: namesOf('virtualmachineclusterinstancetypes.instancetype.kubevirt.io'),
      network: nothing,
      plan: nothing,
      storageclass: storageClasses,
      storagepool: storagePools,
      vmdisk: nothing,
    };
  }

  async #items(namespace: string, name: string): Promise<Item[] | undefined> {
    const items = await this.#sources[name]!(this.#backend, namespace);
    return items?.sort((a, b) => (a.value < b.value ? -1 : 1));
  }

  async get({ namespace }: Asked, name: string): Promise<KubernetesObject> {
    if (!Object.hasOwn(this.#sources, name))
      throw notFound({ group: 'core.cozystack.io', resource: 'options' }, name);
    const items = await this.#items(namespace, name);
    if (items !== undefined) return optionOf(namespace, name, items);
    const what = name === 'gpu' ? 'list kubevirts: ' : '';
    const why = `compute options for ${JSON.stringify(name)}: ${what}the server could not find the requested resource`;
    throw new StatusError(500, 'InternalError', `Internal error occurred: ${why}`, {
      causes: [{ message: why }],
    });
  }

  async list({ namespace }: Asked): Promise<Page> {
    const items: KubernetesObject[] = [];
    for (const name of Object.keys(this.#sources)) {
      const found = await this.#items(namespace, name);
      if (found !== undefined) items.push(optionOf(namespace, name, found));
    }
    return { revision: 0, items };
  }

  /** The state once, and then nothing more. */
  async watch(...[asked, , send]: Parameters<HostedStorage['watch']>): Promise<() => void> {
    for (const object of (await this.list(asked)).items) send({ type: 'ADDED', object });
    return () => {};
  }
}

function optionOf(namespace: string, name: string, items: readonly Item[]): KubernetesObject {
  return {
    kind: 'Option',
    apiVersion: 'core.cozystack.io/v1alpha1',
    metadata: { name, ...(namespace !== '' && { namespace }), resourceVersion: '0' },
    spec: { ...(items.length > 0 && { items }) },
  };
}
