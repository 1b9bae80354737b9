// The cluster behind a kubeconfig: a Kubernetes API server with nodes, service accounts and roles, and an authority of its
// own.
import {
  type Clock,
  COMPACTED,
  createKubernetesApi,
  createMemoryStorage,
  type KubernetesApi,
  officialKinds,
  type Random,
  type Storage,
  unauthorized,
} from '@hikube/kubernetes-api';
import { type Authority, type Credential, createAuthority, issueUser } from '../access/certificates.ts';
import { identityOf } from '../access/identity.ts';
import { kubeconfigOf } from '../access/kubeconfig.ts';
import { type NodeState, nodeObject } from './nodes.ts';

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
  readonly #version: { gitVersion: string; minor: string };
  /** Whether its API answers. */
  up = true;

  private constructor(options: TenantClusterOptions, authority: Authority, credential: Credential) {
    const { namespace, name, clock, random, version } = options;
    this.namespace = namespace;
    this.name = name;
    this.authority = authority;
    this.#credential = credential;
    this.#clock = clock;
    this.#storage = createMemoryStorage();
    this.#version = { gitVersion: version, minor: minorOf(version) };
    this.#api = createKubernetesApi({
      kinds: officialKinds(),
      storage: this.#storage,
      clock,
      ...(random !== undefined && { random }),
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
    await this.#api.settled();
    const time = new Date(this.#clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
    const list = await this.#storage.list({ resource: 'nodes' });
    const before = list === COMPACTED ? [] : list.items;
    const wanted = new Map(nodes.map((node) => [node.name, nodeObject(node, time)]));
    for (const { metadata } of before) {
      const name = metadata.name!;
      if (!wanted.has(name)) await this.#write(name, Number(metadata.resourceVersion));
    }
    for (const [name, object] of wanted) {
      const old = before.find(({ metadata }) => metadata.name === name);
      if (old !== undefined && same(old, object)) continue;
      const { uid = crypto.randomUUID(), creationTimestamp = time } = old?.metadata ?? {};
      const metadata = { ...object.metadata, uid, creationTimestamp };
      await this.#write(name, Number(old?.metadata.resourceVersion ?? 0), { ...object, metadata });
    }
  }

  async #write(name: string, expected: number, object?: ReturnType<typeof nodeObject>): Promise<void> {
    const key = { resource: 'nodes', namespace: '', name };
    await this.#storage.write({ key, expected, ...(object !== undefined && { object }) });
  }

  /** What its API says. */
  async inside(): Promise<{ version: string; nodes: string[]; kubelets: string[] }> {
    const list = await this.#storage.list({ resource: 'nodes' });
    const items = list === COMPACTED ? [] : list.items;
    const kubelets = items.map(
      ({ status }) => (status as { nodeInfo: { kubeletVersion: string } }).nodeInfo.kubeletVersion,
    );
    return { version: this.version, nodes: items.map(({ metadata }) => metadata.name!), kubelets };
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

/** Whether a node is as it was, but for the moments that it tells. */
function same(old: ReturnType<typeof nodeObject>, next: ReturnType<typeof nodeObject>): boolean {
  const shown = ({ metadata, status }: ReturnType<typeof nodeObject>): string => {
    const { conditions = [], nodeInfo } = status as {
      conditions?: { status: string }[];
      nodeInfo: { kubeletVersion: string };
    };
    return JSON.stringify([metadata.labels, conditions.map((one) => one.status), nodeInfo.kubeletVersion]);
  };
  return shown(old) === shown(next);
}
