// When nodes are replaced is said beside the change, and not in it.
import { expect, test } from 'vitest';
import type { Context } from '../context.ts';
import { fakeClock, operation } from '../testing/fakes.ts';
import type { Exchange } from '../transport/write.ts';
import { Clusters } from './clusters.ts';
import { NodeGroups } from './node-groups.ts';

const sent: Exchange[] = [];
const context: Context = {
  dispatch: async (exchange, _options, read) => {
    sent.push(exchange);
    return read({ response: new Response(), text: JSON.stringify(operation({ waitsFor: 'window' })) });
  },
  clock: fakeClock(),
  holdMs: 1000,
  manager: undefined,
};
const [clusters, nodeGroups] = [new Clusters(context), new NodeGroups(context)];
const window = { applyIn: 'window' } as const;
const patch = { diskSize: '40Gi' };

test('applyIn is a query of a change and of its preview', async () => {
  sent.length = 0;
  await clusters.update('prod', { nodeGroups: { web: patch } }, window).accepted;
  await clusters.previewUpdate('prod', { nodeGroups: { web: patch } }, window);
  await nodeGroups.update('prod', 'web', patch, window).accepted;
  await nodeGroups.previewUpdate('prod', 'web', patch, window);
  expect(sent.map(({ query }) => query)).toEqual([window, window, window, window]);
  expect(sent[2]?.body).toEqual(patch);
});

test('without it none is sent', async () => {
  sent.length = 0;
  await nodeGroups.update('prod', 'web', patch).accepted;
  expect(sent.map(({ query }) => query ?? {})).toEqual([{}]);
});
