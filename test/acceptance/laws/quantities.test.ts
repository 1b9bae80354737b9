// One amount has many spellings, and platforms answer in one of their own: after an apply and after an import there is nothing
// to do, whichever is written.
import { expect, test } from 'vitest';
import { expectEmpty, expectSuccess } from '../expect.ts';
import { importBlock } from '../hcl.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp();

/** Each line is the same group in other words. */
const SPELLINGS: readonly (readonly [cpu: string, memory: string, disk: string])[] = [
  ['1', '2Gi', '20Gi'],
  ['1000m', '2048Mi', '20480Mi'],
  ['1.0', '2097152Ki', '20971520Ki'],
  ['+1', '2147483648', '21474836480'],
  ['1e0', '2147483648000m', '0.01953125Ti'],
  ['0.001k', '2147483.648k', '21474836.48k'],
];

const names = SPELLINGS.map((_spelling, index) => `g${index}`);

/** @param turn by how many lines each group is spelled differently */
const configuration = (turn: number) => `
resource "hikube_kubernetes_cluster" "main" {
  name     = "spelled"
  topology = "development"
}
${names
  .map((name, index) => {
    const [cpu, memory, disk] = SPELLINGS[(index + turn) % SPELLINGS.length]!;
    return `resource "hikube_kubernetes_node_group" "${name}" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "${name}"
  max_replicas = 1
  resources    = { cpu = "${cpu}", memory = "${memory}" }
  disk_size    = "${disk}"
}`;
  })
  .join('\n')}
`;

test(
  'every spelling of a quantity plans empty after apply and after import',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, configuration(0)));
    expectEmpty(await workspace.plan());
    expectEmpty(await workspace.plan(['-refresh=false']));
    for (let turn = 1; turn < SPELLINGS.length; turn += 1)
      expectEmpty(await planOf(workspace, configuration(turn)));

    const imports = [
      importBlock('hikube_kubernetes_cluster.main', 'spelled'),
      ...names.map((name) => importBlock(`hikube_kubernetes_node_group.${name}`, `spelled/${name}`)),
    ];
    const elsewhere = await setting.workspace();
    const plan = await planOf(elsewhere, configuration(1) + imports.join(''));
    expect(plan.changes).toEqual([]);
    expectSuccess(await elsewhere.apply());
    expectEmpty(await elsewhere.plan());
  },
  PATIENCE_MS,
);
