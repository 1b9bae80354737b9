// What the console shows to copy is run as it stands, by the real programs: each makes an equal cluster, and what Terraform made
// has nothing left to do.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as provider from '@hikube/cdktf-provider';
import { createEmulator } from '@hikube/emulator';
import { listen } from '@hikube/emulator/node';
import type { ClusterCreate } from '@hikube/sdk';
import * as cdktn from 'cdktn';
import { expect, test } from 'vitest';
import { cli, constructs, hcl } from '../../console/src/code/languages.ts';
import { expectEmpty, expectSuccess } from '../acceptance/expect.ts';
import { newReader } from '../guides/follow.ts';
import { isLeftOut, missingProgram } from '../support/left-out.ts';
import { run } from '../support/program.ts';
import { SCALE } from '../support/scale.ts';
import { startStack } from '../support/stack.ts';
import { CLUSTERS, meaningOf, writtenOf } from './as-code-clusters.ts';

/** The last one has all that is hard to write. */
const CHOSEN = SCALE < 1 ? CLUSTERS.slice(-1) : CLUSTERS;
const leftOut = isLeftOut(
  'Code of the console, as terraform runs it',
  missingProgram('terraform', 'version'),
);

/** A cluster that is there, as somebody would write it. */
async function shownOf(order: ClusterCreate): Promise<ClusterCreate> {
  await using emulator = await createEmulator();
  await emulator.client().clusters.create(order);
  return await writtenOf(emulator.client(), order.name);
}

/** Applies a configuration to an API that has nothing. */
async function applied(file: string, text: string, name: string): Promise<ClusterCreate> {
  await using emulator = await createEmulator();
  await using listening = await listen(emulator);
  const { endpoint, port } = listening;
  const stack = await startStack({ service: { endpoint, port, token: emulator.token } });
  try {
    const workspace = await stack.workspace('');
    // What is made by an engine says itself which provider it needs.
    if (file.endsWith('.json')) await workspace.write('');
    await writeFile(join(workspace.folder, file), text);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    return await writtenOf(stack.hikube, name);
  } finally {
    await stack.dispose();
  }
}

/** Runs a program of constructs. @returns what the engine makes of it */
function synthesised(program: string): string {
  const stack = new cdktn.TerraformStack(cdktn.Testing.app(), 'shown');
  new provider.HikubeProvider(stack, 'hikube');
  const names = [...program.matchAll(/^import \{ (\w+) \} from '(.*)';$/gm)];
  const packages: Readonly<Record<string, object>> = { cdktn, '@hikube/cdktf-provider': provider };
  const imports = names.map(
    ([, name = '', from = '']) => [name, Reflect.get(packages[from] ?? {}, name)] as const,
  );
  const body = program.replaceAll(/^import .*\n/gm, '');
  new Function('stack', ...imports.map(([name]) => name), body)(stack, ...imports.map(([, value]) => value));
  return cdktn.Testing.synth(stack);
}

test.each(CHOSEN)('$name: the command makes an equal cluster', async (order) => {
  await using first = await createEmulator();
  await using second = await createEmulator();
  await using listening = await listen(second);
  await using reader = await newReader({ endpoint: listening.endpoint, token: second.token });
  await first.client().clusters.create(order);
  const command = cli(await first.client().manifests.get(order.name));
  await run('bash', ['-euo', 'pipefail', '-c', command], { env: reader.environment, cwd: reader.folder });
  const [made, shown] = await Promise.all([
    writtenOf(second.client(), order.name),
    writtenOf(first.client(), order.name),
  ]);
  expect(meaningOf(made)).toEqual(meaningOf(shown));
});

test.skipIf(leftOut).each(CHOSEN)('$name: the HCL makes an equal cluster', async (order) => {
  const shown = await shownOf(order);
  expect(meaningOf(await applied('shown.tf', hcl(shown), order.name))).toEqual(meaningOf(shown));
});

test.skipIf(leftOut).each(CHOSEN)('$name: the constructs make an equal cluster', async (order) => {
  const shown = await shownOf(order);
  const made = synthesised(constructs(shown));
  expect(meaningOf(await applied('shown.tf.json', made, order.name))).toEqual(meaningOf(shown));
});
