// What guides show of Terraform: configurations are applied and planned again, and the commands of the guide to move in are typed.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cliConfiguration } from '@hikube/terraform-provider/packaging';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectEmpty, expectSuccess } from '../acceptance/expect.ts';
import { codeBlocks } from '../support/code-blocks.ts';
import { isForFullRun } from '../support/left-out.ts';
import { providerMirror } from '../support/provider-mirror.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { followEmulated } from './follow.ts';

const guides = fileURLToPath(new URL('../../docs/guides/', import.meta.url));

describe.skipIf(isForFullRun('Terraform in guides'))('Terraform in guides', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ store: 'memory' });
  });
  afterAll(() => stack?.dispose());

  /** Names are used again by the next guide. */
  async function clear(): Promise<void> {
    const { clusters } = stack.hikube;
    for (const { name, deletionProtection } of await clusters.list().toArray()) {
      if (deletionProtection) await clusters.update(name, { deletionProtection: false });
      await clusters.delete(name);
    }
  }

  test.each(['certificates', 'gpu', 'production', 'security'])('the configuration of %s', async (name) => {
    const blocks = codeBlocks(await readFile(join(guides, `${name}.md`), 'utf8'), 'hcl');
    expect(blocks).toHaveLength(1);
    const workspace = await stack.workspace(blocks[0]!);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    await clear();
  });

  test('the commands of the guide to move in', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hikube-mirror-'));
    try {
      const configuration = join(folder, 'terraform.rc');
      await writeFile(configuration, cliConfiguration(await providerMirror('whole', folder)));
      const printed = await followEmulated('docs/guides/move-in.md', {
        TF_CLI_CONFIG_FILE: configuration,
        CHECKPOINT_DISABLE: '1',
        NO_COLOR: '1',
        TF_CLI_ARGS: '-no-color',
      });
      expect(printed.join('\n')).toContain('1 imported, 0 added, 0 changed, 0 destroyed');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
