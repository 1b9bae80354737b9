// What a start of the packed provider costs, in what does not vary: the modules of Node that are loaded before the line
// that Terraform waits for. Time is measured by `npm run bench -- yardstick`.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCertificate } from '../../terraform-plugin/src/protocol/tls/certificate.ts';
import { bundleProvider } from './bundle.ts';

/** Prints what is loaded at the moment at which the line is written, and ends. */
const WITNESS = `
const fs = require('node:fs');
const before = new Set(process.moduleLoadList);
const write = fs.writeSync;
fs.writeSync = (fd, text) => {
  if (fd !== 1) return write(fd, text);
  const names = process.moduleLoadList.filter((name) => !before.has(name) && name.startsWith('NativeModule '));
  write(1, JSON.stringify({ line: text, modules: names.map((name) => name.replace('NativeModule ', '')) }));
  process.exit(0);
};
`;

let folder = '';
let modules: readonly string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hikube-start-'));
  const witness = join(folder, 'witness.cjs');
  await writeFile(witness, WITNESS);
  const { line, ...seen } = await announced(witness, await bundleProvider(folder));
  expect(line).toMatch(/^1\|6\|/);
  modules = seen.modules;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function announced(witness: string, script: string): Promise<{ line: string; modules: string[] }> {
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  const env = {
    ...inherited,
    TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
    PLUGIN_PROTOCOL_VERSIONS: '6',
    PLUGIN_CLIENT_CERT: createCertificate(new Date()).certificatePem,
  };
  const child = spawn(process.execPath, ['--require', witness, script], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  return JSON.parse(text);
}

test.each(['tls', 'http2', 'http', 'https', 'internal/deps/undici/undici', 'zlib'])(
  '%s is not loaded before the handshake line',
  (name) => {
    expect(modules).not.toContain(name);
  },
);

test('what is loaded is a socket, which in Node brings cluster, and what makes a certificate', () => {
  expect(modules).toContain('net');
  expect(modules).toContain('crypto');
  expect(modules.length).toBeLessThanOrEqual(55);
});
