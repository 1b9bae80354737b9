// The walk-through does what it says: its shell blocks are run as one script, which ends at the first refusal.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readSettings } from '../../server/src/settings.ts';
import { codeBlocks } from '../support/code-blocks.ts';
import { run } from '../support/program.ts';
import { startServiceProcess } from '../support/service-process.ts';

const guide = fileURLToPath(new URL('../../docs/guides/walk-through.md', import.meta.url));

test('the service starts as the walk-through says, where its commands look for it', async () => {
  const text = await readFile(guide, 'utf8');
  const variables = Object.fromEntries(
    codeBlocks(text, 'text').flatMap((line) =>
      [...line.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value] as const),
    ),
  );
  const read = readSettings(variables);
  expect(read).toMatchObject({ ok: true, settings: { bootstrapToken: variables['HIKUBE_TOKEN'] } });
  const { host, port } = (read as Extract<typeof read, { ok: true }>).settings;
  expect(variables['HIKUBE_ENDPOINT']).toBe(`http://${host}:${port}/v1`);
});

test('every command of the walk-through works, and works again on the same data', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'hikube-guide-'));
  const service = await startServiceProcess({ dataDirectory: join(scratch, 'data'), speed: 300 });
  try {
    const blocks = codeBlocks(await readFile(guide, 'utf8'), 'sh');
    expect(blocks.length).toBeGreaterThan(10);
    for (const _time of ['first', 'second']) {
      const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', blocks.join('\n')], {
        cwd: scratch,
        timeout: 85_000,
        maxBuffer: 1 << 24,
        env: { ...process.env, HIKUBE_ENDPOINT: service.endpoint, HIKUBE_TOKEN: service.token },
      });
      expect(stdout).toContain('"kind":"Cluster.delete"');
    }
  } finally {
    await service.stop();
    await rm(scratch, { recursive: true, force: true });
  }
});
