// One process per data directory: the second is told who the first is, and a dead owner is in nobody's way.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import { startProgram } from '../testing/programs.ts';
import { temporaryDirectory } from '../testing/temporary.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';

function open(directory: string): Promise<SqliteStore> {
  return openSqliteStore({ directory, clock: createVirtualClock(0) });
}

describe('the owner lock', () => {
  it('names the other process and what to do', async () => {
    const directory = temporaryDirectory();
    const owner = startProgram('opener.ts', [directory]);
    expect(await owner.line(1)).toBe('opened');
    await expect(open(directory)).rejects.toMatchObject({
      code: 'in_use',
      retryable: false,
      message: `The data directory ${directory} is already in use by process ${owner.pid}; stop it or choose another HIKUBE_DATA_DIR.`,
    });
  });

  it('is free at once when the owner was killed', async () => {
    const directory = temporaryDirectory();
    const owner = startProgram('opener.ts', [directory]);
    await owner.line(1);
    await owner.kill();
    expect(JSON.parse(readFileSync(join(directory, 'owner.json'), 'utf8'))).toMatchObject({ pid: owner.pid });
    await (await open(directory)).close();
  });

  it('does not believe a stale or broken name: neither a living stranger nor a dead owner', async () => {
    const directory = temporaryDirectory();
    for (const text of [JSON.stringify({ pid: 1, host: hostname() }), '{"pid": 4194999}', 'broken', '']) {
      writeFileSync(join(directory, 'owner.json'), text);
      const store = await open(directory);
      expect(JSON.parse(readFileSync(join(directory, 'owner.json'), 'utf8'))).toMatchObject({
        pid: process.pid,
      });
      await store.close();
    }
  });

  it.each([
    [{ pid: 4194999, host: hostname() }, 'another process'],
    [{ pid: 7, host: 'elsewhere' }, 'process 7 on elsewhere'],
    [{}, 'another process'],
  ])('describes an owner of which it knows %j as %s', async (owner, description) => {
    const directory = temporaryDirectory();
    const store = await open(directory);
    writeFileSync(join(directory, 'owner.json'), JSON.stringify(owner));
    await expect(open(directory)).rejects.toThrow(`already in use by ${description};`);
    await store.close();
  });

  it('also keeps the same process out, and is free after close', async () => {
    const directory = temporaryDirectory();
    const store = await open(directory);
    await expect(open(directory)).rejects.toThrow(`already in use by this process (${process.pid});`);
    await store.close();
    expect(readdirSync(directory).sort()).toEqual(['STORE_VERSION', 'hikube.db', 'owner.lock']);
    await (await open(directory)).close();
  });

  it('goes to exactly one of several processes that start together', async () => {
    const directory = temporaryDirectory();
    const programs = Array.from({ length: 4 }, () => startProgram('opener.ts', [directory]));
    const lines = await Promise.all(programs.map((program) => program.line(1)));
    expect(lines.filter((line) => line === 'opened')).toHaveLength(1);
    expect(lines.filter((line) => line?.startsWith('in_use: '))).toHaveLength(3);
  });
});
