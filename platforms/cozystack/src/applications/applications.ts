// The applications of one namespace: read through a server whose cache lags, and written as a whole.
import type { Clock } from '@hikube/service/platform';
import { API_GROUP, API_VERSION, KIND, type KubernetesApplication, PLURAL, type Values } from '../kind.ts';
import type { KubernetesClient, List } from '../kubernetes/client.ts';
import { KubernetesError } from '../kubernetes/errors.ts';

/** What a write says of an application. */
export interface Written {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Values;
}

export interface Applications {
  readonly path: string;
  /** The newest state that is known: no read is older than a write of ours. @throws KubernetesError */
  find(name: string): Promise<KubernetesApplication | undefined>;
  /** All of the namespace, by name. @throws KubernetesError */
  list(): Promise<readonly KubernetesApplication[]>;
  /** @throws KubernetesError `exists` or `going` when the name is taken */
  create(name: string, written: Written): Promise<KubernetesApplication>;
  /**
   * Writes all of it anew; what the driver does not say is lost, as the server has no other way that is safe.
   * @param before as it was read; a later application of that name is not touched, and nor is one that is going
   */
  replace(before: KubernetesApplication, written: Written): Promise<KubernetesApplication>;
  /** Begins its end. Saying it again changes nothing. */
  remove(before: KubernetesApplication): Promise<void>;
}

// A cache that is behind for longer than that is broken, and what it says has to be believed.
const LAG_MS = 30_000;

interface Own {
  readonly object: KubernetesApplication | 'removed';
  readonly uid: string;
  readonly at: number;
}

export function createApplications(client: KubernetesClient, clock: Clock, namespace: string): Applications {
  const path = `/apis/${API_GROUP}/${API_VERSION}/namespaces/${namespace}/${PLURAL}`;
  const writes = new Map<string, Own>();

  function remember(name: string, uid: string, object: Own['object']): void {
    writes.set(name, { object, uid, at: clock.now() });
  }

  /** What was read, unless a write of ours is newer. */
  function newest(name: string, read: KubernetesApplication | undefined): KubernetesApplication | undefined {
    const own = writes.get(name);
    if (own === undefined) return read;
    const isBehind = own.object === 'removed' ? isStill(read, own.uid) : isBefore(read, own.object);
    if (isBehind && clock.now() - own.at < LAG_MS)
      return own.object === 'removed' ? going(read!, own.at) : own.object;
    writes.delete(name);
    return read;
  }

  function bodyOf(name: string, { labels, annotations, spec }: Written, more: object = {}): object {
    return {
      apiVersion: `${API_GROUP}/${API_VERSION}`,
      kind: KIND,
      metadata: { name, namespace, labels, annotations, ...more },
      spec,
    };
  }

  return {
    path,
    async find(name) {
      return newest(name, await client.find<KubernetesApplication>(`${path}/${name}`));
    },
    async list() {
      const { items } = await client.get<List<KubernetesApplication>>(path);
      const read = new Map(items.map((item) => [item.metadata.name, item]));
      const names = new Set([...read.keys(), ...writes.keys()]);
      const found = [...names].map((name) => newest(name, read.get(name)));
      return found
        .filter((each) => each !== undefined)
        .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    },
    async create(name, written) {
      const object = await client.write<KubernetesApplication>('POST', path, bodyOf(name, written));
      remember(name, object.metadata.uid, object);
      return object;
    },
    async replace({ metadata: { name, uid, resourceVersion, deletionTimestamp } }, written) {
      // A write would take Flux' finalizer away: the object would be gone at once, and what it made would stay for ever.
      if (deletionTimestamp !== undefined) throw new KubernetesError('going', `${name} is being deleted`);
      const body = bodyOf(name, written, { uid, resourceVersion });
      const object = await client.write<KubernetesApplication>('PUT', `${path}/${name}`, body);
      remember(name, uid, object);
      return object;
    },
    async remove({ metadata: { name, uid } }) {
      try {
        await client.write('DELETE', `${path}/${name}`);
      } catch (error) {
        if (!(error instanceof KubernetesError) || error.kind !== 'absent') throw error;
      }
      remember(name, uid, 'removed');
    },
  };
}

/** Not there yet, or of a version before. Versions of one object grow. */
function isBefore(read: KubernetesApplication | undefined, own: KubernetesApplication): boolean {
  if (read === undefined) return true;
  if (read.metadata.uid !== own.metadata.uid)
    return Date.parse(read.metadata.creationTimestamp) < Date.parse(own.metadata.creationTimestamp);
  return Number(read.metadata.resourceVersion) < Number(own.metadata.resourceVersion);
}

/** Still shown as if nobody had removed it. */
function isStill(read: KubernetesApplication | undefined, uid: string): boolean {
  return read?.metadata.uid === uid && read.metadata.deletionTimestamp === undefined;
}

function going(read: KubernetesApplication, at: number): KubernetesApplication {
  return { ...read, metadata: { ...read.metadata, deletionTimestamp: new Date(at).toISOString() } };
}
