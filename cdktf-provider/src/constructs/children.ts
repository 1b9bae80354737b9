// The children of a cluster by name: in a map of the cluster, or as resources of their own, and never both.
import type { Management } from '../props.ts';
import { notAnObject } from '../rules/check-shape.ts';
import { literalName } from '../rules/child-names.ts';
import { isPlain } from '../rules/known.ts';

/** What one kind of children can do. */
export interface ChildKind<Props, Attributes> {
  /** Name of the kind in sentences. */
  readonly noun: string;
  /** Property of the cluster in which children may stand. */
  readonly property: string;
  /** Makes the map of the cluster say exactly this. */
  putInline(all: Readonly<Record<string, Props>>): void;
  /** What can be read of a child in that map. */
  inline(name: string): Attributes;
  /** Makes a resource of a child. */
  createSeparate(name: string, props: Props): Attributes;
  removeSeparate(name: string): void;
  /** Whether the engine knows the value only later. */
  isLater(value: unknown): boolean;
}

/** Where the first children come from. */
export interface Beginning<Props> {
  readonly management: Management | undefined;
  readonly children: Readonly<Record<string, Props>> | undefined;
  /** Nobody wrote them down, so that they give way to what is. */
  readonly fromPreset: boolean;
}

export class Children<Props, Attributes> {
  readonly #kind: ChildKind<Props, Attributes>;
  readonly #management: Management;
  /** Absent until somebody speaks of children: then the cluster leaves alone what it has. */
  #props: Map<string, Props> | undefined;
  readonly #attributes = new Map<string, Attributes>();
  readonly #yielding = new Set<string>();

  constructor(kind: ChildKind<Props, Attributes>, beginning: Beginning<Props>) {
    this.#kind = kind;
    this.#management = beginning.management ?? 'inline';
    if (beginning.children === undefined) return;
    mustBeKnown(kind, beginning.children);
    this.#props = new Map();
    for (const [name, props] of Object.entries(beginning.children)) {
      this.#keep(name, props);
      if (beginning.fromPreset) this.#yielding.add(name);
    }
    this.#render();
  }

  /** Every child by name, or undefined when nobody spoke of any. */
  all(): Readonly<Record<string, Props>> | undefined {
    return this.#props && Object.fromEntries(this.#props);
  }

  /** @throws Error when the name is taken, or is not known at synth */
  add(name: string, props: Props): Attributes {
    const { noun } = this.#kind;
    if (typeof name !== 'string' || this.#kind.isLater(name)) throw new Error(literalName(noun));
    if (this.#props?.has(name) && !this.#yielding.delete(name)) {
      throw new Error(`The cluster has the ${noun} ${JSON.stringify(name)} already; add it once.`);
    }
    this.#props ??= new Map();
    if (this.#attributes.has(name)) this.#kind.removeSeparate(name);
    this.#keep(name, props);
    this.#render();
    return this.attributes(name);
  }

  /** @throws Error when there is no such child */
  attributes(name: string): Attributes {
    if (this.#props?.has(name) !== true) {
      const names = [...(this.#props?.keys() ?? [])].join(', ') || 'none';
      throw new Error(`The cluster has no ${this.#kind.noun} ${JSON.stringify(name)}; it has ${names}.`);
    }
    return this.#attributes.get(name) ?? this.#kind.inline(name);
  }

  /** @throws Error for what could not become a child of any kind */
  #keep(name: string, props: Props): void {
    const { noun, property } = this.#kind;
    if (this.#kind.isLater(props)) {
      throw new Error(
        `The properties of the ${noun} ${name} must be known at synth, because its rules are checked there; each value in them may be a reference.`,
      );
    }
    if (typeof props !== 'object' || props === null || !isPlain(props)) {
      throw new Error(`${property}.${name}: ${notAnObject(props)}`);
    }
    this.#props?.set(name, props);
    if (this.#management === 'separate') this.#attributes.set(name, this.#kind.createSeparate(name, props));
  }

  #render(): void {
    if (this.#management === 'inline') this.#kind.putInline(Object.fromEntries(this.#props ?? []));
  }
}

/** A map without known names cannot be written out child by child. @throws Error */
function mustBeKnown<Props, Attributes>(kind: ChildKind<Props, Attributes>, children: unknown): void {
  if (kind.isLater(children)) {
    throw new Error(
      `${kind.property} must be a map that is known at synth, because each ${kind.noun} is written out under its name; values in it may be references.`,
    );
  }
  if (typeof children !== 'object' || children === null || !isPlain(children)) {
    throw new Error(`${kind.property} must be an object with each ${kind.noun} under its name.`);
  }
}
