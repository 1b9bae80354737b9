// Managed Kubernetes of Cozystack tenants as a platform of the service.
import {
  type Clock,
  type ClusterRef,
  type DesiredCluster,
  type LiveCatalogue,
  type ObservedCluster,
  type Platform,
  PlatformError,
  type Random,
} from '@hikube/service/platform';
import { readinessOf } from './applications/readiness.ts';
import { NOTHING_REACHED, type Reached, recordOf } from './applications/record.ts';
import { writeWish } from './applications/write.ts';
import { assign } from './assign.ts';
import { capabilitiesOf, catalogueOf, type Shape } from './chart/index.ts';
import { issueAccess, notReady, revokeAccess } from './clusters/access.ts';
import { ADDON_NAMESPACES } from './clusters/addons.ts';
import type { Connect } from './clusters/door.ts';
import { readEvents } from './clusters/events.ts';
import { lookInside } from './clusters/inside.ts';
import { monitorsOf } from './clusters/monitors.ts';
import { observedCluster, reachedOf } from './clusters/observe.ts';
import { foundCluster, wishOf } from './found.ts';
import { createInTurn } from './in-turn.ts';
import type { KubernetesApplication } from './kind.ts';
import { pause } from './kubernetes/client.ts';
import { hangingDeletion, machinesLeft } from './leftovers.ts';
import { checkWish, inWords } from './refusals.ts';
import { createTenant, type Tenant, type TenantAccess } from './tenants.ts';
import { createWatching } from './watching.ts';

export interface CozystackPlatformOptions {
  readonly clock: Clock;
  /** Chance for marks on what is written. */
  readonly random: Random;
  /** Tenants of the service by name, and how each is reached on the platform. Others have nothing there. */
  readonly tenants: ReadonlyMap<string, TenantAccess>;
  /** What the release of the platform can do, as `readShape` tells it. */
  readonly shape: Shape;
  /** Opens a way into a cluster with its kubeconfig. */
  readonly connect: Connect;
}

export function createCozystackPlatform(options: CozystackPlatformOptions): Platform {
  const { clock, random, shape, connect } = options;
  const catalogue: LiveCatalogue = catalogueOf(shape);
  const tenants = new Map(
    [...options.tenants].map(([name, access]) => [name, createTenant(name, access, { clock, connect })]),
  );
  const inTurn = createInTurn();
  const reached = new Map<string, Reached>();
  // What `Ready` said when the spec was written last: more exact than the record, which is written before.
  const marks = new Map<string, string>();
  // Clusters that were removed by us: a wish that comes late must not make them anew.
  const removed = new Set<string>();
  const endings = new Map<string, () => void>();
  const watching = createWatching([...tenants.values()], clock);
  let isClosed = false;

  function tenantOf({ tenant }: Pick<ClusterRef, 'tenant'>): Tenant {
    if (isClosed) throw new PlatformError('Closed', 'The platform is closed.', { retryable: true });
    const found = tenants.get(tenant);
    if (found !== undefined) return found;
    const sentence = `The service has no credential for the tenant ${tenant} on the platform: its operator has to give it one.`;
    throw new PlatformError('TenantUnknown', sentence, { retryable: true });
  }

  /** The application of a cluster; undefined when there is none, or another one of that name. */
  async function applicationOf(
    tenant: Tenant,
    { name, uid }: ClusterRef,
  ): Promise<KubernetesApplication | undefined> {
    const application = await tenant.applications.find(name);
    if (application === undefined) return undefined;
    return (recordOf(application)?.uid ?? application.metadata.uid) === uid ? application : undefined;
  }

  const keyOf = ({ tenant, name }: ClusterRef): string => `${tenant}/${name}`;

  function forget(uid: string): void {
    reached.delete(uid);
    marks.delete(uid);
  }

  async function look(ref: ClusterRef): Promise<ObservedCluster | undefined> {
    const tenant = tenantOf(ref);
    const application = await applicationOf(tenant, ref);
    if (application === undefined) {
      forget(ref.uid);
      return undefined;
    }
    const record = recordOf(application);
    const deleting = application.metadata.deletionTimestamp !== undefined;
    const readiness = readinessOf(application, [record?.readyBefore, marks.get(ref.uid)]);
    const [monitors, door] = await Promise.all([
      monitorsOf(tenant.client, tenant.namespace, ref.name),
      tenant.doors.open(ref.name),
    ]);
    const inside = door === undefined ? undefined : await lookInside(door, ADDON_NAMESPACES);
    const { failure, ...rest } = readiness;
    const told = deleting
      ? hangingDeletion(application, failure, {
          monitors,
          machines:
            failure === undefined ? [] : await machinesLeft(tenant.client, tenant.namespace, ref.name),
        })
      : failure;
    const observed = observedCluster({
      wish: wishOf(application, ref, shape),
      uid: ref.uid,
      reached: reached.get(ref.uid) ?? record?.reached ?? NOTHING_REACHED,
      readiness: { ...rest, ...(told !== undefined && { failure: told }) },
      door,
      inside,
      monitors,
      catalogue,
      deleting,
      now: clock.now(),
    });
    reached.set(ref.uid, reachedOf(observed));
    return observed;
  }

  async function apply(desired: DesiredCluster): Promise<void> {
    const tenant = tenantOf(desired);
    if (removed.has(desired.uid)) return;
    checkWish(desired, shape);
    await writeWish(
      {
        applications: tenant.applications,
        shape,
        random,
        wait: (ms) => pause(clock, ms),
        reached: (uid) => reached.get(uid),
        changed: (uid, mark) => marks.set(uid, mark),
      },
      desired,
    );
  }

  async function remove(ref: ClusterRef): Promise<void> {
    const tenant = tenantOf(ref);
    removed.add(ref.uid);
    const application = await applicationOf(tenant, ref);
    if (application === undefined || application.metadata.deletionTimestamp !== undefined) return;
    await tenant.applications.remove(application);
  }

  async function doorOf(ref: ClusterRef) {
    const tenant = tenantOf(ref);
    const application = await applicationOf(tenant, ref);
    if (application === undefined) return undefined;
    const door = await tenant.doors.open(ref.name);
    return door !== undefined && (await door.client.isWell('/readyz')) ? door : undefined;
  }

  async function revoke(ref: ClusterRef, id: string): Promise<void> {
    endings.get(id)?.();
    endings.delete(id);
    const tenant = tenantOf(ref);
    // Without an application there is no cluster, and nothing that anybody could be let into.
    if ((await applicationOf(tenant, ref)) === undefined) return;
    const door = await tenant.doors.open(ref.name);
    if (door !== undefined) await revokeAccess(door, id);
  }

  return {
    async catalogue() {
      return catalogue;
    },
    capabilities: () => capabilitiesOf(shape),
    assign: (ref, wanted) =>
      inWords(async () => {
        const tenant = tenantOf(ref);
        const domain = await tenant.domain();
        return assign(ref, wanted, { domain, sites: catalogue.sites.map(({ id }) => id) });
      }),
    apply: (desired) => inTurn(keyOf(desired), () => inWords(() => apply(desired))),
    observe: (ref) => inWords(() => look(ref)),
    remove: (ref) => inTurn(keyOf(ref), () => inWords(() => remove(ref))),
    watch: (listener) => watching.add(listener),
    async close() {
      isClosed = true;
      watching.close();
      for (const end of endings.values()) end();
      endings.clear();
    },
    access: {
      issue: (ref, order) =>
        inWords(async () => {
          const door = await doorOf(ref);
          if (door === undefined) throw notReady(ref);
          const credential = await issueAccess(door, order, clock);
          // Tokens of Kubernetes live for ten minutes at least: what is to end sooner ends with its account.
          endings.set(
            order.id,
            clock.schedule(order.expiresAt, () => void revoke(ref, order.id).catch(() => undefined)),
          );
          return credential;
        }),
      async renew() {
        const sentence = 'A token of Kubernetes cannot be made to live longer: issue another kubeconfig.';
        throw new PlatformError('NotRenewable', sentence, { retryable: false });
      },
      revoke: (ref, id) => inWords(() => revoke(ref, id)),
    },
    list: (tenant) =>
      inWords(async () => {
        const found = tenants.get(tenant);
        if (found === undefined) return { clusters: [] };
        const applications = await tenantOf({ tenant }).applications.list();
        return { clusters: applications.map((application) => foundCluster(application, tenant, shape)) };
      }),
    events: (ref, after) =>
      inWords(async () => {
        const tenant = tenantOf(ref);
        const application = await applicationOf(tenant, ref);
        if (application === undefined) return { events: [], cursor: after ?? '0' };
        const { uid, creationTimestamp } = application.metadata;
        const groups = wishOf(application, ref, shape).nodeGroups.map(({ name }) => name);
        const since = Date.parse(creationTimestamp);
        return readEvents(
          tenant.client,
          { namespace: tenant.namespace, cluster: ref.name, uid, groups, since },
          after,
        );
      }),
  };
}
