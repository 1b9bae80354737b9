// plan → apply → plan for random valid configurations: 0 "inconsistent result", 0 plans that are not empty afterwards.
// Each workspace is then changed into another random configuration and tried again.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../../support/scale.ts';
import { rewrite } from '../../support/stack.ts';
import type { Workspace } from '../../support/terraform.ts';
import { errorsOf, expectSuccess } from '../expect.ts';
import { offerOf } from '../matrix/offer.ts';
import { isSimulated, setUp } from '../setting.ts';
import { anyConfiguration, RESOURCES } from './random-configuration.ts';

const setting = setUp();

/** 20 workspaces of 25 resources are 500 configurations. On a Cozystack, where all takes longer, they are fewer. */
const WORKSPACES = isSimulated ? scaled(20, 2) : scaled(2);
const SEED = Number(process.env['HIKUBE_TEST_SEED'] ?? '20260302');

const counts = { configurations: 0, inconsistent: 0, notEmpty: 0 };

test(
  'nothing is inconsistent, and nothing is left to do',
  async () => {
    const offer = await offerOf(setting.hikube);
    for (let index = 0; index < WORKSPACES; index++) {
      const workspace = await setting.workspace();
      const [first, second] = fc.sample(anyConfiguration(index, offer), { seed: SEED + index, numRuns: 2 });
      await tryOut(workspace, first as string);
      await tryOut(workspace, follow(second as string));
      expectSuccess(await workspace.destroy());
      expect(await setting.hikube.clusters.list().toArray()).toEqual([]);
    }
    console.log(
      `property: ${counts.configurations} configurations, seed ${SEED}: ` +
        `${counts.inconsistent} inconsistent results, ${counts.notEmpty} second plans that were not empty`,
    );
    expect(counts).toEqual({ configurations: WORKSPACES * RESOURCES * 2, inconsistent: 0, notEmpty: 0 });
  },
  scaledTimeout(20 * 60_000),
);

/** A version only moves forward by one, which a second random one would not; and what is protected cannot go. */
const follow = (hcl: string) =>
  hcl
    .replaceAll(/^ {2}version = .*\n/gm, '')
    .replaceAll('deletion_protection = true', 'deletion_protection = false');

async function tryOut(workspace: Workspace, hcl: string): Promise<void> {
  await rewrite(workspace, hcl);
  const apply = await workspace.apply();
  const errors = errorsOf(apply);
  counts.inconsistent += errors.filter((error) =>
    /inconsistent|invalid plan|bug in the provider/i.test(error),
  ).length;
  expect(errors, hcl).toEqual([]);
  for (const args of [[], ['-refresh=false']]) {
    const plan = await workspace.plan(args);
    if (!plan.empty) counts.notEmpty += 1;
    expect({ errors: errorsOf(plan), changes: plan.changes }, hcl).toEqual({ errors: [], changes: [] });
  }
  counts.configurations += hcl.match(/^resource /gm)?.length ?? 0;
}
