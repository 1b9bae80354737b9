// Processes die in the middle of an apply. The next apply finishes the job, and nothing is made twice.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectEmpty, expectError, expectSuccess, warningsOf } from './expect.ts';
import { type Setting, setUp, until } from './setting.ts';

const cluster = `
resource "hikube_kubernetes_cluster" "main" {
  name        = "prod"
  node_groups = { web = { min_replicas = 2, max_replicas = 3 } }
}
`;

/** Slow enough that a process can die while the cluster comes up. */
const SPEED = 100;

/** Resolves once the API has accepted the cluster. */
async function accepted({ hikube }: Setting): Promise<void> {
  await until('the cluster is accepted', async () => (await hikube.clusters.list().toArray()).length > 0);
}

describe('kill -9 of what answers while terraform waits', () => {
  const setting = setUp({ store: 'sqlite', speed: SPEED, cozystackSpeed: 20, isKilled: true });

  test('it comes back, and the job is finished', async () => {
    const workspace = await setting.workspace(cluster);
    const apply = workspace.apply();
    await accepted(setting);
    await setting.stack.kill();
    await setting.stack.restart();
    const first = await apply;
    expectSuccess(first);
    const again = await workspace.apply();
    expectSuccess(again);
    expectEmpty(await workspace.plan());
    expect((await setting.hikube.clusters.get('prod')).status.phase).toBe('Running');
  });
});

describe('kill -9 of the provider in the middle of a create', () => {
  const setting = setUp({ store: 'sqlite', speed: SPEED, cozystackSpeed: 20, provider: 'struck' });

  test('the next apply takes over what exists', async () => {
    const workspace = await setting.workspace(cluster);
    let terraform = 0;
    const apply = workspace.apply([], {
      onStart: (pid) => {
        terraform = pid;
      },
    });
    await accepted(setting);
    const [{ uid } = { uid: '' }] = await setting.hikube.clusters.list().toArray();
    for (const provider of await childrenOf(terraform)) process.kill(provider, 'SIGKILL');
    expect((await apply).exitCode).toBe(1);
    expect(await workspace.stateOf('hikube_kubernetes_cluster.main')).toBeUndefined();

    const second = await workspace.apply();
    expectSuccess(second);
    expect(warningsOf(second).join('\n')).toContain('was taken over');
    expect((await workspace.stateOf('hikube_kubernetes_cluster.main'))?.['uid']).toBe(uid);
    expectEmpty(await workspace.plan());
    expect(await setting.hikube.clusters.list().toArray()).toHaveLength(1);
  });
});

describe('kill -9 of terraform while the provider waits', () => {
  const setting = setUp({ store: 'sqlite', speed: SPEED, cozystackSpeed: 20 });

  test('what nobody will store is left open, and taken over', async () => {
    const workspace = await setting.workspace(cluster);
    let terraform = 0;
    const apply = workspace.apply([], {
      onStart: (pid) => {
        terraform = pid;
      },
    });
    await accepted(setting);
    process.kill(terraform, 'SIGKILL');
    await apply;
    const [{ uid } = { uid: '' }] = await setting.hikube.clusters.list().toArray();
    const [creation] = await setting.hikube.operations.list({ cluster: 'prod' }).toArray();
    await setting.hikube.operations.resume(creation?.id ?? '');

    expect(warningsOf(await workspace.plan()).join('\n')).toContain('The cluster prod will be taken over');
    expectSuccess(await workspace.apply());
    expect((await workspace.stateOf('hikube_kubernetes_cluster.main'))?.['uid']).toBe(uid);
    expectEmpty(await workspace.plan());
    expect(await setting.hikube.clusters.list().toArray()).toHaveLength(1);
  });
});

describe('kill -9 of terraform after the provider has answered', () => {
  const setting = setUp({ store: 'sqlite' });

  test('the object is held, and the next apply says how to keep it', async () => {
    const workspace = await setting.workspace(cluster);
    expectSuccess(await workspace.apply());
    // Terraform is killed before it has written what it was told: the last state is the empty one.
    await rm(join(workspace.folder, 'terraform.tfstate'));
    const { uid } = await setting.hikube.clusters.get('prod');

    expectError(
      await workspace.apply(),
      /The cluster prod exists already.*a state has held it.*moved \{.*terraform import hikube_kubernetes_cluster\.NAME prod/s,
    );
    expect((await workspace.import('hikube_kubernetes_cluster.main', 'prod')).exitCode).toBe(0);
    expectSuccess(await workspace.apply());
    expectEmpty(await workspace.plan());
    expect((await workspace.stateOf('hikube_kubernetes_cluster.main'))?.['uid']).toBe(uid);
    expect(await setting.hikube.clusters.list().toArray()).toHaveLength(1);
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
