import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Endpoint, listen } from './endpoint.ts';

const servers: Server[] = [];
const endpoints: Endpoint[] = [];

afterEach(async () => {
  for (const endpoint of endpoints.splice(0)) endpoint.remove();
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function open(network: 'unix' | 'tcp', env: Record<string, string> = {}): Promise<Endpoint> {
  const server = createServer();
  const endpoint = await listen(server, network, env);
  servers.push(server);
  endpoints.push(endpoint);
  return endpoint;
}

describe('a unix socket', () => {
  test('lies in a directory of its own that only this user may enter', async () => {
    const endpoint = await open('unix');
    expect(endpoint.network).toBe('unix');
    expect(statSync(endpoint.address).isSocket()).toBe(true);
    expect(statSync(dirname(endpoint.address)).mode & 0o777).toBe(0o700);
  });

  test('is removed with its directory', async () => {
    const endpoint = await open('unix');
    endpoint.remove();
    expect(existsSync(dirname(endpoint.address))).toBe(false);
    endpoint.remove();
  });

  test('goes where the host asks for it', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'host-'));
    const endpoint = await open('unix', { PLUGIN_UNIX_SOCKET_DIR: parent });
    expect(dirname(dirname(endpoint.address))).toBe(parent);
    rmSync(parent, { recursive: true });
  });

  test('goes to /tmp when the path would be too long for the kernel', async () => {
    const endpoint = await open('unix', { PLUGIN_UNIX_SOCKET_DIR: `/${'long/'.repeat(30)}` });
    expect(dirname(dirname(endpoint.address))).toBe('/tmp');
  });

  test('leaves nothing behind when it cannot be made', async () => {
    const parent = join(tmpdir(), 'does-not-exist');
    await expect(open('unix', { PLUGIN_UNIX_SOCKET_DIR: parent })).rejects.toThrow('ENOENT');
  });
});

describe('a port', () => {
  test('is any free one on the loopback interface', async () => {
    const { network, address } = await open('tcp');
    expect(network).toBe('tcp');
    expect(address).toMatch(/^127\.0\.0\.1:[1-9]\d+$/);
  });

  test('is the next one of the range when the first is taken', async () => {
    const taken = Number((await open('tcp')).address.split(':')[1]);
    const env = { PLUGIN_MIN_PORT: String(taken), PLUGIN_MAX_PORT: String(taken + 20) };
    const port = Number((await open('tcp', env)).address.split(':')[1]);
    expect(port).toBeGreaterThan(taken);
    expect(port).toBeLessThanOrEqual(taken + 20);
  });

  test('cannot be had when the whole range is taken', async () => {
    const taken = (await open('tcp')).address.split(':')[1]!;
    await expect(open('tcp', { PLUGIN_MIN_PORT: taken, PLUGIN_MAX_PORT: taken })).rejects.toThrow(
      'EADDRINUSE',
    );
  });
});
