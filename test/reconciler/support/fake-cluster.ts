// One cluster of the fake platform, and what a tick does to it.
import { waitingFor } from '@hikube/domain';
import type {
  DesiredAddon,
  DesiredCluster,
  DesiredNodeGroup,
  ObservedAddon,
  ObservedCluster,
  ObservedMember,
  ObservedNode,
  ObservedNodeGroup,
} from '../../../service/src/platform/platform.ts';

/** How often something happens, in milliseconds. */
export const TICK_MS = 10_000;

const SITES = ['geneva', 'gland', 'lucerne'] as const;

interface FakeNode {
  readonly name: string;
  readonly version: string;
  readonly settings: string;
  readonly createdAt: number;
  ready: boolean;
}

interface FakeGroup {
  readonly wanted: DesiredNodeGroup | undefined;
  readonly name: string;
  readonly uid: string;
  readonly nodes: FakeNode[];
}

/** See the top of the file. */
export class FakeCluster {
  #desired: DesiredCluster;
  #ticks: number;
  #removing = false;
  // The last tick changed nothing, and nothing else was asked for since.
  #isQuiet = false;
  #generation = 0;
  readonly #api: string[] = [];
  #etcd = 0;
  readonly #groups = new Map<string, FakeGroup>();
  readonly #addons = new Map<string, { id: string; generation: number; wanted: boolean }>();
  nodesMade = 0;
  /** Set by tests: the control plane cannot come up. */
  failure: { readonly reason: string; readonly message: string } | undefined;
  /** Set by tests, by name: a group that cannot get nodes. */
  readonly groupFailures = new Map<string, { readonly reason: string; readonly message: string }>();
  /** Set by tests, by id: an add-on that cannot be installed. */
  readonly addonFailures = new Map<string, string>();

  constructor(desired: DesiredCluster, now: number) {
    this.#desired = desired;
    this.#ticks = Math.floor(now / TICK_MS);
  }

  get isGone(): boolean {
    return this.#removing && this.#groups.size === 0 && this.#api.length === 0;
  }

  want(desired: DesiredCluster): void {
    if (this.#removing || this.#isOvertaken(desired)) return;
    if (JSON.stringify(desired) !== JSON.stringify(this.#desired)) this.#isQuiet = false;
    this.#desired = desired;
    for (const [uid, group] of this.#groups) {
      const wanted = desired.nodeGroups.find((each) => each.uid === uid);
      this.#groups.set(uid, { ...group, wanted });
    }
    for (const wanted of desired.nodeGroups) {
      if (this.#groups.has(wanted.uid)) continue;
      this.#groups.set(wanted.uid, { wanted, name: wanted.name, uid: wanted.uid, nodes: [] });
    }
    for (const [uid, addon] of this.#addons) addon.wanted = desired.addons.some((each) => each.uid === uid);
    for (const { id, uid } of desired.addons) {
      if (!this.#addons.has(uid)) this.#addons.set(uid, { id, generation: 0, wanted: true });
    }
  }

  /** A wish that knows an older generation of something that still exists was overtaken on the way. */
  #isOvertaken({ generation, nodeGroups, addons }: DesiredCluster): boolean {
    const known = [...this.#desired.nodeGroups, ...this.#desired.addons];
    return (
      generation < this.#desired.generation ||
      [...nodeGroups, ...addons].some((wanted) =>
        known.some(({ uid, generation: newest }) => uid === wanted.uid && newest > wanted.generation),
      )
    );
  }

  remove(now: number): void {
    this.advanceTo(now);
    if (!this.#removing) this.#isQuiet = false;
    this.#removing = true;
  }

  advanceTo(now: number): void {
    const target = Math.floor(now / TICK_MS);
    while (this.#ticks < target) {
      const before = JSON.stringify({ ...this.observe(), nextChangeAt: 0 });
      this.#ticks += 1;
      this.#tick();
      this.#isQuiet = before === JSON.stringify({ ...this.observe(), nextChangeAt: 0 });
    }
  }

  observe(): ObservedCluster {
    const next = this.#isQuiet ? {} : { nextChangeAt: (this.#ticks + 1) * TICK_MS };
    return {
      uid: this.#desired.uid,
      observedGeneration: this.#generation,
      controlPlane: this.#api.map((version, index) => member('api', index, `${version}.1`)),
      etcd: Array.from({ length: this.#etcd }, (_, index) => member('etcd', index, '3.6.0')),
      apiReady: this.#isUp,
      nodeGroups: [...this.#groups.values()].map((group) => this.#observeGroup(group)),
      addons: [...this.#addons].map(([uid, addon]) => this.#observeAddon(uid, addon)),
      deleting: this.#removing,
      ...(this.failure === undefined ? {} : { failure: this.failure }),
      ...next,
    };
  }

  get #isUp(): boolean {
    return this.#api.length > 0 && this.#etcd * 2 > this.#desired.controlPlane.etcdMembers;
  }

  #tick(): void {
    if (this.#removing) this.#shrink();
    else if (this.failure === undefined) {
      this.#growControlPlane();
      if (this.#generation > 0) for (const group of this.#groups.values()) this.#tickGroup(group);
      if (this.#generation > 0) this.#tickAddons();
    }
  }

  #shrink(): void {
    for (const [uid, group] of this.#groups) {
      group.nodes.pop();
      if (group.nodes.length === 0) this.#groups.delete(uid);
    }
    this.#addons.clear();
    if (this.#groups.size > 0) return;
    this.#api.pop();
    this.#etcd = this.#api.length;
  }

  #growControlPlane(): void {
    const { version, generation, controlPlane } = this.#desired;
    const old = this.#api.findIndex((each) => each !== version);
    if (this.#etcd < controlPlane.etcdMembers) this.#etcd += 1;
    else if (this.#etcd > controlPlane.etcdMembers) this.#etcd -= 1;
    else if (this.#api.length < controlPlane.replicas) this.#api.push(version);
    else if (this.#api.length > controlPlane.replicas) this.#api.pop();
    else if (old !== -1) this.#api[old] = version;
    else this.#generation = generation;
  }

  #tickGroup(group: FakeGroup): void {
    const { nodes, wanted } = group;
    if (wanted === undefined) {
      nodes.pop();
      if (nodes.length === 0) this.#groups.delete(group.uid);
      return;
    }
    if (this.groupFailures.has(group.name)) return;
    const booting = nodes.find((node) => !node.ready);
    const replaceable = nodes.find((node) => this.#mustGo(node, wanted));
    const surplus = nodes.length - Math.min(wanted.maxReplicas, Math.max(wanted.minReplicas, nodes.length));
    if (booting !== undefined) booting.ready = true;
    else if (nodes.length < wanted.minReplicas) this.#addNode(group, wanted);
    else if (surplus > 0 || (replaceable !== undefined && nodes.length > wanted.minReplicas)) {
      nodes.splice(replaceable === undefined ? nodes.length - 1 : nodes.indexOf(replaceable), 1);
    } else if (replaceable !== undefined) this.#addNode(group, wanted);
  }

  #mustGo(node: FakeNode, wanted: DesiredNodeGroup): boolean {
    if (this.#desired.replaceNodes.includes(node.name) || node.settings !== settingsOf(wanted)) return true;
    const canUpgrade =
      !this.#desired.rollout.paused && this.#api.every((each) => each === this.#desired.version);
    return canUpgrade && node.version !== this.#desired.version;
  }

  #addNode(group: FakeGroup, wanted: DesiredNodeGroup): void {
    this.nodesMade += 1;
    const name = `${this.#desired.name}-${group.name}-${this.nodesMade}`;
    const createdAt = this.#ticks * TICK_MS;
    group.nodes.push({
      name,
      version: this.#desired.version,
      settings: settingsOf(wanted),
      createdAt,
      ready: false,
    });
  }

  #tickAddons(): void {
    for (const [uid, addon] of this.#addons) {
      const wanted = this.#desired.addons.find((each) => each.uid === uid);
      if (!addon.wanted) this.#addons.delete(uid);
      else if (
        wanted !== undefined &&
        this.#needOf(wanted) === undefined &&
        !this.addonFailures.has(addon.id)
      ) {
        addon.generation = wanted.generation;
      }
    }
  }

  #needOf(addon: Pick<DesiredAddon, 'id'>): ObservedAddon['waitingFor'] {
    const nodeGroups = this.#desired.nodeGroups.map((group) => ({
      ...group,
      gpus: group.gpus.map((name) => ({ name })),
    }));
    return waitingFor(addon.id, { addonIds: this.#desired.addons.map(({ id }) => id), nodeGroups })[0];
  }

  #observeGroup(group: FakeGroup): ObservedNodeGroup {
    const { nodes, wanted } = group;
    const isCurrent = (node: FakeNode) => wanted !== undefined && node.settings === settingsOf(wanted);
    const failure = this.groupFailures.get(group.name);
    const min = wanted?.minReplicas ?? 0;
    return {
      name: group.name,
      uid: group.uid,
      observedGeneration: nodes.every(isCurrent) && this.#generation > 0 ? (wanted?.generation ?? 0) : 0,
      wanted: wanted === undefined ? 0 : Math.min(wanted.maxReplicas, Math.max(min, nodes.length)),
      atMax: false,
      nodes: nodes.map((node) => observedNode(node, wanted, isCurrent(node))),
      ...(failure === undefined ? {} : { failure }),
    };
  }

  #observeAddon(uid: string, addon: { id: string; generation: number; wanted: boolean }): ObservedAddon {
    const base = { id: addon.id, uid, observedGeneration: addon.generation };
    const wanted = this.#desired.addons.find((each) => each.uid === uid);
    const failure = this.addonFailures.get(addon.id);
    const need = wanted === undefined ? undefined : this.#needOf(wanted);
    if (!addon.wanted) return { ...base, phase: 'Removing', version: null, message: '' };
    if (failure !== undefined) return { ...base, phase: 'Failed', version: null, message: failure };
    if (need !== undefined)
      return { ...base, phase: 'WaitingFor', version: null, waitingFor: need, message: '' };
    const phase =
      addon.generation === wanted?.generation ? 'Ready' : addon.generation === 0 ? 'Installing' : 'Updating';
    return { ...base, phase, version: phase === 'Ready' ? '1.0.0' : null, message: '' };
  }
}

function settingsOf(group: DesiredNodeGroup): string {
  return JSON.stringify([group.instanceType, group.resources, group.diskSize, group.roles, group.gpus]);
}

function member(kind: string, index: number, version: string): ObservedMember {
  return { name: `${kind}-${index}`, site: SITES[index % 3]!, ready: true, version };
}

function observedNode(node: FakeNode, group: DesiredNodeGroup | undefined, current: boolean): ObservedNode {
  return {
    name: node.name,
    site: 'geneva',
    phase: node.ready ? 'Ready' : 'Booting',
    version: `${node.version}.1`,
    instanceType: group?.instanceType ?? '',
    cpu: '4',
    memory: '8Gi',
    gpus: group?.gpus ?? [],
    roles: group?.roles ?? [],
    createdAt: node.createdAt,
    current: current,
    message: node.ready ? '' : 'The machine boots.',
  };
}
