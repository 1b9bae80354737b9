// The quickstart of the constructs is compiled before it synthesises: what a type would have caught never gets further.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));

let copy = '';
afterEach(() => rm(copy, { recursive: true, force: true }));

/** Runs `npm run synth` in a copy of the example whose program was changed. */
async function synthOf(change: (program: string) => string): Promise<{ code: number; output: string }> {
  // Inside the repository, because the example finds its packages there.
  copy = await mkdtemp(join(examples, '.copy-'));
  for (const file of ['package.json', 'tsconfig.json']) {
    await cp(join(examples, 'cdktf-quickstart', file), join(copy, file));
  }
  const program = await readFile(join(examples, 'cdktf-quickstart', 'main.ts'), 'utf8');
  await writeFile(join(copy, 'main.ts'), change(program));
  return new Promise((resolve) => {
    execFile('npm', ['run', 'synth'], { cwd: copy }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}

const stackOf = () => readFile(join(copy, 'cdktf.out/stacks/quickstart/cdk.tf.json'), 'utf8');

test('as it is, it synthesises', async () => {
  const { code, output } = await synthOf((program) => program);
  expect(output).not.toContain('error');
  expect(code).toBe(0);
  expect(await stackOf()).toContain('"min_replicas": 2');
});

test('a misspelt property ends the synth, at its line and with a suggestion', async () => {
  const { code, output } = await synthOf((program) => program.replace('minReplicas: 2', 'minReplica: 2'));
  expect(code).not.toBe(0);
  expect(output).toMatch(/main\.ts\(\d+,\d+\): error TS2561:.*Did you mean to write 'minReplicas'\?/);
  await expect(stackOf()).rejects.toThrow('ENOENT');
});
