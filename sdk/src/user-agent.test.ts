import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { fakeClient } from './testing/fakes.ts';
import { agentHeaders, sdkAgent, VERSION } from './user-agent.ts';

test('the version is that of the package', async () => {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  expect(VERSION).toBe(version);
});

test.each([
  [{ process: { versions: { node: '24.21.0' } }, navigator: { userAgent: 'Node.js/24' } }, ' (node/24)'],
  [{ process: { versions: { node: '20.19.0' } } }, ' (node/20)'],
  [{ process: { versions: { node: '24.3.0', bun: '1.3.1' } } }, ' (bun/1)'],
  [{ process: { versions: { node: '24.3.0', deno: '2.5.0' } } }, ' (deno/2)'],
  [{ navigator: { userAgent: 'Cloudflare-Workers' } }, ' (cloudflare-workers)'],
  [{}, ''],
])('in %j', (runtime, told) => {
  expect(sdkAgent(runtime)).toBe(`hikube-sdk/${VERSION}${told}`);
});

test.each([undefined, 'my-tool/1.2'])('a browser says its own, and nothing for %s', (own) => {
  const page = { navigator: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' } };
  expect(sdkAgent(page)).toBeUndefined();
  expect(agentHeaders(own, page)).toEqual({});
});

test.each([
  [{}, /^hikube-sdk\/\S+ \(node\/\d+\)$/],
  [{ userAgent: 'my-tool/1.2\n' }, /^my-tool\/1\.2 hikube-sdk\/\S+ \(node\/\d+\)$/],
  [{ userAgent: 'my-tool/1.2' }, /^my-tool\/1\.2 hikube-sdk\/\S+ \(node\/\d+\)$/],
])('is sent with %j', async (options, agent) => {
  const { client, seen } = fakeClient([{ method: 'GET', path: '/tenant' }], options);
  await client.tenant();
  expect(seen[0]?.headers.get('User-Agent')).toMatch(agent);
});
