// The yardstick in Go follows the provider: it has today's schema, and what is measured with it works.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isForFullRun, isLeftOut, isNotFor } from '../../support/left-out.ts';
import { startServiceProcess } from '../../support/service-process.ts';
import { missingGo } from '../../support/toolchains.ts';
import { buildGoVariant, schema } from './build.ts';
import { clusters } from './scenarios.ts';
import { place } from './workspaces.ts';

const run = promisify(execFile);
const WHAT = 'The yardstick in Go';
const leftOut =
  isForFullRun(WHAT) ||
  isNotFor(WHAT, process.platform === 'linux' ? undefined : 'its meter is for Linux') ||
  isLeftOut(WHAT, missingGo());

describe.skipIf(leftOut)('the yardstick in Go', () => {
  test('has the schema of the provider, makes a cluster, and finds nothing to do afterwards', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hikube-yardstick-'));
    const service = await startServiceProcess({ store: 'memory', speed: 6000 });
    try {
      const { go, meter } = await buildGoVariant(folder);
      const bench = { folder, meter, service };
      const where = await place(bench, go, 'held', clusters('held'));
      const options = {
        cwd: where.folder,
        env: { ...process.env, TF_CLI_CONFIG_FILE: where.settings },
        maxBuffer: 1 << 26,
      };
      const printed = await run('terraform', ['providers', 'schema', '-json'], options);
      expect(JSON.parse(printed.stdout)).toEqual(JSON.parse(JSON.stringify(await schema())));
      await where.terraform(['apply', '-auto-approve']);
      await where.terraform(['plan', '-detailed-exitcode']);
      await where.terraform(['destroy', '-auto-approve']);
    } finally {
      await service.stop();
      await rm(folder, { recursive: true, force: true });
    }
    // Where nothing was compiled in Go before, its modules come over the network, and all of it is compiled.
  }, 900_000);
});
