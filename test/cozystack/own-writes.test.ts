// In direct mode the platform is asked for the list of clusters while others are written to. What it told before a write has
// nothing to do with somebody else, however late it is looked at.
import { createDirect } from '@hikube/direct';
import type { Cluster, Operation, OperationList } from '@hikube/sdk';
import { createVirtualClock, systemRandom } from '@hikube/service';
import { expect, test } from 'vitest';
import { startCozystack } from '../doubles/cozystack/index.ts';
import { appOf, PATH } from '../doubles/cozystack/testing.ts';

const isList = ({ method, url }: Request) => method === 'GET' && new URL(url).pathname === PATH;

test('a list that is older than an own write is no change of somebody else', async () => {
  const clock = createVirtualClock(Date.parse('2026-11-28T09:00:00Z'));
  const double = await startCozystack({ profile: '1.6.2', clock });
  const { namespace, kubeconfig, ask: kubectl } = double.tenant('acme');
  for (const name of ['one', 'two']) await kubectl('POST', PATH, appOf('1.6.2', name));
  await double.advance(300_000);

  const reach = double.connect(kubeconfig);
  let told: (() => void) | undefined;
  let looked: Promise<void> | undefined;
  const direct = createDirect({
    namespace,
    clock,
    random: systemRandom,
    reach: async () => ({
      server: double.url,
      async fetch(request) {
        const answer = await reach(request);
        if (!isList(request) || told === undefined || looked === undefined) return answer;
        const [tell, look] = [told, looked];
        told = undefined;
        tell();
        await look;
        return answer;
      },
    }),
    connect: (of) => double.connect(of),
  });
  const ask = async <Body>(method: string, path: string, body?: object): Promise<Body> => {
    const answer = await direct.fetch(`${direct.endpoint}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect(answer.ok, text).toBe(true);
    return JSON.parse(text) as Body;
  };
  await ask('GET', '/clusters/one');

  // While the change of one is on its way, that of the other begins with a list, which is older, and is looked at when the
  // first change has been answered.
  const isTold = new Promise<void>((resolve) => {
    told = resolve;
  });
  let look: () => void = () => undefined;
  looked = new Promise((resolve) => {
    look = resolve;
  });
  let other: Promise<unknown> | undefined;
  const waiting = told;
  told = undefined;
  double.faults.meanwhile(
    async () => {
      told = waiting;
      other = ask('PATCH', '/clusters/two', { displayName: 'The other' });
      await isTold;
    },
    { only: ({ method, url }) => method === 'PUT' && url.includes('/one') },
  );
  const { id } = await ask<Operation>('PATCH', '/clusters/one', { displayName: 'The one' });
  look();
  await other;

  expect((await ask<Operation>('GET', `/operations/${id}`)).status).not.toBe('superseded');
  expect((await ask<Cluster>('GET', '/clusters/one')).displayName).toBe('The one');
  const { items } = await ask<OperationList>('GET', '/operations?cluster=one');
  expect(items.filter(({ status }) => status === 'superseded')).toEqual([]);
  await direct.close();
  await double.close();
});
