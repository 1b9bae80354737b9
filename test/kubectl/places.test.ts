// What a tenant holds open is counted once, whichever API it is held at.
import { Places } from '@hikube/service/limits';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KubectlBench, startBench, withoutKubectl } from './bench.ts';

const leftOut = withoutKubectl();
const held = new Places({ perToken: 2, perTenant: 2 });
let bench: KubectlBench;
beforeAll(async () => {
  bench = await startBench({ held });
});
afterAll(() => bench.dispose());

test.skipIf(leftOut)('watches of kubectl and streams of the service share their places', async () => {
  await bench.createCluster({ name: 'prod', topology: 'development' });
  const access = await bench.issue('prod', 'view');
  const watch = () => bench.ask(access, '/api/v1/pods?watch=1');
  const stream = () => bench.api('GET', '/clusters/prod/events', undefined, { Accept: 'text/event-stream' });
  const watching = bench.kubectl(access, 'get', 'pods', '-A', '-w', '--request-timeout=4s', '-o', 'name');
  await expect.poll(() => held.taken).toBe(1);
  const streaming = await stream();
  expect([streaming.status, held.taken]).toEqual([200, 2]);
  const refused = await watch();
  expect([refused.status, await refused.text()]).toEqual([
    429,
    expect.stringContaining('this tenant holds 2 watches and streams open, and may hold 2; close one'),
  ]);
  expect((await stream()).status).toBe(429);
  await streaming.body?.cancel();
  await expect.poll(() => held.taken).toBe(1);
  await watching;
  await expect.poll(() => held.taken).toBe(0);
});
