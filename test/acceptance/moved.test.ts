// Moving in: a cluster that another provider keeps becomes ours by a `moved` block, and the plan after it is empty, or takes
// only away what the other provider did not tell of.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeBlocks } from '../support/code-blocks.ts';
import type { ResourceChange } from '../support/terraform.ts';
import { expectEmpty, expectSuccess } from './expect.ts';
import { type OtherProviders, REQUIRED, rivalCluster, startOtherProviders } from './other-providers.ts';
import { PATIENCE_MS, setUp, until } from './setting.ts';

// The guide shows the configurations that do it.
const guide = await readFile(fileURLToPath(new URL('../../docs/guides/move-in.md', import.meta.url)), 'utf8');
const [MOVED = ''] = codeBlocks(guide, 'hcl moved');
const [FORGOTTEN = ''] = codeBlocks(guide, 'hcl forgotten');

const setting = setUp({ inside: {} });
let others: OtherProviders;
beforeAll(async () => {
  others = await startOtherProviders();
});
afterAll(() => others.close());

/** Resolves when what another tool has made runs, with its uid. */
const running = (name: string) =>
  until(`${name} runs`, async () => {
    const cluster = await setting.hikube.clusters.get(name).catch(() => undefined);
    return cluster?.status.phase === 'Running' && cluster.uid;
  });

/** Node groups that a change takes away, where it changes nothing else. */
function leavingIn({ before, after }: ResourceChange['change']): string[] {
  const had = groupsIn(before);
  const has = groupsIn(after);
  expect({ ...after, last_operation: null, node_groups: null }).toEqual({
    ...before,
    last_operation: null,
    node_groups: null,
  });
  expect(had).toMatchObject(has);
  return Object.keys(had).filter((name) => !(name in has));
}
const groupsIn = (object: ResourceChange['change']['before']) => (object?.['node_groups'] ?? {}) as object;

test(
  'a cozystack_kubernetes becomes a hikube_kubernetes_cluster',
  async () => {
    const { hand } = setting;
    await hand.make('prod', {
      web: { minReplicas: 1, maxReplicas: 3, instanceType: 'u1.large', roles: ['ingress-nginx'] },
    });
    const uid = await running('prod');
    const workspace = await setting.workspace();
    const environment = others.beside(workspace);
    await workspace.write(rivalCluster(hand.namespace));
    expectSuccess(await workspace.init(environment));
    expectSuccess(await workspace.apply([], environment));

    await workspace.write(REQUIRED + MOVED);
    const plan = await workspace.plan([], environment);
    expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const changes = plan.changes.filter(({ change }) => change.actions.join() !== 'no-op');
    expect(changes.flatMap(({ change }) => leavingIn(change))).toEqual(hand.comesAlong);
    expect(changes.map(({ change }) => change.actions.join())).toEqual(hand.comesAlong.map(() => 'update'));
    expectSuccess(await workspace.apply([], environment));
    expectEmpty(await workspace.plan([], environment));
    const state = await workspace.stateOf('hikube_kubernetes_cluster.main', environment);
    expect(state?.['uid']).toBe(uid);
    expect((await setting.hikube.clusters.get('prod')).uid).toBe(uid);
  },
  PATIENCE_MS,
);

test(
  'a kubectl_manifest leaves the state, and its cluster is taken over as it is',
  async () => {
    await setting.hand.make('shop');
    const uid = await running('shop');
    const workspace = await setting.workspace();
    const environment = others.beside(workspace);
    await workspace.write(`${REQUIRED}
resource "kubectl_manifest" "shop" {
  yaml_body = "kind: Kubernetes"
}
`);
    expectSuccess(await workspace.init(environment));
    expectSuccess(await workspace.apply([], environment));

    await workspace.write(`${REQUIRED}${FORGOTTEN}
resource "hikube_kubernetes_cluster" "shop" {
  name    = "shop"
  version = "1.35"
}
`);
    const applied = await workspace.apply([], environment);
    expectSuccess(applied);
    expect(applied.stdout).toContain('1 imported, 0 added, 0 changed, 0 destroyed');
    expectEmpty(await workspace.plan([], environment));
    expect((await setting.hikube.clusters.get('shop')).uid).toBe(uid);
  },
  PATIENCE_MS,
);
