// The real, unmodified kubectl with a kubeconfig.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftOut, missingProgram } from './left-out.ts';

/** What kubectl said. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A kubeconfig, and a name for its file and its cache. */
export interface KubeconfigFile {
  readonly id: string;
  readonly kubeconfig: string;
}

/** Runs kubectl with a kubeconfig. @param scratch folder for its files */
export async function kubectlWith(
  { id, kubeconfig }: KubeconfigFile,
  scratch: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const file = join(scratch, `${id}.yaml`);
  await writeFile(file, kubeconfig, { mode: 0o600 });
  const all = ['--kubeconfig', file, '--cache-dir', join(scratch, `cache-${id}`), ...words];
  return run(all, scratch, environment);
}

/** Whether tests with kubectl are left out here, said to whoever reads the run. */
export const withoutKubectl = () =>
  isLeftOut('What kubectl shows', missingProgram('kubectl', 'version', '--client'));

function run(
  words: readonly string[],
  home: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Said> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: home, ...environment };
    execFile('kubectl', words, { env, timeout: 170_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}
