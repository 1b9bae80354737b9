// What a call by path sends, and what does not compile. The compiler is the judge of the marked lines.
import { expect, test } from 'vitest';
import { call, list, preview } from './calls.ts';
import type { Context } from './context.ts';
import { fakeClock } from './testing/fakes.ts';
import type { Exchange } from './transport/write.ts';

const sent: Exchange[] = [];
const context: Context = {
  dispatch: async (exchange, _options, read) => {
    sent.push(exchange);
    return read({ response: new Response(), text: '{"items":[],"nextCursor":null}' });
  },
  clock: fakeClock(),
  holdMs: 1000,
  manager: 'other',
};

test('a preview is the write at the twin of its path', async () => {
  sent.length = 0;
  const input = { path: { cluster: 'prod' }, body: { displayName: 'Production' } };
  await preview(context, 'PATCH', '/clusters/{cluster}', input, { ifMatch: '"a.1"' });
  expect(sent).toEqual([
    {
      method: 'PATCH',
      address: '/previews/clusters/{cluster}',
      path: { cluster: 'prod' },
      body: { displayName: 'Production' },
      headers: {
        'Content-Type': 'application/merge-patch+json',
        'If-Match': '"a.1"',
        'Hikube-Manager': 'other',
      },
    },
  ]);
});

test('a list asks for its pages beside what it is filtered by', async () => {
  sent.length = 0;
  await list(context, '/operations', { query: { cluster: 'prod' } }, { limit: 2, cursor: 'c' });
  expect(sent[0]?.query).toEqual({ limit: 2, cursor: 'c', cluster: 'prod' });
});

test('what the path does not take does not compile', async () => {
  // @ts-expect-error the name of the cluster is missing
  await call(context, 'GET', '/clusters/{cluster}', {}, {});
  // @ts-expect-error no list is patched
  await call(context, 'PATCH', '/clusters', { body: {} }, {});
  // @ts-expect-error a cluster has no such field
  const body = { path: { cluster: 'prod' }, body: { nodes: 3 } } satisfies Parameters<typeof patch>[0];
  // @ts-expect-error an answer is what the contract says
  const cluster: Promise<string> = patch(body);
  expect(await cluster).toBeDefined();
});

const patch = (input: { path: { cluster: string }; body: { displayName: string } }) =>
  call(context, 'PATCH', '/clusters/{cluster}', input, {});
