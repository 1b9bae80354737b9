// Processes die in the middle of an apply. The next apply finishes the job, and nothing is made twice.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Stack, startStack } from '../support/stack.ts';
import { expectEmpty, expectError, expectSuccess, warningsOf } from './expect.ts';
import { FULL_SPEED } from './setting.ts';

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
  });

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
  });

  test('of terraform while the provider waits: what nobody will store is left open, and taken over', async () => {
    stack = await startStack({ speed: SPEED });
    const workspace = await stack.workspace(cluster);
    let terraform = 0;
    const apply = workspace.apply([], {
      onStart: (pid) => {
        terraform = pid;
      },
    });
    await accepted();
    process.kill(terraform, 'SIGKILL');
    await apply;
    const [{ uid } = { uid: '' }] = await stack.hikube.clusters.list().toArray();
    const [creation] = await stack.hikube.operations.list({ cluster: 'prod' }).toArray();
    await stack.hikube.operations.resume(creation?.id ?? '');

    expect(warningsOf(await workspace.plan()).join('\n')).toContain('The cluster prod will be taken over');
    expectSuccess(await workspace.apply());
    expect((await workspace.stateOf('hikube_kubernetes_cluster.main'))?.['uid']).toBe(uid);
    expectEmpty(await workspace.plan());
    expect(await stack.hikube.clusters.list().toArray()).toHaveLength(1);
  });

  test('of terraform after the provider has answered: the object is held, and the next apply says how to keep it', async () => {
    stack = await startStack({ speed: FULL_SPEED });
    const workspace = await stack.workspace(cluster);
    expectSuccess(await workspace.apply());
    // Terraform is killed before it has written what it was told: the last state is the empty one.
    await rm(join(workspace.folder, 'terraform.tfstate'));
    const { uid } = await stack.hikube.clusters.get('prod');

    expectError(
      await workspace.apply(),
      /The cluster prod exists already.*a state has held it.*moved \{.*terraform import hikube_kubernetes_cluster\.NAME prod/s,
    );
    expect((await workspace.import('hikube_kubernetes_cluster.main', 'prod')).exitCode).toBe(0);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect((await workspace.stateOf('hikube_kubernetes_cluster.main'))?.['uid']).toBe(uid);
    expect(await stack.hikube.clusters.list().toArray()).toHaveLength(1);
  });
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
