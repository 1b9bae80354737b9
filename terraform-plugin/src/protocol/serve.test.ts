// The provider as a real process: how it starts, what it serves, how it ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { hostEnv, type Plugin, runFixture, spawnFixture, startFixture } from '../testing/protocol-host.ts';

const HOST_MAIN = fileURLToPath(new URL('../testing/protocol-host-main.ts', import.meta.url));
const plugins: Plugin[] = [];

afterEach(() => {
  for (const plugin of plugins.splice(0)) plugin.process.kill('SIGTERM');
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function start(env: Record<string, string> = {}): Promise<Plugin> {
  const plugin = await startFixture(env);
  plugins.push(plugin);
  return plugin;
}

describe('starting', () => {
  test.each(['unix', 'tcp'])('announces a %s address and serves there', async (network) => {
    const plugin = await start({ FIXTURE_NETWORK: network });
    expect(plugin.line.slice(0, 3)).toEqual(['1', '6', network]);
    expect(plugin.line[4]).toBe('grpc');
    expect(plugin.line[5]).not.toContain('=');
    const metadata = await plugin.connect().rpc('GetMetadata', {});
    expect(metadata.resources).toEqual([{ typeName: 'fixture_note' }]);
  });

  test('a service that is loaded later answers the same', async () => {
    const plugin = await start({ FIXTURE_SERVICE: 'lazy' });
    const metadata = await plugin.connect().rpc('GetMetadata', {});
    expect(metadata.resources).toEqual([{ typeName: 'fixture_note' }]);
  });

  test('a service that cannot be loaded says why, without the secret, and the process lives on', async () => {
    const plugin = await start({ FIXTURE_SERVICE: 'broken' });
    const client = plugin.connect();
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(client.rpc('GetMetadata', {})).rejects.toThrow('status 13: no service today (***)');
    }
    expect(plugin.stderr()).not.toContain('hunter2');
  });

  test('is refused to a person, on stderr and with nothing on stdout', async () => {
    const { code, stdout, stderr } = await runFixture({});
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^This program is a Terraform provider: .*\n$/);
  });

  test('is refused to a host without protocol 6', async () => {
    const { code, stderr } = await runFixture({ ...hostEnv, PLUGIN_PROTOCOL_VERSIONS: '5' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^This provider needs plugin protocol 6 but the host offers 5: .*\n$/);
  });

  test('fails in one sentence when it cannot listen', async () => {
    const { code, stderr } = await runFixture({ ...hostEnv, PLUGIN_UNIX_SOCKET_DIR: '/does/not/exist' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The provider cannot start: ENOENT.*\.\n$/);
  });
});

describe('ending', () => {
  test('Shutdown is answered, then the process ends although its host is there, and leaves nothing', async () => {
    const plugin = await start();
    const client = plugin.connect();
    await client.rpc('GetMetadata', {});
    const answer = await client.call('/plugin.GRPCController/Shutdown');
    expect(answer.status).toBe(0);
    expect(await plugin.exited).toBe(0);
    expect(existsSync(dirname(plugin.address.address))).toBe(false);
  });

  test('a second after the last connection is gone, for whatever reason', async () => {
    const plugin = await start();
    const client = plugin.connect();
    await client.rpc('GetMetadata', {});
    const lost = Date.now();
    client.close();
    expect(await plugin.exited).toBe(0);
    expect(Date.now() - lost).toBeGreaterThan(900);
  });

  test('when the host is killed, which tells nobody', async () => {
    const host = spawn(process.execPath, ['--conditions=@hikube/source', HOST_MAIN]);
    const [output] = await once(host.stdout, 'data');
    const { pid, socket } = JSON.parse(String(output));
    expect(isAlive(pid)).toBe(true);
    host.kill('SIGKILL');
    await expect.poll(() => isAlive(pid)).toBe(false);
    expect(existsSync(dirname(socket))).toBe(false);
  });

  test('a stranger that comes and goes does not end it', async () => {
    const plugin = await start();
    const stranger = plugin.connect({ cert: undefined, key: undefined });
    await expect(stranger.call('/plugin.GRPCController/Shutdown')).rejects.toThrow();
    stranger.close();
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect((await plugin.connect().call('/grpc.health.v1.Health/Check')).status).toBe(0);
  });

  test('Ctrl-C does nothing, because the host will say what to do', async () => {
    const plugin = await start();
    const client = plugin.connect();
    await client.rpc('GetMetadata', {});
    plugin.process.kill('SIGINT');
    expect(await client.rpc('StopProvider', {})).toEqual({ error: '' });
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)('%s ends it in order', async (signal) => {
    const plugin = await start();
    plugin.process.kill(signal);
    expect(await plugin.exited).toBe(0);
    expect(existsSync(dirname(plugin.address.address))).toBe(false);
  });

  test('a crash is one log line without the secret', async () => {
    const plugin = await start({ FIXTURE_SERVICE: 'crashing' });
    // The answer may or may not get out before the end.
    await plugin
      .connect()
      .rpc('GetMetadata', {})
      .catch(() => {});
    expect(await plugin.exited).toBe(1);
    const line = JSON.parse(plugin.stderr());
    expect(line).toMatchObject({
      '@level': 'error',
      '@message': 'the provider crashed',
      error: 'a bug (***)',
    });
    expect(plugin.stderr()).not.toContain('hunter2');
    expect(existsSync(dirname(plugin.address.address))).toBe(false);
  });
});

test('--debug prints how to reattach, and Ctrl-C ends it', async () => {
  const child = spawnFixture({}, ['--debug']);
  const text = await new Promise<string>((resolve) => {
    let seen = '';
    child.stdout?.on('data', (chunk) => {
      seen += chunk;
      if (seen.endsWith("'\n")) resolve(seen);
    });
  });
  const config = JSON.parse(/TF_REATTACH_PROVIDERS='(.*)'/.exec(text)?.[1] ?? '{}');
  const { Pid, Addr, ...rest } = config['registry.terraform.io/hidora/fixture'];
  expect(rest).toEqual({ Protocol: 'grpc', ProtocolVersion: 6, Test: true });
  expect(Pid).toBe(child.pid);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  expect(await exited).toBe(0);
  expect(existsSync(dirname(Addr.String))).toBe(false);
});
