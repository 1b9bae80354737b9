// Credentials behind commands: run once for all who wait, and again when they have ended or are not taken any more.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVirtualClock, type VirtualClock } from '@hikube/service/platform';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KubeconfigError } from '../kubernetes/kubeconfig.ts';
import { createCredentials } from './credentials.ts';

const START = Date.parse('2026-11-28T09:00:00Z');
let folder: string;
let clock: VirtualClock;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credentials-'));
  clock = createVirtualClock(START);
});
afterEach(() => rm(folder, { recursive: true }));

/** A command that leaves a letter behind each time and prints a token that says how often it ran. */
function commandOf(status: string) {
  const log = join(folder, 'runs');
  const script = `
    const { appendFileSync, readFileSync } = require('node:fs');
    appendFileSync(${JSON.stringify(log)}, 'x');
    const token = 'run-' + readFileSync(${JSON.stringify(log)}, 'utf8').length;
    console.log(JSON.stringify(${status}));`;
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: process.execPath,
    args: ['-e', script],
    env: {},
  };
  const credentials = createCredentials(
    { server: 'https://api.example.test', exec },
    { clock, environment: {} },
  );
  return { credentials, runs: async () => (await readFile(log, 'utf8')).length };
}

test('a command runs once for all who ask at the same time', async () => {
  const { credentials, runs } = commandOf('{ status: { token } }');
  const all = await Promise.all(Array.from({ length: 5 }, () => credentials.current()));
  expect(new Set(all.map(({ token }) => token))).toEqual(new Set(['run-1']));
  expect(await runs()).toBe(1);
});

test('it runs again when what it gave ends in half a minute', async () => {
  const ends = new Date(START + 60_000).toISOString();
  const { credentials } = commandOf(`{ status: { token, expirationTimestamp: '${ends}' } }`);
  expect((await credentials.current()).token).toBe('run-1');
  await clock.advance(29_000);
  expect((await credentials.current()).token).toBe('run-1');
  await clock.advance(1_000);
  expect((await credentials.current()).token).toBe('run-2');
});

test('one without an end is used until the server refuses it, and refusals of an earlier one end nothing', async () => {
  const { credentials } = commandOf('{ status: { token } }');
  const first = await credentials.current();
  await clock.advance(86_400_000);
  expect(await credentials.current()).toBe(first);
  credentials.refused(first);
  const second = await credentials.current();
  expect(second.token).toBe('run-2');
  credentials.refused(first);
  expect(await credentials.current()).toBe(second);
});

test('a command that gives nothing is told of in a sentence, and asked again', async () => {
  const { credentials, runs } = commandOf('null');
  await expect(credentials.current()).rejects.toThrow(KubeconfigError);
  await expect(credentials.current()).rejects.toThrow('gives neither a token nor a certificate');
  expect(await runs()).toBe(2);
});

test('whoever keeps secrets out of logs is told each of them before it is used', async () => {
  const told: string[] = [];
  const connection = { server: 'https://api.example.test', token: 'a-token', key: 'a-key' };
  const tools = { clock, environment: {}, onSecret: (secret: string) => told.push(secret) };
  await createCredentials(connection, tools).current();
  expect(told).toEqual(['a-token', 'a-key']);
});
