// Processes die in the middle of an apply. The next apply finishes the job, and nothing is made twice.
import { readdir, readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type Stack, startStack } from '../support/stack.ts';
import { expectEmpty, expectSuccess, warningsOf } from './expect.ts';

const cluster = `
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  node_groups = { web = { min_replicas = 2, max_replicas = 3 } }
}
`;

/** Slow enough that a process can die while the cluster comes up. */
const SPEED = 100;

let stack: Stack;
afterEach(() => stack.dispose());

/** Resolves once the API has accepted the cluster. */
async function accepted(): Promise<void> {
  for (;;) {
    if ((await stack.hikube.clusters.list().toArray()).length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('kill -9', () => {
  test('of the service while terraform waits: it comes back, and the job is finished', async () => {
    stack = await startStack({ speed: SPEED });
    const workspace = await stack.workspace(cluster);
    const apply = workspace.apply();
    await accepted();
    await stack.service.kill();
    await stack.restart();
    const first = await apply;
    expectSuccess(first);
    const again = await workspace.apply();
    expectSuccess(again);
    expectEmpty(await workspace.plan());
    expect((await stack.hikube.clusters.get('prod')).status.phase).toBe('Running');
  }, 120_000);

  test('of the provider in the middle of a create: the next apply takes over what exists', async () => {
    stack = await startStack({ speed: SPEED, provider: 'packed' });
    const workspace = await stack.workspace(cluster);
    let terraform = 0;
    const apply = workspace.apply([], {
      onStart: (pid) => {
        terraform = pid;
      },
    });
    await accepted();
    const [{ uid } = { uid: '' }] = await stack.hikube.clusters.list().toArray();
    for (const provider of await childrenOf(terraform)) process.kill(provider, 'SIGKILL');
    expect((await apply).exitCode).toBe(1);
    expect(await workspace.stateOf('hikube_kubernetes_cluster.main')).toBeUndefined();

    const second = await workspace.apply();
    expectSuccess(second);
    expect(warningsOf(second).join('\n')).toContain('was taken over');
    expect((await workspace.stateOf('hikube_kubernetes_cluster.main'))?.['uid']).toBe(uid);
    expectEmpty(await workspace.plan());
    expect(await stack.hikube.clusters.list().toArray()).toHaveLength(1);
  }, 120_000);
});

/** Pids of the direct children of a process. */
async function childrenOf(parent: number): Promise<number[]> {
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^[0-9]+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    // pid (name) state ppid …; the name may contain anything, so read from its closing bracket.
    const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (ppid === parent) found.push(Number(entry));
  }
  return found;
}
