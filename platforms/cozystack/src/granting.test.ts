// A credential that was not taken away is never said to be.
import { type ClusterRef, createVirtualClock } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import type { Door } from './clusters/door.ts';
import { createGranting } from './granting.ts';
import { createClient, type Fetch } from './kubernetes/client.ts';
import { KubeconfigError } from './kubernetes/kubeconfig.ts';
import type { Tenant } from './tenants.ts';

const REF: ClusterRef = { tenant: 'acme', name: 'prod', uid: 'u' };
const clock = createVirtualClock(0);
/** As Kubernetes answers a deletion. */
const DONE = { kind: 'Status', status: 'Success' };

/** @param there whether there is an application, and whether there is a way into its cluster */
function grantingWith(there: { readonly application: boolean; readonly door: boolean }) {
  const deleted: string[] = [];
  const fetch = async ({ method, url }: Request): Promise<Response> => {
    deleted.push(`${method} ${new URL(url).pathname.split('/').at(-1)}`);
    return Response.json(DONE);
  };
  const door: Door = { client: createClient({ fetch, clock }), server: 's', certificateAuthority: 'PEM' };
  const tenant: Pick<Tenant, 'applicationOf' | 'doors'> = {
    applicationOf: async () => (there.application ? ({} as never) : undefined),
    doors: { open: async () => (there.door ? door : undefined), another: async () => undefined },
  };
  return { ...createGranting(() => tenant as Tenant, clock), deleted };
}

test('revoking takes the account and its rights away', async () => {
  const { revoke, deleted } = grantingWith({ application: true, door: true });
  await revoke(REF, 'kc_1');
  expect(deleted).toEqual(['DELETE hikube-kc-1', 'DELETE hikube:access:kc-1']);
});

test('it fails as long as there is no way into the cluster', async () => {
  const { revoke } = grantingWith({ application: true, door: false });
  await expect(revoke(REF, 'kc_1')).rejects.toMatchObject({ reason: 'NotReady', retryable: true });
});

test('there is nothing to revoke when the cluster is gone', async () => {
  const { revoke, deleted } = grantingWith({ application: false, door: false });
  await revoke(REF, 'kc_1');
  expect(deleted).toEqual([]);
});

test('after a change of the authority of a cluster, a credential is revoked by the first who asks', async () => {
  const deleted: string[] = [];
  const doorWith = (fetch: Fetch, certificateAuthority: string): Door => ({
    client: createClient({ fetch, clock }),
    server: 's',
    certificateAuthority,
  });
  // As the certificate of a server that a kubeconfig does not trust; it is not tried again.
  const old = doorWith(async () => {
    throw new KubeconfigError('It is not of the authority that the kubeconfig trusts.');
  }, 'old');
  const renewed = doorWith(async ({ url }) => {
    deleted.push(url);
    return Response.json(DONE);
  }, 'new');
  const tenant: Pick<Tenant, 'applicationOf' | 'doors'> = {
    applicationOf: async () => ({}) as never,
    doors: { open: async () => old, another: async (_, than) => (than === old ? renewed : undefined) },
  };
  await createGranting(() => tenant as Tenant, clock).revoke(REF, 'kc_1');
  expect(deleted).toHaveLength(2);
});
