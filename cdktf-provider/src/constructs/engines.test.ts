// The engines write the same for the same constructs: who changes the engine changes nothing else.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ENGINES, type TestedEngine } from '../testing/engines.ts';
import { wholeStack } from '../testing/whole-stack.ts';

const scratch = mkdtempSync(join(tmpdir(), 'hikube-engines-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** What an engine writes to disk; the engines write empty objects on one line or on two, so both are written anew. */
function written(name: string, engine: TestedEngine): string {
  const app = new engine.core.App({ outdir: join(scratch, name), stackTraces: false });
  const stack = new engine.core.TerraformStack(app, 'whole');
  new engine.core.LocalBackend(stack, { path: 'terraform.tfstate' });
  new engine.hikube.HikubeProvider(stack, 'hikube');
  wholeStack(stack, engine);
  app.synth();
  const text = readFileSync(join(scratch, name, 'stacks/whole/cdk.tf.json'), 'utf8');
  return JSON.stringify(JSON.parse(text), null, 1);
}

const [cdktn, cdktf] = ENGINES as [TestedEngine, TestedEngine];

test('equal bytes but for the version of the engine', () => {
  const [newer, older] = [written('cdktn', cdktn), written('cdktf', cdktf)];
  expect(newer).toContain('"version": "0.24.0"');
  expect(older.replace('"version": "0.21.0"', '"version": "0.24.0"')).toBe(newer);
  expect(newer.length).toBeGreaterThan(3000);
});
