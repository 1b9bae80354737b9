// The guide for direct mode: its files are written as they stand there, and every command in it runs, against the double of a
// platform, over sockets and with the packed provider.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '@hikube/direct';
import { createClient } from '@hikube/sdk';
import { cliConfiguration } from '@hikube/terraform-provider/packaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installed, install } from '../cli/packed/installed.ts';
import { type Cozystack, createRunningClock, startCozystack } from '../doubles/cozystack/index.ts';
import { appOf, PATH } from '../doubles/cozystack/testing.ts';
import { cleanEnvironment } from '../support/clean-environment.ts';
import { codeBlocks } from '../support/code-blocks.ts';
import { isForFullRun } from '../support/left-out.ts';
import { run } from '../support/program.ts';
import { providerMirror } from '../support/provider-mirror.ts';

const leftOut = isForFullRun('The guide for direct mode');
const guide = await readFile(fileURLToPath(new URL('../../docs/guides/direct.md', import.meta.url)), 'utf8');
const commands = codeBlocks(guide, 'sh');
const [, file = '', hcl = ''] = /^```hcl (\S+)\n(.*?)^```/ms.exec(guide) ?? [];

let platform: Cozystack;
let folder: string;
let command: Installed;

beforeAll(async () => {
  if (leftOut) return;
  platform = await startCozystack({ profile: '1.6.2', sockets: true, clock: createRunningClock(120) });
  for (const name of ['shop', 'lab']) await platform.tenant('acme').ask('POST', PATH, appOf('1.6.2', name));
  folder = await mkdtemp(join(tmpdir(), 'hikube-direct-'));
  await writeFile(join(folder, 'tenant.yaml'), platform.kubeconfig);
  await writeFile(join(folder, file), hcl);
  command = await install();
  await writeFile(join(folder, 'terraform.rc'), cliConfiguration(await providerMirror('whole', folder)));
});
afterAll(async () => {
  if (leftOut) return;
  await platform.close();
  await command.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function typed(line: string): Promise<string> {
  const env = {
    ...cleanEnvironment(),
    HOME: folder,
    PATH: `${dirname(command.command)}:${process.env['PATH'] ?? ''}`,
    TF_CLI_CONFIG_FILE: join(folder, 'terraform.rc'),
    CHECKPOINT_DISABLE: '1',
    NO_COLOR: '1',
  };
  const { stdout } = await run('bash', ['-euc', line], { env, cwd: folder });
  return stdout;
}

test.skipIf(leftOut)(
  'its commands take two clusters into a state, and change nothing on the platform',
  async () => {
    expect(commands).toHaveLength(7);
    const written = async () => (await platform.tenant('acme').ask('GET', `${PATH}/shop`)).body['spec'];
    const before = await written();
    const answers: string[] = [];
    for (const line of commands) answers.push(await typed(line));
    expect(answers[2]).toContain('2 imported, 0 added, 0 changed, 0 destroyed');
    expect(answers[3]).toContain('No changes');
    expect(answers[4]).toMatch(/lab .*1\.34[\s\S]*shop .*1\.34/);
    expect(answers[6]).toContain('shop');
    expect(await written()).toEqual(before);
  },
);

test.skipIf(leftOut)('its program lists them', async () => {
  const names = { context: 'tenant-acme', namespace: 'tenant-acme' };
  const direct = connect({ kubeconfig: join(folder, 'tenant.yaml'), ...names });
  const hikube = createClient({ endpoint: direct.endpoint, fetch: direct.fetch, token: 'direct' });
  const found: string[] = [];
  for await (const { name, version } of hikube.clusters.list()) found.push(`${name} ${version}`);
  await direct.close();
  expect(found).toEqual(['lab 1.34', 'shop 1.34']);
});
