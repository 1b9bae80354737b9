// A token that was refused is fetched again: once for an attempt, and once for all calls that are refused meanwhile.
import { expect, test } from 'vitest';
import { createClient } from '../client.ts';
import { AuthenticationError, ConfigurationError } from '../errors.ts';
import { fakeClient, problem } from '../testing/fakes.ts';

const get = { method: 'GET', path: '/tenant' };
const refused = { ...get, status: 401, json: problem(401, 'unauthenticated') };
const answered = { ...get, json: { id: 'demo' } };
const sent = (seen: readonly { readonly headers: Headers }[]) =>
  seen.map(({ headers }) => headers.get('Authorization'));

test('a refused token is fetched again, and the call goes through', async () => {
  const asked: boolean[] = [];
  const { client, seen } = fakeClient([refused, answered], {
    token: ({ isRefused }) => {
      asked.push(isRefused);
      return isRefused ? 'new' : 'old';
    },
  });
  await client.tenant();
  expect(sent(seen)).toEqual(['Bearer old', 'Bearer new']);
  expect(asked).toEqual([false, true]);
});

test('a second refusal is the answer', async () => {
  const { client, seen } = fakeClient([refused, refused], {
    token: ({ isRefused }) => (isRefused ? 'new' : 'old'),
  });
  await expect(client.tenant()).rejects.toThrow(AuthenticationError);
  expect(seen).toHaveLength(2);
});

test('the same token again is not sent again', async () => {
  const { client, seen } = fakeClient([refused], { token: () => 'same' });
  await expect(client.tenant()).rejects.toThrow(AuthenticationError);
  expect(seen).toHaveLength(1);
});

test('a token that is a text is not asked for', async () => {
  const { client, seen } = fakeClient([refused]);
  await expect(client.tenant()).rejects.toThrow(AuthenticationError);
  expect(seen).toHaveLength(1);
});

test('a renewal that fails says so', async () => {
  const { client } = fakeClient([refused], {
    token: ({ isRefused }) => {
      if (isRefused) throw new Error('the vault is sealed');
      return 'old';
    },
  });
  await expect(client.tenant()).rejects.toThrow(ConfigurationError);
});

test('a call that is refused after another one has renewed takes its token', async () => {
  let current = 'old';
  let renewals = 0;
  const waiting: (() => void)[] = [];
  const client = createClient({
    endpoint: 'https://api.test/v1',
    token: ({ isRefused }) => {
      if (isRefused) renewals += 1;
      if (isRefused) current = `new${renewals}`;
      return current;
    },
    fetch: async (request) => {
      if (request.headers.get('Authorization') !== 'Bearer old') return Response.json({ id: 'demo' });
      await new Promise<void>((resolve) => waiting.push(resolve));
      return Response.json(problem(401, 'unauthenticated'), { status: 401 });
    },
  });
  const [first, second] = [client.tenant(), client.tenant()];
  while (waiting.length < 2) await new Promise((resolve) => setImmediate(resolve));
  waiting[0]?.();
  await first;
  waiting[1]?.();
  await second;
  expect(renewals).toBe(1);
});

test('clients that came of one another renew once', async () => {
  let renewals = 0;
  const { client } = fakeClient([refused, refused, answered, answered], {
    token: async ({ isRefused }) => {
      if (!isRefused) return 'old';
      renewals += 1;
      return 'new';
    },
  });
  await Promise.all([client.tenant(), client.withOptions({ timeoutMs: 1000 }).tenant()]);
  expect(renewals).toBe(1);
});

test('a token of a renewal is renewed when it is refused in its turn', async () => {
  let renewals = 0;
  const { client, seen } = fakeClient([refused, answered, refused, answered], {
    token: ({ isRefused }) => {
      renewals += isRefused ? 1 : 0;
      return `new${renewals}`;
    },
  });
  await client.tenant();
  await client.tenant();
  expect(sent(seen)).toEqual(['Bearer new0', 'Bearer new1', 'Bearer new1', 'Bearer new2']);
});

test('many calls that are refused together renew once', async () => {
  let current = 'old';
  let renewals = 0;
  const client = createClient({
    endpoint: 'https://api.test/v1',
    token: async ({ isRefused }) => {
      if (!isRefused) return current;
      renewals += 1;
      await new Promise((resolve) => setImmediate(resolve));
      current = 'new';
      return current;
    },
    fetch: async (request) =>
      request.headers.get('Authorization') === 'Bearer new'
        ? Response.json({ id: 'demo' })
        : Response.json(problem(401, 'unauthenticated'), { status: 401 }),
  });
  await Promise.all(Array.from({ length: 20 }, () => client.tenant()));
  expect(renewals).toBe(1);
});
