// The cluster behind a kubeconfig: a Kubernetes API server with nodes, service accounts and roles, and an authority of its
// own.
import {
  type Clock,
  COMPACTED,
  createKubernetesApi,
  createMemoryStorage,
  type KubernetesApi,
  type KubernetesObject,
  officialKinds,
  type Random,
  type Storage,
  systemRandom,
  unauthorized,
} from '@hikube/kubernetes-api';
import { type Authority, type Credential, createAuthority, issueUser } from '../access/certificates.ts';
import { asUser, identityOf } from '../access/identity.ts';
import { kubeconfigOf } from '../access/kubeconfig.ts';
import { type NodeState, nodeObject } from './nodes.ts';
import { resourceOf, runningOf, type WorkloadState, workloadObject } from './workloads.ts';

/** Namespaces that the platform fills. */
const OF_PLATFORM = /^(?:cozy-.+|kube-system)$/;

export interface TenantClusterOptions {
  readonly namespace: string;
  readonly name: string;
  readonly clock: Clock;
  readonly random?: Random;
  /** Such as `v1.34.9`. */
  readonly version: string;
}

export class TenantCluster {
  readonly namespace: string;
  readonly name: string;
  readonly authority: Authority;
  readonly #credential: Credential;
  readonly #api: KubernetesApi;
  readonly #storage: Storage;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #version: { gitVersion: string; minor: string };
  /** Whether its API answers. */
  up = true;

  private constructor(options: TenantClusterOptions, authority: Authority, credential: Credential) {
    const { namespace, name, clock, random = systemRandom, version } = options;
    this.namespace = namespace;
    this.name = name;
    this.authority = authority;
    this.#credential = credential;
    this.#clock = clock;
    this.#random = random;
    this.#storage = createMemoryStorage();
    this.#version = { gitVersion: version, minor: minorOf(version) };
    this.#api = createKubernetesApi({
      kinds: officialKinds(),
      storage: this.#storage,
      clock,
      random,
      version: this.#version,
      rootCertificate: authority.certificate,
      async authenticate(request) {
        const user = identityOf(request);
        if (user === undefined && request.headers.has('authorization')) throw unauthorized();
        return user;
      },
    });
  }

  static async create(options: TenantClusterOptions): Promise<TenantCluster> {
    const authority = await createAuthority('kubernetes');
    const admin = { name: 'kubernetes-super-admin', groups: ['system:masters'] };
    return new TenantCluster(options, authority, await issueUser(authority, admin));
  }

  /** Its API; a control plane that is not up does not answer. */
  readonly fetch = async (request: Request): Promise<Response> => {
    if (!this.up)
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
      });
    return this.#api.fetch(request);
  };

  /** Of the administrator that everything is allowed to. */
  kubeconfig(server: string): string {
    const { authority, name } = this;
    return kubeconfigOf({
      name: `kubernetes-super-admin@kubernetes-${name}`,
      server,
      authority: authority.certificate,
      credential: this.#credential,
    });
  }

  get version(): string {
    return this.#version.gitVersion;
  }

  /** The control plane is of another version from now on. */
  setVersion(version: string): void {
    this.#version.gitVersion = version;
    this.#version.minor = minorOf(version);
  }

  /** Makes the nodes of the cluster those. */
  async setNodes(nodes: readonly NodeState[]): Promise<void> {
    const time = this.#time();
    await this.#set(
      'nodes',
      nodes.map((node) => nodeObject(node, time)),
    );
  }

  /** Makes what the platform runs in the cluster those workloads. */
  async setWorkloads(workloads: readonly WorkloadState[]): Promise<void> {
    for (const namespace of new Set(workloads.map((workload) => workload.namespace)))
      await this.#makeNamespace(namespace);
    for (const resource of ['deployments.apps', 'daemonsets.apps']) {
      const own = workloads.filter((workload) => resourceOf(workload) === resource);
      await this.#set(resource, own.map(workloadObject), (name) => OF_PLATFORM.test(name));
    }
  }

  #time(): string {
    return new Date(this.#clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  /** A volume as the storage of the platform makes one for a claim. */
  async createVolume(name: string, storageClassName: string, storage: string): Promise<void> {
    await this.#make('/api/v1/persistentvolumes', {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage },
        csi: { driver: 'csi.kubevirt.io', volumeHandle: name },
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName,
      },
    });
  }

  async #makeNamespace(name: string): Promise<void> {
    await this.#make('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }

  async #make(path: string, object: object): Promise<void> {
    const admin = { name: 'platform', groups: ['system:masters'] };
    const body = JSON.stringify(object);
    const headers = { 'content-type': 'application/json' };
    const request = new Request(`https://cluster${path}`, { method: 'POST', headers, body });
    await this.#api.fetch(asUser(request, admin));
  }

  /** Makes objects what they are to be; others of the platform go. @param isOurs by namespace */
  async #set(
    resource: string,
    objects: readonly KubernetesObject[],
    isOurs: (namespace: string) => boolean = () => true,
  ): Promise<void> {
    await this.#api.settled();
    const list = await this.#storage.list({ resource });
    const before = new Map(
      (list === COMPACTED ? [] : list.items)
        .filter(({ metadata }) => isOurs(metadata.namespace ?? ''))
        .map((object) => [keyOf(object), object]),
    );
    const wanted = new Map(objects.map((object) => [keyOf(object), object]));
    for (const [key, old] of before) if (!wanted.has(key)) await this.#write(resource, old);
    for (const [key, object] of wanted) {
      const old = before.get(key);
      if (old !== undefined && timeless(old) === timeless(object)) continue;
      await this.#write(resource, old ?? object, old, object);
    }
  }

  /** @param next none for an object that goes */
  async #write(
    resource: string,
    { metadata: { namespace = '', name = '', ...rest } }: KubernetesObject,
    old?: KubernetesObject,
    next?: KubernetesObject,
  ): Promise<void> {
    const key = { resource, namespace, name };
    const expected = Number((next === undefined ? rest : old?.metadata)?.resourceVersion ?? 0);
    if (next === undefined) {
      await this.#storage.write({ key, expected });
      return;
    }
    const { uid = this.#random.uuid(), creationTimestamp = this.#time() } = old?.metadata ?? {};
    const object = { ...next, metadata: { ...next.metadata, uid, creationTimestamp } };
    await this.#storage.write({ key, expected, object });
  }

  /** What its API says. */
  async inside(): Promise<{
    version: string;
    nodes: string[];
    kubelets: string[];
    workloads: Record<string, string>;
  }> {
    const all = async (resource: string): Promise<readonly KubernetesObject[]> => {
      const list = await this.#storage.list({ resource });
      return list === COMPACTED ? [] : list.items;
    };
    const nodes = await all('nodes');
    const workloads = [...(await all('deployments.apps')), ...(await all('daemonsets.apps'))];
    return {
      version: this.version,
      nodes: nodes.map(({ metadata }) => metadata.name!),
      kubelets: nodes.map(
        ({ status }) => (status as { nodeInfo: { kubeletVersion: string } }).nodeInfo.kubeletVersion,
      ),
      workloads: Object.fromEntries(workloads.map((object) => [keyOf(object), runningOf(object)])),
    };
  }

  settled(): Promise<void> {
    return this.#api.settled();
  }

  stop(): void {
    this.up = false;
    this.#api.stop();
  }
}

function minorOf(version: string): string {
  return version.split('.')[1] ?? '';
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** An object without what only the server knows of it, and without the moments that it tells. */
function timeless({ metadata: { name, namespace, labels }, ...rest }: KubernetesObject): string {
  return JSON.stringify([name, namespace, labels, rest], (key, value: unknown) =>
    /Time$/.test(key) ? undefined : value,
  );
}
