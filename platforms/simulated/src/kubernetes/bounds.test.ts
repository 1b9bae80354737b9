// Bounds of the Kubernetes API: requests, wrong tokens, watches, and what a watch keeps for a reader that does not read.
import { describe, expect, test } from 'vitest';
import { serveCluster } from '../testing/served-cluster.ts';

const NODES = '/api/v1/nodes';
const WATCH = `${NODES}?watch=true&timeoutSeconds=3600`;

async function refusal(answer: Response): Promise<string> {
  const status = (await answer.json()) as { reason: string; message: string };
  expect([answer.status, status.reason]).toEqual([429, 'TooManyRequests']);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  return status.message;
}

describe('requests', () => {
  const rateLimit = { burst: 3, perSecond: 1 };

  test('of one kubeconfig are bounded, and those of another go on', async () => {
    const cluster = await serveCluster({ rateLimit });
    const [one, other] = [await cluster.token('view'), await cluster.token('view')];
    for (let index = 0; index < 3; index += 1) expect((await cluster.ask(one, NODES)).status).toBe(200);
    expect(await refusal(await cluster.ask(one, NODES))).toMatch(/this kubeconfig sends more than it may/);
    expect((await cluster.ask(other, NODES)).status).toBe(200);
    await cluster.clock.advance(1_000);
    expect((await cluster.ask(one, NODES)).status).toBe(200);
  });

  test('without a token are bounded by address', async () => {
    const cluster = await serveCluster({ rateLimit });
    const ask = (address: string) => cluster.ask(undefined, '/version', { address });
    for (let index = 0; index < 3; index += 1) expect((await ask('192.0.2.1')).status).toBe(200);
    expect(await refusal(await ask('192.0.2.1'))).toMatch(/without a token/);
    expect((await ask('192.0.2.2')).status).toBe(200);
  });
});

test('2,000 wrong tokens: 20 are looked at, whoever was right before goes on, nobody new gets in', async () => {
  const cluster = await serveCluster({ rateLimit: 'off' });
  const address = '192.0.2.1';
  const [known, fresh] = [await cluster.token('view'), await cluster.token('view')];
  expect((await cluster.ask(known, NODES, { address })).status).toBe(200);
  const counts = new Map<number, number>();
  for (let index = 0; index < 2_000; index += 1) {
    const token = `hkc_${String(index).padStart(60, 'f')}`;
    const { status } = await cluster.ask(token, NODES, { address });
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  expect(Object.fromEntries(counts)).toEqual({ 401: 20, 429: 1_980 });
  expect((await cluster.ask(known, NODES, { address })).status).toBe(200);
  expect(await refusal(await cluster.ask(fresh, NODES, { address }))).toMatch(/wrong tokens/);
  expect((await cluster.ask(fresh, NODES, { address: '192.0.2.2' })).status).toBe(200);
});

test('wrong tokens at the same moment are no more', async () => {
  const cluster = await serveCluster({ rateLimit: 'off' });
  const guess = (index: number) => `hkc_${String(index).padStart(60, 'f')}`;
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => cluster.ask(guess(index), NODES, { address: '192.0.2.1' })),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(20);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(80);
});

describe('watches', () => {
  test('of a kubeconfig and of a tenant are bounded, and give their places back', async () => {
    const cluster = await serveCluster({ heldLimit: { perToken: 2, perTenant: 3 } });
    const [one, other] = [await cluster.token('view'), await cluster.token('view')];
    const first = await cluster.ask(one, WATCH);
    await cluster.ask(one, WATCH);
    expect(await refusal(await cluster.ask(one, WATCH))).toMatch(/this kubeconfig holds 2 watches/);
    await cluster.ask(other, WATCH);
    expect(await refusal(await cluster.ask(other, WATCH))).toMatch(/this tenant holds 3 watches and streams/);
    expect((await cluster.ask(one, NODES)).status).toBe(200);
    await first.body?.cancel();
    expect((await cluster.ask(other, WATCH)).status).toBe(200);
  });

  test('that are refused or over take no place', async () => {
    const cluster = await serveCluster({ heldLimit: { perToken: 1, perTenant: 1 } });
    const view = await cluster.token('view');
    for (let index = 0; index < 3; index += 1) {
      expect((await cluster.ask(view, `${WATCH}&limit=x`)).status).toBe(400);
      expect((await cluster.ask(view, `${WATCH}&fieldSelector=nothing=1`)).status).toBe(400);
    }
    const watch = await cluster.ask(view, `${NODES}?watch=true&timeoutSeconds=1`);
    const all = watch.text();
    await cluster.clock.advance(1_000);
    await all;
    expect((await cluster.ask(view, WATCH)).status).toBe(200);
  });

  const names = (from: number) => Array.from({ length: 100 }, (_, index) => `web-${from + index}`);

  test('are ended rather than kept for a reader that does not read, however much changes', async () => {
    const cluster = await serveCluster();
    await cluster.setNodes(names(0));
    const watch = await cluster.ask(await cluster.token('view'), WATCH);
    for (let round = 1; round <= 20; round += 1) {
      await cluster.setNodes(names(round * 100));
      await cluster.clock.advance(2_000);
    }
    const text = await watch.text();
    const events = text.trim() === '' ? [] : text.trim().split('\n');
    // The reader comes back with the last version that it has seen, and is told what is there then.
    expect(events.length).toBeLessThan(1_200);
    console.log(
      `watches: 2,100 nodes came and 2,000 went behind a reader that slept; it was ended after ${events.length} events`,
    );
  });

  test.each(['revoked', 'expired'])(
    'whose reader does not read give back their place when access is %s',
    async (how) => {
      const cluster = await serveCluster({ heldLimit: { perToken: 10, perTenant: 1 } });
      await cluster.setNodes(names(0));
      await cluster.ask(await cluster.token('view'), WATCH);
      const other = await cluster.token('admin');
      await refusal(await cluster.ask(other, WATCH));
      if (how === 'revoked') {
        await cluster.revoke('kc-1');
      }
      await cluster.clock.advance(how === 'revoked' ? 2_000 : 3_599_000);
      const asked = how === 'revoked' ? other : await cluster.token('view');
      if (how === 'expired') await cluster.clock.advance(2_000);
      await expect.poll(async () => (await cluster.ask(asked, WATCH)).status).toBe(200);
    },
  );
});
