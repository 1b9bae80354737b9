import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { closedDoor, type Door } from './door.ts';

const directory = mkdtempSync(join(tmpdir(), 'door-'));
const doors: Door[] = [];
let next = 0;

afterAll(async () => {
  for (const { server } of doors) await new Promise((resolve) => server.close(resolve));
  rmSync(directory, { recursive: true });
});

async function listening() {
  const door = closedDoor();
  doors.push(door);
  const path = join(directory, String(next++));
  await new Promise<void>((resolve) => door.server.listen(path, resolve));
  return { door, path };
}

/** Sends back what it gets. It listens nowhere. */
const echo = () => createServer((socket) => void socket.pipe(socket));

async function ask(client: Socket, word: string): Promise<string> {
  client.write(word);
  return String((await once(client, 'data'))[0]);
}

test('who comes before anybody answers is answered later, with what was said meanwhile', async () => {
  const { door, path } = await listening();
  const accepted = once(door.server, 'connection');
  const client = connect(path);
  const answer = ask(client, 'early');
  await accepted;
  door.open(echo());
  expect(await answer).toBe('early');
  client.destroy();
});

test('who comes later is handed over at once', async () => {
  const { door, path } = await listening();
  door.open(echo());
  const client = connect(path);
  expect(await ask(client, 'late')).toBe('late');
  client.destroy();
});

test('the end of one that waited is noticed', async () => {
  const { door, path } = await listening();
  const accepted = once(door.server, 'connection');
  const client = connect(path);
  const [socket] = (await accepted) as [Socket];
  const closed = once(socket, 'close');
  door.open(echo());
  client.destroy();
  await closed;
});
