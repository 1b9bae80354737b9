import { expect, test } from 'vitest';
import { chain } from './chain.ts';
import { type Deprecation, deprecation } from './deprecation.ts';

const OLD = { Deprecation: '@1801440000', Sunset: 'Tue, 01 Feb 2028 23:59:59 GMT' };

/** Sends these requests to a server that answers with these headers. */
async function told(
  answers: readonly (readonly [request: string, headers: Record<string, string>])[],
  listen?: (deprecation: Deprecation) => void,
): Promise<Deprecation[]> {
  const heard: Deprecation[] = [];
  const rest = [...answers];
  const send = chain(
    async () => ({ response: new Response('{}', { headers: rest.shift()![1] }), text: '{}' }),
    [
      deprecation((each) => {
        heard.push(each);
        return listen?.(each);
      }),
    ],
  );
  for (const [request] of answers) {
    const [method = '', path] = request.split(' ');
    const address = path?.replace(/(?<=clusters\/)\w+/, '{cluster}') ?? '';
    const limits = { attempt: 1, maxRetries: 0, timeoutMs: 1000, deadlineMs: 1000 };
    await send({ method, address, url: `https://api.example.com${path}`, headers: {}, ...limits }, undefined);
  }
  return heard;
}

test('tells once what goes, since when and until when', async () => {
  expect(
    await told([
      ['GET /v1/clusters/a', OLD],
      ['GET /v1/clusters/b', OLD],
      ['GET /v1/clusters/a', {}],
    ]),
  ).toEqual([
    {
      request: 'GET /v1/clusters/a',
      since: new Date('2027-02-01T00:00:00Z'),
      sunset: new Date('2028-02-01T23:59:59Z'),
    },
  ]);
});

test('tells another announcement, and one without an end', async () => {
  const heard = await told([
    ['GET /v1/tenant', OLD],
    ['POST /v1/tokens', OLD],
    ['GET /v1/tenant', { Deprecation: '@1832976000' }],
  ]);
  expect(heard.map(({ request, sunset }) => [request, sunset?.getUTCFullYear()])).toEqual([
    ['GET /v1/tenant', 2028],
    ['POST /v1/tokens', 2028],
    ['GET /v1/tenant', undefined],
  ]);
});

test('tells of each call that goes, and once for all objects of a kind', async () => {
  const heard = await told([
    ['GET /v1/clusters/a', OLD],
    ['GET /v1/tenant', OLD],
    ['GET /v1/clusters/b', OLD],
  ]);
  expect(heard.map(({ request }) => request)).toEqual(['GET /v1/clusters/a', 'GET /v1/tenant']);
});

test.each(['true', '', 'yes', '@', '@9999999999999'])('does not believe %j', async (value) => {
  expect(await told([['GET /v1/tenant', { Deprecation: value }]])).toEqual([]);
});

test.each([
  () => {
    throw new Error('no');
  },
  async () => {
    throw new Error('later');
  },
])('fails no call, and ends nothing, because of who listens: %s', async (listen) => {
  expect(await told([['GET /v1/tenant', OLD]], listen)).toHaveLength(1);
  await new Promise((resolve) => setImmediate(resolve));
});
