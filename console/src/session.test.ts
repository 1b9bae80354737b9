import tenantExample from '@hikube/openapi/examples/getTenant.json' with { type: 'json' };
import type { Tenant } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { Session } from './session.ts';

const ACME = tenantExample.acme.response as unknown as Tenant;
const OTHER: Tenant = { ...ACME, id: 'other', displayName: 'Other' };

/** An API that knows these tokens, and remembers with which it was asked. */
function api(tenants: Record<string, Tenant>) {
  const asked: string[] = [];
  const fetch = async (request: Request) => {
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
    asked.push(token);
    const tenant = tenants[token];
    const problem = {
      status: 401,
      code: 'unauthenticated',
      detail: 'The token is not valid.',
      requestId: 'r',
    };
    return tenant === undefined
      ? Response.json(problem, { status: 401, headers: { 'content-type': 'application/problem+json' } })
      : Response.json(tenant);
  };
  const clock = { now: () => 0, sleep: () => Promise.resolve() };
  return { tenants, asked, session: new Session({ endpoint: 'http://api.test/v1', fetch, clock }) };
}

const inside = ({ state }: Session) => {
  if (state.kind === 'out') throw new Error('nobody is signed in');
  return state;
};

test('a token that is refused leaves everything as it was', async () => {
  const { session } = api({});
  await expect(session.signIn('wrong')).rejects.toThrow('The token is not valid.');
  expect(session.state).toEqual({ kind: 'out' });
});

test('a token that ends is noticed by the first call, and a new one of the same tenant goes on with the same client', async () => {
  const { session, tenants } = api({ first: ACME, second: ACME });
  await session.signIn('first');
  const { client } = inside(session);
  delete tenants['first'];
  await expect(client.tenant()).rejects.toThrow();
  expect(session.state.kind).toBe('refused');
  await session.signIn('second');
  expect(inside(session)).toMatchObject({ kind: 'in', client });
  expect((await client.tenant()).id).toBe('acme');
});

test('the token of another tenant gets a client of its own, and what the first one still asks goes without it', async () => {
  const { session, asked } = api({ mine: ACME, theirs: OTHER });
  await session.signIn('mine');
  const first = inside(session).client;
  await session.signIn('theirs');
  expect(inside(session).client).not.toBe(first);
  asked.length = 0;
  await expect(first.tenant()).rejects.toThrow();
  expect(asked).not.toContain('theirs');
  expect(session.state.kind).toBe('in');
});

test('signing out forgets the token', async () => {
  const { session, asked } = api({ mine: ACME });
  await session.signIn('mine');
  const { client } = inside(session);
  session.signOut();
  asked.length = 0;
  await expect(client.tenant()).rejects.toThrow();
  expect([session.state.kind, asked.includes('mine')]).toEqual(['out', false]);
});
