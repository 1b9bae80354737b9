// What can go wrong on the way to the platform, each as a client sees it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cozystack, type Failure, startCozystack } from './index.ts';
import { appOf, PATH, type Refused } from './testing.ts';

let platform: Cozystack;
beforeEach(async () => {
  platform = await startCozystack({ profile: '1.6.2' });
});
afterEach(() => platform.close());

const acme = () => platform.tenant('acme');

test.each([401, 403, 409, 410, 429, 500, 503, 504] satisfies Failure[])(
  'the second call is %i',
  async (code) => {
    platform.faults.strike({ call: 2, with: code });
    expect((await acme().ask('GET', PATH)).status).toBe(200);
    const struck = await acme().ask<Refused & { code: number }>('POST', PATH, appOf('1.6.2', 'one'));
    expect([struck.status, struck.body.code]).toEqual([code, code]);
    expect((await acme().ask('GET', `${PATH}/one`)).status).toBe(404);
  },
);

test.each(['reset', 'cut'] satisfies Failure[])('an answer is lost by a %s of what was done', async (how) => {
  platform.faults.strike({ with: how, done: true });
  await expect(acme().ask('POST', PATH, appOf('1.6.2', 'one'))).rejects.toThrow();
  expect((await acme().ask('GET', `${PATH}/one`)).status).toBe(200);
});

test('a call that hangs ends when its caller gives up', async () => {
  platform.faults.strike({ with: 'timeout' });
  const fetch = platform.connect(platform.kubeconfig);
  const gone = new AbortController();
  const hanging = fetch(new Request(`https://any${PATH}`, { signal: gone.signal }));
  gone.abort(new Error('given up'));
  await expect(hanging).rejects.toThrow('given up');
});

test('only calls that are meant are struck, as often as is said', async () => {
  platform.faults.strike({ with: 500, times: 2, only: ({ method }) => method === 'PUT' });
  await acme().ask('POST', PATH, appOf('1.6.2', 'one'));
  const put = async () => (await acme().ask('PUT', `${PATH}/one`, appOf('1.6.2', 'one'))).status;
  expect([await put(), await put(), await put()]).toEqual([500, 500, 200]);
});

test('the API is away, and comes back', async () => {
  platform.faults.away();
  await expect(acme().ask('GET', PATH)).rejects.toThrow('fetch failed');
  platform.faults.away(false);
  expect((await acme().ask('GET', PATH)).status).toBe(200);
});

test('the server behind the aggregation layer is away, or not there at all', async () => {
  const text = async (path: string): Promise<[number, string]> => {
    const answer = await platform.connect(platform.kubeconfig)(new Request(`https://any${path}`));
    return [answer.status, await answer.text()];
  };
  platform.presence('away');
  expect(await text(`${PATH}/one`)).toEqual([503, 'service unavailable\n']);
  platform.presence('missing');
  expect(await text(`${PATH}/one`)).toEqual([404, '404 page not found\n']);
  expect((await text('/apis'))[1]).not.toContain('apps.cozystack.io');
  platform.presence('here');
  expect((await text('/apis'))[1]).toContain('apps.cozystack.io');
});

test('a credential that is not good any more', async () => {
  platform.faults.expire(acme().token);
  const { status, body } = await acme().ask<Refused>('GET', PATH);
  expect([status, body.reason]).toEqual([401, 'Unauthorized']);
});

test('somebody is faster', async () => {
  await acme().ask('POST', PATH, appOf('1.6.2', 'one'));
  platform.faults.meanwhile(
    async () =>
      void (await platform.admin(
        'PUT',
        `${PATH}/one`,
        appOf('1.6.2', 'one', { host: 'theirs.example.com' }),
      )),
    { only: ({ method }) => method === 'PUT' },
  );
  const { body } = await acme().ask<{ spec: { host: string } }>('PUT', `${PATH}/one`, appOf('1.6.2', 'one'));
  expect(body.spec.host).toBe('');
  expect(platform.faults.calls.at(-1)).toBe(`PUT ${PATH}/one`);
});
