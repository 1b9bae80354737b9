// What Node reads of the script before the handshake: only the part that the handshake needs.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCertificate } from '../../terraform-plugin/src/protocol/tls/certificate.ts';
import { bundleProvider } from './bundle.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hikube-bundle-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The first line of a script in which a resource's name has become nonsense; empty when it ended without one. */
async function firstLineOfBroken(isDeferred: boolean): Promise<string> {
  const script = await bundleProvider(join(folder, String(isDeferred)), { isDeferred });
  const source = await readFile(script, 'utf8');
  const broken = source.replace('hikube_kubernetes_node_group:', ')(:');
  expect(broken).not.toBe(source);
  await writeFile(script, broken);
  const env = {
    ...process.env,
    TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
    PLUGIN_PROTOCOL_VERSIONS: '6',
    PLUGIN_CLIENT_CERT: createCertificate(new Date()).certificatePem,
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.once('data', (line: Buffer) => {
      child.kill('SIGKILL');
      resolve(String(line));
    });
    child.once('error', reject);
    child.once('close', () => resolve(''));
  });
}

test('the handshake does not wait for the resources to be read', async () => {
  expect(await firstLineOfBroken(true)).toMatch(/^1\|6\|/);
});

test('a script for a compiler has them where it sees them', async () => {
  expect(await firstLineOfBroken(false)).toBe('');
});
