// One workspace that is created, changed and destroyed again and again, with a strike somewhere in each command.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hikube } from '@hikube/sdk';
import { expect } from 'vitest';
import { rewrite } from '../../support/stack.ts';
import type { Run, Workspace } from '../../support/terraform.ts';
import { expectEmpty, expectSuccess } from '../expect.ts';

/** What happens to the cluster in a command. */
export const FLOWS = ['create', 'update', 'delete'] as const;
export type Flow = (typeof FLOWS)[number];
export type Strike = 'kill' | 'interrupt';

const configuration = (max: number) => `
resource "hikube_kubernetes_cluster" "main" {
  name            = "prod"
  topology        = "development"
  initial_version = "1.33"
  labels          = { max = "${max}" }
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.main.id
  name         = "web"
  min_replicas = 1
  max_replicas = ${max}
}
resource "hikube_kubernetes_addon" "flux" {
  cluster_id      = hikube_kubernetes_cluster.main.id
  name            = "flux"
  values_override = jsonencode({ max = ${max} })
}
`;

/** The address and the id of an object that exists already, as the run says; undefined when it says so of none. */
function nextImport(run: Run, known: ReadonlySet<string>): readonly [string, string] | undefined {
  const { address, detail } =
    run.diagnostics.find(({ severity, summary }) => severity === 'error' && /exists already/.test(summary)) ??
    {};
  const id = /terraform import \S+ (\S+)/.exec(detail ?? '')?.[1];
  return address === undefined || id === undefined || known.has(address) ? undefined : [address, id];
}

/** Orphans and duplicates, counted over all runs. */
export interface Tally {
  kills: number;
  interrupts: number;
  /** Commands that failed because of the strike; the others were through already. */
  felt: number;
  /** Objects that had been held, and that the next run named for an import. */
  imports: number;
  orphans: number;
  duplicates: number;
  notEmpty: number;
}

export class Story {
  readonly #workspace: Workspace;
  readonly #hikube: Hikube;
  readonly #boundaries: string;
  readonly tally: Tally = {
    kills: 0,
    interrupts: 0,
    felt: 0,
    imports: 0,
    orphans: 0,
    duplicates: 0,
    notEmpty: 0,
  };

  constructor(workspace: Workspace, hikube: Hikube) {
    this.#workspace = workspace;
    this.#hikube = hikube;
    this.#boundaries = join(workspace.folder, 'boundaries');
  }

  /** Lets a flow pass undisturbed and gives the boundaries in it, such as `PlanResourceChange received`. */
  async boundariesOf(flow: Flow): Promise<readonly string[]> {
    await this.#prepare(flow);
    expectSuccess(await this.#run(flow, {}));
    return (await readFile(this.#boundaries, 'utf8')).trim().split('\n');
  }

  /** Strikes at a boundary, counted from 1, then lets the next run finish the job and looks at what there is. */
  async strike(flow: Flow, at: number, by: Strike): Promise<void> {
    await this.#prepare(flow);
    const struck = await this.#run(flow, { STRUCK_AT: String(at), STRUCK_BY: by });
    this.tally[by === 'kill' ? 'kills' : 'interrupts'] += 1;
    if (struck.exitCode !== 0) this.tally.felt += 1;
    await this.#prepare(flow);
    await this.#finish(flow);
    if (flow === 'delete') await this.#expectNothing();
    else await this.#expectOneOfEach(flow === 'create' ? 2 : 3);
  }

  /**
   * Killed between its last act and the answer, the provider has held what Terraform does not know: the next run names
   * the import, which finishes the job.
   */
  async #finish(flow: Flow): Promise<void> {
    const imported = new Set<string>();
    for (;;) {
      const run = await this.#run(flow, {});
      const found = run.exitCode === 0 ? undefined : nextImport(run, imported);
      if (found === undefined) return expectSuccess(run);
      const [address, id] = found;
      imported.add(address);
      this.tally.imports += 1;
      const environment = { STRUCK_BOUNDARIES: this.#boundaries };
      expect((await this.#workspace.import(address, id, { environment })).exitCode).toBe(0);
    }
  }

  /** Boundaries are counted anew for each command. */
  async #prepare(flow: Flow): Promise<void> {
    await rewrite(this.#workspace, configuration(flow === 'create' ? 2 : 3));
    await rm(this.#boundaries, { force: true });
    await writeFile(this.#boundaries, '');
  }

  #run(flow: Flow, strike: Readonly<Record<string, string>>): Promise<Run> {
    const environment = { STRUCK_BOUNDARIES: this.#boundaries, ...strike };
    return flow === 'delete'
      ? this.#workspace.destroy([], { environment })
      : this.#workspace.apply([], { environment });
  }

  async #expectOneOfEach(max: number): Promise<void> {
    const environment = { STRUCK_BOUNDARIES: this.#boundaries };
    const plan = await this.#workspace.plan([], { environment });
    if (!plan.empty) this.tally.notEmpty += 1;
    expectEmpty(plan);
    const clusters = await this.#hikube.clusters.list().toArray();
    const groups = await this.#hikube.nodeGroups.list('prod').toArray();
    const addons = await this.#hikube.addons.list('prod').toArray();
    const known = await this.#uidsInState();
    for (const found of [clusters, groups, addons]) this.tally.duplicates += Math.max(0, found.length - 1);
    for (const [address, found] of [
      ['hikube_kubernetes_cluster.main', clusters],
      ['hikube_kubernetes_node_group.web', groups],
      ['hikube_kubernetes_addon.flux', addons],
    ] as const) {
      this.tally.orphans += found.filter(({ uid }) => uid !== known.get(address)).length;
    }
    expect(groups.map(({ maxReplicas }) => maxReplicas)).toEqual([max]);
    expect(addons.map(({ valuesOverride }) => valuesOverride)).toEqual([{ max }]);
    expect(this.tally).toMatchObject({ orphans: 0, duplicates: 0, notEmpty: 0 });
  }

  /** As the state file has them: asking terraform would start the provider for each. */
  async #uidsInState(): Promise<ReadonlyMap<string, unknown>> {
    const { resources } = JSON.parse(await this.#workspace.stateText()) as {
      resources: { type: string; name: string; instances: { attributes: Record<string, unknown> }[] }[];
    };
    const instances = resources.flatMap(({ type, name, instances: found }) =>
      found.map(({ attributes }) => [`${type}.${name}`, attributes['uid']] as const),
    );
    expect(instances).toHaveLength(3);
    return new Map(instances);
  }

  async #expectNothing(): Promise<void> {
    this.tally.orphans += (await this.#hikube.clusters.list().toArray()).length;
    expect(this.tally.orphans).toBe(0);
    expect(JSON.parse(await this.#workspace.stateText())).toMatchObject({ resources: [] });
  }
}
