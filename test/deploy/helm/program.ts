// Helm itself, built from its own source: go.mod beside this file says which, go.sum that it is unchanged.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { isForFullRun, isLeftOut } from '../../support/left-out.ts';
import { run } from '../../support/program.ts';
import { missingGo } from '../../support/toolchains.ts';

/** How long it may be built: once for each machine, afterwards it lies in the cache of Go. */
export const BUILD_MS = 1_800_000;

/** Whether tests with Helm are left out here, said to whoever reads the run. */
export const withoutHelm = (): boolean => isForFullRun('Helm') || isLeftOut('Helm', missingGo());

/** What Helm said. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Helm with these words. */
export type Helm = (...words: string[]) => Promise<Said>;

/** Builds it where that was not done yet. @returns the program */
export async function buildHelm(): Promise<string> {
  const { stdout } = await run('go', ['tool', '-n', 'helm'], { cwd: import.meta.dirname });
  return stdout.trim();
}

/** @param home folder for what it keeps @param kubeconfig of the cluster that it works in; of none by default */
export async function helmIn(home: string, kubeconfig = '/dev/null'): Promise<Helm> {
  const program = await buildHelm();
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    KUBECONFIG: kubeconfig,
    HELM_CACHE_HOME: join(home, 'cache'),
    HELM_CONFIG_HOME: join(home, 'config'),
    HELM_DATA_HOME: join(home, 'data'),
  };
  return (...words) =>
    new Promise((resolve) => {
      execFile(program, words, { env, maxBuffer: 1 << 26 }, (error, out, complaint) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ code, stdout: out, stderr: complaint });
      });
    });
}
