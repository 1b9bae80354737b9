// A Kubernetes application as it comes to life: its control plane, the Secret with its kubeconfig, and its machines.
import type { Clock, Random } from '@hikube/kubernetes-api';
import { TenantCluster } from '../clusters/tenant-cluster.ts';
import { TENANT_LABEL } from '../core/tenant-secrets.ts';
import type { Profile } from '../profiles/profile.ts';
import { addonsOf } from './addons.ts';
import { makeChild, removeChild, tellChild } from './children.ts';
import { groupToWake, type Machine, MachineGroup } from './group.ts';
import {
  makeMachine,
  makeMonitor,
  type Owner,
  removeMachine,
  removeMonitor,
  tellMonitor,
} from './machines.ts';
import { type Group, isSizedTwice, stepRefusal, type Values } from './refusals.ts';
import { makeRights, removeRights } from './rights.ts';
import type { Timings } from './timings.ts';
import { groupsOf } from './values.ts';
import type { Writer } from './writer.ts';

/** Where tenant clusters are reached. */
export interface Endpoints {
  /** Opens the API of a cluster. @returns its address */
  open(cluster: TenantCluster, host: string): Promise<string>;
  close(cluster: TenantCluster): Promise<void>;
}

export interface LifeOptions {
  readonly owner: Owner;
  readonly profile: Profile;
  readonly timings: Timings;
  readonly clock: Clock;
  readonly random?: Random;
  readonly writer: Writer;
  readonly endpoints: Endpoints;
  /** Does something later, and in turn with everything else. */
  readonly later: (ms: number, work: () => Promise<void>) => void;
  /** Groups whose nodes never join. */
  readonly isStuck: (group: string) => boolean;
  /** Told whenever something has come to life or gone. */
  readonly changed: () => Promise<void>;
}

export class KubernetesLife {
  readonly #of: LifeOptions;
  readonly #groups = new Map<string, MachineGroup>();
  #version: string | undefined;
  #wantedVersion: string | undefined;
  #values: Values = {};
  /** Groups that applications of their own ask for. */
  readonly #pools = new Set<string>();
  #over = false;
  /** Undefined until the control plane is there. */
  cluster: TenantCluster | undefined;

  constructor(options: LifeOptions) {
    this.#of = options;
  }

  /** What the control plane refuses; undefined when it takes the values. */
  refusal({ version = 'v1.35' }: Values): string | undefined {
    return stepRefusal(this.#wantedVersion, version);
  }

  async apply(values: Values): Promise<void> {
    const { owner, profile, timings, writer, later } = this.#of;
    const { version = 'v1.35' } = values;
    const groups = groupsOf(values, profile);
    await makeRights(writer, owner, Object.keys(groups));
    const isNew = this.#wantedVersion === undefined;
    const upgrades = !isNew && this.#wantedVersion !== version;
    this.#wantedVersion = version;
    this.#values = values;
    if (isNew) {
      this.#version = version;
      await makeMonitor(writer, owner, undefined, 1);
      later(timings.controlPlane, () => this.#raise(values));
    }
    for (const name of [...this.#groups.keys()])
      if (!Object.hasOwn(groups, name) && !this.#pools.has(name)) await this.#drop(name);
    for (const [name, group] of Object.entries(groups)) await this.#want(name, group);
    if (upgrades) later(timings.upgrade, () => this.#upgrade());
    if (!isNew && !upgrades) await this.#step();
  }

  /** A group that another application asks for. */
  async join(name: string, wanted: Group): Promise<void> {
    this.#pools.add(name);
    await this.#want(name, wanted);
    await this.#step();
  }

  async leave(name: string): Promise<void> {
    if (!this.#pools.delete(name)) return;
    await this.#drop(name);
  }

  get #kubelet(): string {
    return this.#of.profile.patches[this.#version!] ?? `${this.#version}.0`;
  }

  async #want(name: string, wanted: Group): Promise<void> {
    const { owner, writer } = this.#of;
    const group = this.#groups.get(name);
    if (group === undefined) {
      const prefix = `kubernetes-${owner.name}-${name}`;
      this.#groups.set(name, new MachineGroup(name, prefix, wanted, this.#kubelet));
    } else group.change(wanted, this.#kubelet);
    await makeMonitor(writer, owner, name, wanted.minReplicas ?? 0);
  }

  async #drop(name: string): Promise<void> {
    const { owner, writer } = this.#of;
    for (const { name: machine } of this.#groups.get(name)?.machines ?? [])
      await removeMachine(writer, owner, machine);
    this.#groups.delete(name);
    await removeMonitor(writer, owner, name);
    await this.#tell();
  }

  async #raise({ host = '' }: Values): Promise<void> {
    if (this.#over) return;
    const { owner, clock, random, writer, endpoints, changed } = this.#of;
    this.cluster = await TenantCluster.create({
      ...owner,
      clock,
      ...(random !== undefined && { random }),
      version: this.#kubelet,
    });
    const server = await endpoints.open(this.cluster, host);
    await writer.make(`/api/v1/namespaces/${owner.namespace}/secrets`, this.#secret(server));
    await tellMonitor(writer, owner, undefined, { available: 2, observed: 2, least: 1 });
    await changed();
    await this.#step();
  }

  #secret(server: string): object {
    const { owner } = this.#of;
    const encode = (text: string): string => Buffer.from(text).toString('base64');
    const inside = `https://kubernetes-${owner.name}.${owner.namespace}.svc:6443`;
    const outer = this.cluster!.kubeconfig(server);
    const inner = this.cluster!.kubeconfig(inside);
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: `kubernetes-${owner.name}-admin-kubeconfig`,
        labels: {
          [TENANT_LABEL]: 'true',
          'apps.cozystack.io/application.group': 'apps.cozystack.io',
          'apps.cozystack.io/application.kind': 'Kubernetes',
          'apps.cozystack.io/application.name': owner.name,
        },
      },
      type: 'Opaque',
      data: {
        'admin.conf': encode(outer),
        'super-admin.conf': encode(outer),
        'admin.svc': encode(inner),
        'super-admin.svc': encode(inner),
      },
    };
  }

  async #upgrade(): Promise<void> {
    if (this.#over) return;
    this.#version = this.#wantedVersion;
    this.cluster?.setVersion(this.#kubelet);
    for (const group of this.#groups.values()) group.refresh(this.#kubelet);
    await this.#of.changed();
    await this.#step();
  }

  /** One step of every group; machines come when there is a control plane that they can join. */
  async #step(): Promise<void> {
    if (this.#over || this.cluster === undefined) return;
    const { owner, writer, timings, later } = this.#of;
    this.#autoscale();
    for (const group of this.#groups.values()) {
      const { make, remove } = group.next();
      for (const machine of remove) await removeMachine(writer, owner, machine.name);
      group.machines = [...group.machines.filter((machine) => !remove.includes(machine)), ...make];
      for (const machine of make) later(timings.machine, () => this.#runs(group, machine));
    }
    await this.#tell();
  }

  /** Wakes a group for the pods of the platform, and lets it sleep again when nodes of others hold them. */
  #autoscale(): void {
    const groups = [...this.#groups.values()];
    const hasOthers = groups.some(
      (group) => group !== this.#woken && group.machines.some(({ joined }) => joined),
    );
    if (hasOthers) {
      if (this.#woken?.size === 1) this.#woken.resize(0);
      this.#woken = undefined;
    }
    const next = groupToWake(groups);
    next?.resize(1);
    this.#woken = next ?? this.#woken;
  }

  #woken: MachineGroup | undefined;

  async #runs(group: MachineGroup, machine: Machine): Promise<void> {
    if (this.#over || !group.machines.includes(machine)) return;
    const { owner, profile, writer, timings, later } = this.#of;
    if (isSizedTwice(profile, machine.group)) return;
    machine.runs = true;
    await makeMachine(writer, owner, group.name, machine.name);
    await this.#tell();
    later(timings.join, () => this.#joins(group, machine));
  }

  async #joins(group: MachineGroup, machine: Machine): Promise<void> {
    if (this.#over || !group.machines.includes(machine)) return;
    const { timings, later, isStuck } = this.#of;
    if (isStuck(group.name)) {
      later(timings.join, () => this.#joins(group, machine));
      return;
    }
    machine.joined = true;
    await this.#step();
  }

  async #tell(): Promise<void> {
    const { owner, writer, changed } = this.#of;
    const groups = [...this.#groups.values()];
    const nodes = groups.flatMap((group) => group.nodes());
    await this.cluster?.setNodes(nodes);
    await this.#tellAddons(nodes.map(({ roles }) => roles));
    for (const group of groups) {
      const running = group.machines.filter(({ runs }) => runs).length;
      const counted = { available: running, observed: group.machines.length, least: group.least };
      await tellMonitor(writer, owner, group.name, counted);
    }
    await changed();
  }

  /** Each has a release that waits for a node, and is gone with its key. */
  async #tellAddons(roles: readonly (readonly string[])[]): Promise<void> {
    if (this.#over || this.cluster === undefined) return;
    const addons = addonsOf(this.#values, roles);
    await this.cluster.setWorkloads(addons);
    const { owner, writer } = this.#of;
    for (const { release } of addons) if (!this.#addons.has(release)) await makeChild(writer, owner, release);
    for (const release of this.#addons)
      if (!addons.some((addon) => addon.release === release)) await removeChild(writer, owner, release);
    this.#addons = new Set(addons.map(({ release }) => release));
    for (const { release } of addons) await tellChild(writer, owner, release, roles.length > 0);
  }

  #addons = new Set<string>();

  /** The control plane answers and every machine has joined. */
  get isWhole(): boolean {
    return this.cluster !== undefined && [...this.#groups.values()].every(({ settled }) => settled);
  }

  /** Enough runs for the platform, joined or not. */
  get isOperational(): boolean {
    const groups = [...this.#groups.values()];
    const enough = ({ machines, least }: MachineGroup): boolean =>
      machines.filter(({ runs }) => runs).length >= least;
    return this.cluster !== undefined && groups.every(enough);
  }

  /** Sizes that the autoscaler would choose. */
  scale(name: string, size: number): Promise<void> {
    this.#groups.get(name)?.resize(size);
    return this.#step();
  }

  async removeMachines(): Promise<void> {
    this.#over = true;
    const { owner, writer } = this.#of;
    for (const release of this.#addons) await removeChild(writer, owner, release);
    for (const name of [...this.#groups.keys()]) await this.#drop(name);
  }

  async removeControlPlane(): Promise<void> {
    this.#over = true;
    const { owner, writer, endpoints } = this.#of;
    await writer.remove(
      `/api/v1/namespaces/${owner.namespace}/secrets/kubernetes-${owner.name}-admin-kubeconfig`,
    );
    await removeMonitor(writer, owner, undefined);
    await removeRights(writer, owner);
    if (this.cluster === undefined) return;
    this.cluster.stop();
    await endpoints.close(this.cluster);
    this.cluster = undefined;
  }
}
