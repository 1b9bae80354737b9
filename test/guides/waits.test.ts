// A wait with curl is over when the operation is: not when one of its steps has succeeded, and not never when it has failed.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run } from '../support/program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const STEP = '{"name":"Starting etcd","status":"succeeded","done":3}';
const running = `{"id":"op-1","status":"running","phase":"Starting","steps":[${STEP}],"endedAt":null}`;
const ended = (status: string) =>
  `{"id":"op-1","status":"${status}","phase":"Done","steps":[${STEP}],"endedAt":"2026-11-29T20:00:00.000Z"}`;

/** Where a reader finds a wait, the lines of it, and how it is called. */
const WAITS: readonly (readonly [file: string, lines: RegExp, call: string])[] = [
  ['docs/guides/walk-through.md', /^(?:api|finish)\(\) \{.*?\}$/gms, 'finish op-1'],
  ['docs/guides/fr/walk-through.md', /^(?:api|finish)\(\) \{.*?\}$/gms, 'finish op-1'],
  ['docs/guides/first-cluster.md', /^OPERATION=.*?(?=^```)/ms, ''],
  ['docs/guides/fr/first-cluster.md', /^OPERATION=.*?(?=^```)/ms, ''],
  ['examples/calls/curl.sh', /^(?:finish\(\) \{.*?^\}|field\(\) \{.*?\})$/gms, 'finish'],
];

/** Answers the first question for the operation with one of them, and each later one with the last. */
const fakeCurl = (answers: readonly string[]) => `
curl() {
  case "$*" in *wait=*) ;; *) echo '{"id":"op-1"}'; return ;; esac
  echo asked >> asked
  case $(wc -l < asked) in ${answers.map((answer, at) => `${at === answers.length - 1 ? '*' : at + 1}) echo '${answer}' ;;`).join(' ')} esac
}`;

async function asked(file: string, lines: RegExp, call: string, answers: readonly string[]) {
  const text = await readFile(join(root, file), 'utf8');
  const found = (text.match(lines) ?? []).join('\n');
  expect(found).toContain('wait=30s');
  const folder = await mkdtemp(join(tmpdir(), 'hikube-wait-'));
  try {
    const script = `set -uo pipefail\n${fakeCurl(answers)}\n${found}\n${call}\n`;
    const env = { ...process.env, HIKUBE_ENDPOINT: 'http://127.0.0.1:8642/v1', HIKUBE_TOKEN: 'token' };
    const hasSucceeded = await run('bash', ['-c', script], { cwd: folder, timeout: 20_000, env }).then(
      () => true,
      () => false,
    );
    const times = (await readFile(join(folder, 'asked'), 'utf8')).split('\n').length - 1;
    return { hasSucceeded, times };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test.each(WAITS)('%s waits until the operation has succeeded', async (file, lines, call) => {
  const answers = [running, running, ended('succeeded')];
  expect(await asked(file, lines, call, answers)).toEqual({ hasSucceeded: true, times: 3 });
});

test.each(WAITS)('%s ends with an operation that has failed', async (file, lines, call) => {
  expect(await asked(file, lines, call, [running, ended('failed')])).toEqual({
    hasSucceeded: false,
    times: 2,
  });
});
