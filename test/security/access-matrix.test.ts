// Every operation × objects of somebody else × every kind of token: what exists is answered, byte for byte, like what
// does not.
import type { Kubeconfig, NodeList, Operation, RetainedVolumeList, Token } from '@hikube/openapi/types';
import { revokeToken } from '@hikube/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAboutObject, isWrite, PATH_VALUES, type PathValues, PROD, samples } from '../contract/samples.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** The one has everything that the paths name, the other has nothing. */
let full: TestService;
let empty: TestService;
/** Names of things that exist in the tenant `demo` of the first service. */
let theirs: PathValues;

beforeAll(async () => {
  [full, empty] = await Promise.all([startTestService(), startTestService()]);
  const created = await full.api<Operation>('POST', '/clusters', { body: PROD });
  await full.finish(created.body);
  const { body: nodes } = await full.api<NodeList>('GET', '/clusters/prod/nodes');
  const upgrade = await full.api<Operation>('POST', '/clusters/prod/version-upgrades', {
    body: { targetVersion: '1.34', start: 'at', startAt: '2027-01-01T00:00:00Z' },
  });
  const access = await full.api<Kubeconfig>('POST', '/clusters/prod/kubeconfigs', { body: { role: 'view' } });
  const kept = { ...PROD, name: 'kept', deletion: { volumes: 'retain' }, addons: { nfs: {} } };
  await full.finish((await full.api<Operation>('POST', '/clusters', { body: kept })).body);
  await full.finish((await full.api<Operation>('DELETE', '/clusters/kept')).body);
  const volumes = await full.api<RetainedVolumeList>('GET', '/volumes');
  const token = await full.api<Token>('POST', '/tokens', { body: { scopes: ['read'] } });
  theirs = {
    ...PATH_VALUES,
    kubeconfig: access.body.id,
    node: nodes.items[0]!.name,
    versionUpgrade: upgrade.body.target.name,
    operation: upgrade.body.id,
    token: token.body.id,
    volume: volumes.body.items[0]!.uid,
  };
});
afterAll(() => Promise.all([full.dispose(), empty.dispose()]));

type Kind = (service: TestService) => Promise<{ readonly authorization?: string }>;

const bearer = async (token: Promise<string> | string) => ({ authorization: `Bearer ${await token}` });

/** Who asks. None of them is anybody of the tenant `demo` who may do what he asks for. */
const KINDS: Readonly<Record<string, Kind>> = {
  none: async () => ({}),
  'a malformed header': async () => ({ authorization: 'Bearer an-administrator-of-demo extra' }),
  'another scheme': async () => ({ authorization: 'Basic YW4tYWRtaW5pc3RyYXRvci1vZi1kZW1v' }),
  unknown: () => bearer('a-token-that-nobody-has'),
  expired: ({ token, clock }) => bearer(token({ tenant: 'demo', scopes: ['admin'], expiresAt: clock.now() })),
  revoked: async ({ token, store, clock }) => {
    const text = await token({ tenant: 'demo', scopes: ['admin'] });
    await revokeToken({ store, now: clock.now() }, text);
    return bearer(text);
  },
  'reads elsewhere': ({ token }) => bearer(token({ tenant: 'elsewhere', scopes: ['read'] })),
  'writes elsewhere': ({ token }) => bearer(token({ tenant: 'elsewhere', scopes: ['write'] })),
  'administers elsewhere': ({ token }) => bearer(token({ tenant: 'elsewhere', scopes: ['admin'] })),
  'only reads here': ({ token }) => bearer(token({ tenant: 'demo', scopes: ['read'] })),
};

/** Everything of an answer but the id of its request. */
function bytes(text: string, headers: Headers): string {
  const rest = [...headers].filter(([name]) => name !== 'x-request-id' && name !== 'date');
  return JSON.stringify(rest) + text.replaceAll(/req-[0-9a-z]+/g, 'req');
}

const tally = { asked: 0, refused: 0, missing: 0 };

test.each(samples().filter(isAboutObject))('$id', async ({ id }) => {
  const sample = samples(theirs).find((each) => each.id === id)!;
  for (const [kind, authorizationOf] of Object.entries(KINDS)) {
    // Who reads here may read: what he reads is his own.
    if (kind === 'only reads here' && sample.facts.scope === 'read') continue;
    const before = await full.store.sequence();
    const answers = await Promise.all(
      [full, empty].map(async (service) => {
        const headers = await authorizationOf(service);
        const {
          status,
          text,
          headers: told,
        } = await service.api.as(undefined)(sample.method, sample.path, {
          body: sample.body,
          headers,
        });
        return { status, bytes: bytes(text, told) };
      }),
    );
    expect({ kind, ...answers[0] }).toEqual({ kind, ...answers[1] });
    const { status } = answers[0]!;
    expect(kind.endsWith('elsewhere') ? [403, 404] : [401, 403]).toContain(status);
    if (kind === 'administers elsewhere') expect(status).toBe(404);
    // Issuing and revoking the token of the matrix itself is all that may have been written.
    if (
      !kind.includes('elsewhere') &&
      kind !== 'expired' &&
      kind !== 'revoked' &&
      kind !== 'only reads here'
    ) {
      expect(await full.store.sequence()).toBe(before);
    }
    tally.asked += 1;
    tally[status === 404 ? 'missing' : 'refused'] += 1;
  }
});

test('a foreign token changed nothing of what there is', async () => {
  expect((await full.api('GET', '/clusters/prod')).status).toBe(200);
  expect(
    (await full.api('GET', `/clusters/prod/version-upgrades/${theirs['versionUpgrade']}`)).body,
  ).toMatchObject({
    status: { phase: 'Scheduled' },
  });
  expect((await full.api('GET', `/clusters/prod/kubeconfigs/${theirs['kubeconfig']}`)).body).toMatchObject({
    revokedAt: null,
  });
  expect(samples().filter(isWrite).length).toBeGreaterThan(15);
  expect(tally.missing).toBeGreaterThan(50);
  console.log(
    `access: ${samples().filter(isAboutObject).length} operations × ${Object.keys(KINDS).length} kinds of token, ${tally.asked} pairs of answers: ${tally.refused} refused, ${tally.missing} as if missing, all equal byte for byte to those of a service that has nothing`,
  );
});
