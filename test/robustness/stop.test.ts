// Stopping: whoever asks is told, what is under way ends, and nobody who only holds a connection keeps the process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { startServiceProcess } from '../support/service-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const TOKEN = 'stops-in-order';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** A connection that has sent this and goes on. */
async function hold(port: number, ...lines: string[]): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  socket.write(lines.map((line) => `${line}\r\n`).join(''));
  return socket;
}

function eventsOf(log: string): { level: string; event: string; stack?: string; durationMs?: number }[] {
  return log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

describe('a stop', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'by %s is told at once, ends clean and is logged',
    async (signal) => {
      const service = await startServiceProcess({ store: 'memory' });
      process.kill(service.pid, signal);
      expect(await service.ended).toBe(0);
      expect(service.printed()).toMatch(/\nStopping: what is under way ends first.*\nStopped\.\n$/s);
      const events = eventsOf(service.log()).map(({ event }) => event);
      expect(events.slice(-2)).toEqual(['stopping', 'stopped']);
    },
  );

  test('does not come from the end of who reads its log, and ends clean without one', async () => {
    const service = await startServiceProcess({ store: 'memory' });
    service.stopReading();
    for (let asked = 0; asked < 5; asked += 1) {
      expect((await fetch(`${service.endpoint}/clusters`)).status).toBe(401);
    }
    await service.stop();
    expect(await service.ended).toBe(0);
  });

  test('waits for nobody who holds a connection, reads nothing, or sends only half', async () => {
    const service = await startServiceProcess({ store: 'memory', token: TOKEN });
    const { port } = service;
    const asked = [`Authorization: Bearer ${TOKEN}`, 'Host: localhost'];
    const made = await fetch(`${service.endpoint}/clusters`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'prod', topology: 'development' }),
    });
    const { id } = (await made.json()) as { id: string };
    const wait = await hold(port, `GET /v1/operations/${id}?wait=60s HTTP/1.1`, ...asked, '');
    wait.resume();
    await hold(port, `GET /v1/operations/${id} HTTP/1.1`, 'Accept: text/event-stream', ...asked, '');
    await hold(port, 'GET /v1/clusters/prod/events HTTP/1.1', 'Accept: text/event-stream', ...asked, '');
    const answered = await hold(port, 'GET /v1/clusters HTTP/1.1', ...asked, '');
    await once(answered, 'data');
    await hold(port);
    await hold(port, 'POST /v1/clusters HTTP/1.1');
    await hold(
      port,
      'POST /v1/clusters HTTP/1.1',
      ...asked,
      'Content-Type: application/json',
      'Content-Length: 99',
      '',
      '{"name"',
    );
    const kubernetes = /https:\/\/127\.0\.0\.1:(\d+)/.exec(service.printed())?.[1];
    await hold(Number(kubernetes));
    await service.stop();
    const events = eventsOf(service.log());
    const stopped = events.find(({ event }) => event === 'stopped');
    console.log(`stop: 8 connections held, ${stopped?.durationMs} ms`);
    // It waited for 8 s for any of these.
    expect(stopped?.durationMs).toBeLessThan(8000);
    expect(events.filter(({ level, stack }) => level === 'error' || stack !== undefined)).toEqual([]);
  });

  test('that is asked for during the start ends in order, too', async () => {
    const args = ['--conditions=@hikube/source', 'server/src/main.ts'];
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, PORT: '0', HIKUBE_KUBERNETES_PORT: '0', HIKUBE_STORE: 'memory' },
    });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      // With the very first byte of the banner, before anything that follows it.
      if (printed === '') child.kill('SIGINT');
      printed += chunk;
    });
    // Not its exit: the last that it printed may be read after that.
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(printed).toMatch(/Stopped\.\n$/);
  });
});

test.runIf(process.platform !== 'win32')('a signal to npm start leaves no service behind', async () => {
  const { npm_lifecycle_event: _, ...inherited } = process.env;
  const npm = spawn('npm', ['start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, PORT: '0', HIKUBE_KUBERNETES_PORT: '0', HIKUBE_STORE: 'memory' },
  });
  let printed = '';
  npm.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  await expect.poll(() => printed).toContain('/v1');
  const port = Number(/127\.0\.0\.1:(\d+)\/v1/.exec(printed)?.[1]);
  npm.kill('SIGTERM');
  // The pipe is closed when the last process that writes to it is gone.
  await once(npm, 'close');
  expect(printed).toMatch(/Stopped\.\n$/);
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
});

test('of two ports that are taken, the one that PORT names is told', async () => {
  const [first, second] = [createServer(), createServer()];
  for (const server of [first, second])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const [port, kubernetesPort] = [first, second].map((server) => (server.address() as { port: number }).port);
  const refused = startServiceProcess({
    store: 'memory',
    port: port as number,
    environment: { HIKUBE_KUBERNETES_PORT: String(kubernetesPort) },
  });
  await expect(refused).rejects.toThrow(`Port ${port} is in use`);
  first.close();
  second.close();
});
