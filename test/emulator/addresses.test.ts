// What the emulator prints connects as it is printed, by IPv4 and by IPv6, from the Node of the project and from that of the
// machine, which may be older and look names up in another order.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import process from 'node:process';
import { createEmulator } from '@hikube/emulator';
import { listen } from '@hikube/emulator/node';
import { expect, test } from 'vitest';
import { isNotFor } from '../support/left-out.ts';
import { run } from '../support/program.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);
const noIpv6 = isNotFor('IPv6', hasIpv6 ? undefined : 'the machine has no address ::1');

const env = { ...process.env, NODE_OPTIONS: '', PATH: '/usr/local/bin:/usr/bin:/bin' };
const { stdout: version = '' } = spawnSync('node', ['--version'], { env, encoding: 'utf8' });
const noOther = isNotFor('The Node of the machine', version ? undefined : 'it has none of its own');
const NODES = noOther ? [process.execPath] : [process.execPath, 'node'];

test.each([
  ['127.0.0.1', '127.0.0.1', false],
  ['::1', '[::1]', noIpv6],
])('on %s', async (host, written, isLeftOut) => {
  if (isLeftOut) return;
  await using emulator = await createEmulator();
  await using listening = await listen(emulator, { host });
  expect(listening.endpoint).toBe(`http://${written}:${listening.port}/v1`);
  const program = `fetch(${JSON.stringify(`${listening.endpoint}/tenant`)}, { headers: { Authorization: 'Bearer ${emulator.token}' } })
    .then(async (answer) => console.log((await answer.json()).id))`;
  for (const node of NODES)
    for (const order of ['ipv4first', 'verbatim']) {
      const { stdout } = await run(node, [`--dns-result-order=${order}`, '-e', program], { env });
      expect(stdout).toBe('demo\n');
    }
  const other = connect(listening.port, host === '::1' ? '127.0.0.1' : '127.0.0.2');
  await expect(once(other, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
