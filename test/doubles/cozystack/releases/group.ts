// One group of machines: how many there are, which are of an old kind, and what is next to do.
import type { NodeState } from '../clusters/nodes.ts';
import type { Group } from './refusals.ts';
import { sizeOf } from './sizes.ts';

export interface Machine {
  readonly name: string;
  /** What it was made from. */
  readonly template: string;
  readonly kubelet: string;
  readonly group: Group;
  /** Its virtual machine runs. */
  runs: boolean;
  /** Its node has joined. */
  joined: boolean;
}

/** What a machine is made from; another template means another machine. */
export function templateOf(
  { instanceType, roles, resources, gpus, diskSize, ephemeralStorage, storageClass }: Group,
  kubelet: string,
): string {
  return JSON.stringify([
    instanceType,
    roles,
    resources,
    gpus,
    diskSize,
    ephemeralStorage,
    storageClass,
    kubelet,
  ]);
}

/** What is to be done next. */
export interface Next {
  readonly make: readonly Machine[];
  readonly remove: readonly Machine[];
}

export class MachineGroup {
  readonly name: string;
  /** In front of the names of its machines. */
  readonly #prefix: string;
  #wanted: Group;
  #kubelet: string;
  /** What the autoscaler wants. */
  #size = 0;
  #made = 0;
  machines: Machine[] = [];

  constructor(name: string, prefix: string, wanted: Group, kubelet: string) {
    this.name = name;
    this.#prefix = prefix;
    this.#wanted = wanted;
    this.#kubelet = kubelet;
    this.change(wanted, kubelet);
  }

  get least(): number {
    return this.#wanted.minReplicas ?? 0;
  }

  get most(): number {
    return this.#wanted.maxReplicas ?? 10;
  }

  get hasGpus(): boolean {
    const { gpus } = this.#wanted;
    return Array.isArray(gpus) && gpus.length > 0;
  }

  change(wanted: Group, kubelet: string): void {
    this.#wanted = wanted;
    this.#kubelet = kubelet;
    this.resize(this.#size);
  }

  /** The control plane is of another version: so will be its kubelets. */
  refresh(kubelet: string): void {
    this.#kubelet = kubelet;
  }

  /** As the autoscaler does: never fewer than the least, never more than the most. */
  resize(size: number): void {
    this.#size = Math.min(Math.max(size, this.least), this.most);
  }

  /** How many there are to be. */
  get size(): number {
    return this.#size;
  }

  get #template(): string {
    return templateOf(this.#wanted, this.#kubelet);
  }

  /** Machines of an old template are replaced one by one, each after its successor has joined. */
  next(): Next {
    const old = this.machines.filter(({ template }) => template !== this.#template);
    const current = this.machines.filter(({ template }) => template === this.#template);
    if (old.length === 0) {
      const missing = this.#size - current.length;
      return { make: this.#new(missing), remove: missing < 0 ? current.slice(missing) : [] };
    }
    if (current.some(({ joined }) => !joined)) return { make: [], remove: [] };
    const remove = old.slice(0, Math.max(0, this.machines.length - this.#size));
    const isMore = old.length > remove.length && current.length < this.#size;
    return { make: this.#new(isMore ? 1 : 0), remove };
  }

  #new(count: number): Machine[] {
    return Array.from({ length: Math.max(0, count) }, () => {
      this.#made += 1;
      return {
        name: `${this.#prefix}-${suffixOf(this.#made)}`,
        template: this.#template,
        kubelet: this.#kubelet,
        group: this.#wanted,
        runs: false,
        joined: false,
      };
    });
  }

  /** Nothing is left to do. */
  get settled(): boolean {
    const { make, remove } = this.next();
    return make.length === 0 && remove.length === 0 && this.machines.every(({ joined }) => joined);
  }

  nodes(): NodeState[] {
    return this.machines
      .filter(({ joined }) => joined)
      .map(({ name, group, kubelet }) => ({
        name,
        group: this.name,
        roles: group.roles ?? [],
        kubelet,
        ready: true,
        instanceType: group.instanceType || 'u1.medium',
        ...sizeOf(group),
      }));
  }
}

/**
 * The group that the autoscaler wakes for the pods of the platform itself, such as the name server, where every group is
 * empty: one without GPUs if there is one; undefined where nothing has to be, or nothing can be done.
 */
export function groupToWake(groups: readonly MachineGroup[]): MachineGroup | undefined {
  if (groups.some(({ size }) => size > 0)) return undefined;
  const able = groups.filter(({ most }) => most > 0).sort((a, b) => (a.name < b.name ? -1 : 1));
  return able.find(({ hasGpus }) => !hasGpus) ?? able[0];
}

/** Five characters, other ones for each number. */
function suffixOf(number: number): string {
  const letters = 'bcdfghjklmnpqrstvwxz';
  let text = '';
  for (let rest = number * 7919; text.length < 5; rest = Math.floor(rest / 20)) text += letters[rest % 20];
  return text;
}
