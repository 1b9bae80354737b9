// The kinds that are served at this moment: those that were given, and those of custom resource definitions.
import type { Kind } from './kind.ts';

/** Kinds by their names. */
export class Registry {
  readonly #fixed: readonly Kind[];
  readonly #custom = new Map<string, readonly Kind[]>();
  #all: readonly Kind[];
  #revision = 0;

  constructor(kinds: readonly Kind[]) {
    this.#fixed = kinds;
    this.#all = kinds;
  }

  /** All kinds, in order of group and resource. */
  get all(): readonly Kind[] {
    return this.#all;
  }

  /** Grows whenever kinds come or go. */
  get revision(): number {
    return this.#revision;
  }

  find(group: string, version: string, resource: string): Kind | undefined {
    return this.#all.find(
      (kind) => kind.resource === resource && kind.group === group && kind.version === version,
    );
  }

  /** By the kind that a body or an owner reference names. */
  findKind(group: string, version: string, name: string): Kind | undefined {
    return this.#all.find((kind) => kind.kind === name && kind.group === group && kind.version === version);
  }

  /** One kind for each store of objects. */
  stored(): Kind[] {
    const seen = new Set<string>();
    return this.#all.filter(({ stored, verbs }) => {
      if (!verbs.includes('list') || seen.has(stored.resource)) return false;
      seen.add(stored.resource);
      return true;
    });
  }

  /** What a custom resource definition brings; none when it is gone. */
  setCustom(definition: string, kinds: readonly Kind[]): void {
    if (kinds.length === 0) this.#custom.delete(definition);
    else this.#custom.set(definition, kinds);
    this.#all = [...this.#fixed, ...[...this.#custom.values()].flat()];
    this.#revision += 1;
  }
}
