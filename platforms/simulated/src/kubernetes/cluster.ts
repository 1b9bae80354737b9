// The API server of one cluster: the library, over what the cluster shows and what is kept in it.
import {
  type AdmissionRequest,
  type Authenticate,
  createKubernetesApi,
  createRbac,
  type InitialObject,
  type KubernetesApi,
  type KubernetesObject,
  namespaceObjects,
  type ObjectKey,
  officialKinds,
  StorageFull,
} from '@hikube/kubernetes-api';
import { type Clock, type ClusterRef, type Random, uuid } from '@hikube/service/platform';
import { roleOf } from './callers.ts';
import { isOfNode, renewed } from './leases.ts';
import { seconds } from './meta.ts';
import { ClusterObjects, type ClusterObjectsOptions } from './objects/cluster-objects.ts';
import { onlyMachines, staysAsItIs } from './objects/refusals.ts';
import type { Shown } from './objects/shown.ts';
import { tellThatNothingRuns } from './runs-nothing.ts';
import { shownOf } from './shown-objects.ts';
import type { ClusterReader, ClusterSnapshot } from './snapshot.ts';

/** What the API server of a cluster is made of. */
export interface ClusterParts extends Omit<ClusterObjectsOptions, 'look' | 'ref' | 'guard'> {
  readonly clock: Clock;
  readonly random: Random;
  readonly reader: ClusterReader;
  /** Who sent a request to the cluster of an uid. */
  authenticate(request: Request, uid: string): ReturnType<Authenticate>;
  readonly onFailure: (error: unknown) => void;
  /** What signs the tokens of its service accounts, the same for all replicas. */
  signingKey(uid: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** See the head of the file. */
export class Cluster {
  readonly #parts: ClusterParts;
  readonly #objects: ClusterObjects;
  readonly #seen: Seen;
  readonly api: KubernetesApi;
  /** As of which namespaces were kept. */
  #kept: ClusterSnapshot | undefined;
  #held = 0;
  #endHints = (): void => {};

  private constructor(parts: ClusterParts, objects: ClusterObjects, seen: Seen, root: string) {
    this.#parts = parts;
    this.#objects = objects;
    this.#seen = seen;
    const { random } = parts;
    const rbac = createRbac(objects);
    this.api = createKubernetesApi({
      kinds: KINDS,
      storage: objects,
      clock: parts.clock,
      random: { uuid: () => uuid(random), suffix: () => suffix(random) },
      authenticate: (request) => parts.authenticate(request, seen.snapshot.cluster.uid),
      async authorise(wanted) {
        const decision = await rbac(wanted);
        const role = roleOf(wanted.user);
        if (decision.allowed || role === undefined) return decision;
        return { ...decision, reason: `the kubeconfig has the role ${role}` };
      },
      admission: {
        validate(request) {
          refuseShown(objects, request);
          tellThatNothingRuns(request);
        },
      },
      rootCertificate: seen.snapshot.cluster.certificateAuthority,
      signingKey: () => parts.signingKey(seen.snapshot.cluster.uid),
      root,
      version: () => versionOf(seen.snapshot),
      onFailure: parts.onFailure,
    });
  }

  /** Reads everything. @returns undefined when there is no such cluster */
  static async open(parts: ClusterParts, ref: ClusterRef, root: string): Promise<Cluster | undefined> {
    const { reader } = parts;
    const identity = { tenant: ref.tenant, cluster: ref.name, uid: ref.uid };
    const seen: { snapshot?: ClusterSnapshot; shown?: Shown } = {};
    const look = async (): Promise<Shown | undefined> => {
      const snapshot = await reader.read(identity);
      if (snapshot === undefined) return undefined;
      if (snapshot !== seen.snapshot) {
        seen.snapshot = snapshot;
        seen.shown = shownOf(snapshot);
      }
      return seen.shown;
    };
    const present = (resource: string, object: KubernetesObject) =>
      resource === LEASES && isOfNode(object) ? renewed(object, parts.clock.now()) : object;
    const objects = await ClusterObjects.open({
      ...parts,
      ref,
      guard: reader.guardOf(ref.uid),
      look,
      present,
    });
    return objects && new Cluster(parts, objects, seen as Seen, root);
  }

  /** The cluster as it is now; undefined when it is gone, or must be opened again. */
  async look(): Promise<ClusterSnapshot | undefined> {
    await this.#objects.sync();
    if (this.#objects.state !== 'there') return undefined;
    const { snapshot } = this.#seen;
    if (this.#kept !== snapshot && snapshot.isServed && snapshot.hasQuorum) {
      if (await this.#keepNamespaces()) this.#kept = snapshot;
    }
    return snapshot;
  }

  /**
   * An add-on that goes takes its namespace along only if nobody has put anything into it.
   * @returns whether all are kept: a cluster that takes nothing more is read all the same
   */
  async #keepNamespaces(): Promise<boolean> {
    const { clock, random } = this.#parts;
    for (const name of this.#objects.lostNamespaces()) {
      const [{ resource, object }] = namespaceObjects(name, '') as [InitialObject];
      const creationTimestamp = seconds(new Date(clock.now()).toISOString());
      const metadata = { ...object.metadata, uid: uuid(random), creationTimestamp };
      const key = { resource, namespace: '', name };
      try {
        await this.#objects.write({ key, expected: 0, object: { ...object, metadata } });
      } catch (error) {
        if (error instanceof StorageFull) return false;
        throw error;
      }
    }
    return true;
  }

  /** Whether a watch is open. */
  get isHeld(): boolean {
    return this.#held > 0;
  }

  /** While a watch is open, the cluster is looked at whenever something may have happened. @returns ends it */
  hold(): () => void {
    this.#held += 1;
    if (this.#held === 1) {
      const { store, reader } = this.#parts;
      // A look that fails is made up for by the next one.
      const look = () => void this.look().catch(() => undefined);
      const ends = [store.watch(look), reader.watch(look)];
      this.#endHints = () => {
        for (const end of ends) end();
      };
    }
    return () => {
      this.#held -= 1;
      if (this.#held === 0) this.#endHints();
    };
  }

  close(): void {
    this.api.stop();
    this.#objects.close();
  }
}

/** The cluster as it was last looked at. */
interface Seen {
  readonly snapshot: ClusterSnapshot;
}

const KINDS = officialKinds();
const LEASES = 'leases.coordination.k8s.io';
// As Kubernetes does: no vowels and no digits that look like them.
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

function suffix(random: Random): string {
  return Array.from({ length: 5 }, () => LETTERS[random.int(LETTERS.length)]).join('');
}

/** What shows the cluster as it is was not made by anybody, and is changed by nobody. */
function refuseShown(
  objects: ClusterObjects,
  { kind, operation, attributes, object, oldObject }: AdmissionRequest,
): void {
  if (operation === 'CREATE') {
    if (kind.stored.resource === 'nodes') throw onlyMachines(object?.metadata.name ?? '');
    return;
  }
  const { name = attributes.name, namespace = '' } = oldObject?.metadata ?? {};
  const key: ObjectKey = { resource: kind.stored.resource, namespace, name };
  if (objects.isFixed(key) || (operation === 'DELETE' && objects.isInitial(key))) throw staysAsItIs(key);
}

function versionOf({ cluster: { version } }: ClusterSnapshot) {
  const [major = '1', minor = '0'] = version.split('.');
  return { major, minor, gitVersion: `v${version}`, gitTreeState: 'clean', platform: 'linux/amd64' };
}
