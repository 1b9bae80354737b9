// What a command of a kubeconfig is told, and what somebody is told about a command that is not there.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVirtualClock } from '@hikube/service/platform';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readKubeconfig } from '../kubernetes/kubeconfig.ts';
import { askCommand, type RunCommand, runCommand } from './command.ts';
import { createCredentials } from './credentials.ts';

const V1 = 'client.authentication.k8s.io/v1';
const encoded = (text: string): string => Buffer.from(text).toString('base64');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A command of a kubeconfig that is not run: only what it would be told is kept. */
function toldBy(cluster: object, exec: object, environment: Readonly<Record<string, string>> = {}) {
  const kubeconfig = stringify({
    'current-context': 'acme',
    clusters: [{ name: 'c', cluster: { server: 'https://api.example.test:6443', ...cluster } }],
    users: [{ name: 'u', user: { exec: { apiVersion: V1, command: 'login', ...exec } } }],
    contexts: [{ name: 'acme', context: { cluster: 'c', user: 'u' } }],
  });
  const seen: Readonly<Record<string, string | undefined>>[] = [];
  const run: RunCommand = async (_command, _args, told) => {
    seen.push(told);
    return JSON.stringify({ status: { token: 't0ken' } });
  };
  const connection = readKubeconfig(kubeconfig);
  const credentials = createCredentials(connection, { clock: createVirtualClock(0), environment, run });
  return async () => {
    await credentials.current();
    const { KUBERNETES_EXEC_INFO = '', ...rest } = seen[0]!;
    return { info: JSON.parse(KUBERNETES_EXEC_INFO) as object, environment: rest };
  };
}

describe('what a command is told', () => {
  const authority = { 'certificate-authority-data': encoded('PEM') };
  const whole = { ...authority, 'tls-server-name': 'kubernetes', 'proxy-url': 'http://proxy.example.test' };

  test('is nothing of the server, unless it asks for it', async () => {
    for (const exec of [{}, { provideClusterInfo: false }])
      expect((await toldBy(whole, exec)()).info).toEqual({
        apiVersion: V1,
        kind: 'ExecCredential',
        spec: { interactive: false },
      });
  });

  test('is where the server is and what stands there for it, and nothing for anybody else', async () => {
    const extensions = [
      { name: 'other.example.test', extension: { secret: 'x' } },
      { name: 'client.authentication.k8s.io/exec', extension: { audience: 'acme' } },
    ];
    const { info } = await toldBy({ ...whole, extensions }, { provideClusterInfo: true })();
    expect(info).toMatchObject({
      spec: { cluster: { server: 'https://api.example.test:6443', ...whole, config: { audience: 'acme' } } },
    });
    expect(JSON.stringify(info)).not.toContain('secret');
  });

  test('is the content of an authority that stands in a file', async () => {
    const file = join(folder, 'ca.pem');
    await writeFile(file, 'PEM of the file');
    const { info } = await toldBy({ 'certificate-authority': file }, { provideClusterInfo: true })();
    expect(info).toMatchObject({
      spec: { cluster: { 'certificate-authority-data': encoded('PEM of the file') } },
    });
    // What stands in the kubeconfig itself is what connections trust, and so what is told.
    const both = { 'certificate-authority': file, ...authority };
    expect((await toldBy(both, { provideClusterInfo: true })()).info).toMatchObject({
      spec: { cluster: authority },
    });
  });

  test('is the environment with what the kubeconfig adds, which wins', async () => {
    const env = [
      { name: 'HOME', value: '/elsewhere' },
      { name: 'KUBERNETES_EXEC_INFO', value: 'not this' },
    ];
    const { environment, info } = await toldBy({}, { env }, { HOME: '/root', PATH: '/bin' })();
    expect(environment).toEqual({ HOME: '/elsewhere', PATH: '/bin' });
    expect(info).toMatchObject({ kind: 'ExecCredential' });
  });
});

describe('a command that is not there', () => {
  const missing = { apiVersion: V1, command: '/nowhere/kubelogin', args: [], env: {} };

  test.each([
    ['brew install kubelogin', 'is not there. brew install kubelogin'],
    [undefined, 'is not there. Install it, or write its whole path into the kubeconfig.'],
  ])('is named, with the hint %o', async (installHint, words) => {
    const exec = { ...missing, ...(installHint !== undefined && { installHint }) };
    const asked = askCommand(exec, runCommand, {});
    await expect(asked).rejects.toThrow(`The command "/nowhere/kubelogin" of the kubeconfig ${words}`);
  });

  test('is told apart from one that fails, whose output may be a secret', async () => {
    const script = "console.log('s3cret'); console.error('s3cret'); process.exit(2)";
    const exec = { ...missing, command: process.execPath, args: ['-e', script], installHint: 'get it' };
    const asked = askCommand(exec, runCommand, {});
    await expect(asked).rejects.toThrow('gives no credential: run it by hand');
    await expect(asked).rejects.not.toThrow(/s3cret|get it/);
  });
});
