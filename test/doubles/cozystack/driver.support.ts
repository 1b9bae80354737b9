// The driver against the double, in this process and on one clock.
import {
  createCozystackPlatform,
  type Fetch,
  fetchShape,
  type TenantAccess,
} from '@hikube/platform-cozystack';
import type { DesiredCluster, Platform } from '@hikube/service/platform';
import { createVirtualClock, type VirtualClock } from '@hikube/service/platform';
import type { PlatformUnderTest } from '@hikube/service/platform/suite';
import { settle } from '../../support/manual-clock.ts';
import { Faults } from './faults/faults.ts';
import { type Cozystack, type Release, startCozystack } from './index.ts';
import { PATH } from './testing.ts';

const START = Date.parse('2026-11-28T09:00:00Z');
// Everything that the double does takes longer, but for noticing that there is something to do.
const TICK_MS = 5_000;
const PATIENCE_MS = 120_000;

export interface Driven extends PlatformUnderTest {
  readonly double: Cozystack;
  readonly clock: VirtualClock;
  /** On the way to the API servers of clusters. */
  readonly inside: Faults;
}

/** How a tenant of the platform is reached. */
export type Reach = (double: Cozystack, tenant: string) => Promise<Fetch>;

const asServiceAccount: Reach = async (double, tenant) => double.connect(double.tenant(tenant).kubeconfig);

/**
 * @param names under which the service knows the tenants `acme` and `other` of the platform
 * @param reach by default as the service account that the platform makes for each tenant
 */
export async function driveCozystack(
  profile: Release,
  names = ['acme', 'other'],
  reach: Reach = asServiceAccount,
): Promise<Driven> {
  const clock = createVirtualClock(START);
  const double = await startCozystack({ profile, clock, tenants: ['acme', 'other'] });
  const calls = { open: 0 };
  const tenants = new Map<string, TenantAccess>();
  for (const [index, name] of names.entries()) {
    const tenant = ['acme', 'other'][index]!;
    const { namespace } = double.tenant(tenant);
    const fetch = counted(await reach(double, tenant), calls);
    const shape = await fetchShape(fetch, clock);
    tenants.set(name, { namespace, reach: async () => ({ fetch, shape }) });
  }
  const inside = new Faults();
  const connect = (kubeconfig: string) => counted(inside.around(double.connect(kubeconfig)), calls);
  const driver = createCozystackPlatform({ clock, tenants, connect });
  let closed = false;
  const platform: Platform = {
    ...driver,
    async close() {
      await driver.close();
      if (!closed) await double.close();
      closed = true;
    },
  };
  return {
    double,
    clock,
    inside,
    platform,
    tick: () => (closed ? Promise.resolve() : double.advance(TICK_MS)),
    patience: 400,
    now: () => clock.now(),
    async pass(ms) {
      await double.advance(ms);
      // What the driver does by itself at that moment, such as ending access, takes some calls.
      await settle();
      const begun = performance.now();
      while (calls.open > 0) {
        // A call that waits for the clock never ends here, and would hold up everything without a word.
        if (performance.now() - begun > PATIENCE_MS)
          throw new Error(`${calls.open} calls got no answer without time passing.`);
        await settle();
      }
    },
    roleOf: ({ name }, credential) => roleAt(double, name, credential),
    makeByHand: (wish) => makeByHand(double, profile, wish),
  };
}

/** Counts calls that have no answer yet, and for a moment those that have one: the next may follow from it. */
function counted(fetch: Fetch, calls: { open: number }): Fetch {
  return async (request) => {
    calls.open += 1;
    try {
      return await fetch(request);
    } finally {
      void settle().then(() => {
        calls.open -= 1;
      });
    }
  };
}

/** What somebody with a token may do, asked of the API server of the cluster itself. */
async function roleAt(
  double: Cozystack,
  _name: string,
  { server, token }: { readonly server: string; readonly token: string },
): Promise<string | undefined> {
  const may = async (verb: string, resource: string, group = ''): Promise<boolean | undefined> => {
    const spec = { resourceAttributes: { verb, resource, group, namespace: 'default' } };
    const request = new Request(`${server}/apis/authorization.k8s.io/v1/selfsubjectaccessreviews`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec }),
    });
    const answer = await double.fetch(request).catch(() => undefined);
    if (answer?.status !== 201) return undefined;
    return ((await answer.json()) as { status: { allowed: boolean } }).status.allowed;
  };
  const sees = await may('get', 'pods');
  if (sees !== true) return undefined;
  if (await may('*', '*', '*')) return 'admin';
  return (await may('create', 'pods')) ? 'edit' : 'view';
}

/** As somebody does with kubectl. */
async function makeByHand(double: Cozystack, profile: Release, wish: DesiredCluster): Promise<void> {
  const older = profile === '1.1.2';
  const nodeGroups = Object.fromEntries(
    wish.nodeGroups.map(({ name, minReplicas, maxReplicas, instanceType, diskSize }) => [
      name,
      {
        minReplicas,
        maxReplicas,
        instanceType,
        ...(older ? { ephemeralStorage: diskSize, resources: {} } : { diskSize }),
      },
    ]),
  );
  const body = {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'Kubernetes',
    metadata: { name: wish.name },
    spec: { version: `v${wish.version}`, nodeGroups },
  };
  const { status } = await double.tenant(wish.tenant).ask('POST', PATH.replace('acme', wish.tenant), body);
  if (status !== 201) throw new Error(`the platform answered ${status}`);
}
