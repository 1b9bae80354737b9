// A token of another server is not refused unseen: the host may know it.
import { expect, test } from 'vitest';
import { createKubernetesApi } from '../api.ts';

const ACCOUNTS = '/api/v1/namespaces/default/serviceaccounts/default';

async function tokenOf(api: { fetch: (request: Request) => Promise<Response> }): Promise<string> {
  const response = await api.fetch(
    new Request(`http://one${ACCOUNTS}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} }),
    }),
  );
  return ((await response.json()) as { status: { token: string } }).status.token;
}

test('the host is asked about it; about an own one it is not, however wrong', async () => {
  const one = createKubernetesApi({ audience: 'https://one' });
  await one.settled();
  const token = await tokenOf(one);
  const asked: string[] = [];
  const other = createKubernetesApi({
    audience: 'https://two',
    async authenticate(request) {
      asked.push(request.headers.get('authorization') ?? '');
      return { name: 'guest', groups: ['system:masters'] };
    },
  });
  const status = async (api: typeof one, bearer: string): Promise<number> =>
    (await api.fetch(new Request(`http://x${ACCOUNTS}`, { headers: { authorization: `Bearer ${bearer}` } })))
      .status;
  expect(await status(other, token)).toBe(200);
  expect(asked).toEqual([`Bearer ${token}`]);
  expect(await status(one, `${token}x`)).toBe(401);
  for (const api of [one, other]) api.stop();
});
