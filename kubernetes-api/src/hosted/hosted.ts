// Kinds whose objects the host makes up: requests are read, checked and answered as for any other kind, and everything
// between is the host's.
import type { User } from '../access/seams.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import type { Schema } from '../kinds/official-types.ts';
import type { Page } from '../read/list.ts';
import type { ListOptions } from '../read/list-options.ts';
import type { StructType } from '../types/type-node.ts';
import type { DeleteOptions } from '../write/delete-options.ts';

/** A request, as far as a host needs to know it. */
export interface Asked {
  /** Empty where there is none. */
  readonly namespace: string;
  /** Also the one name that a field selector asks for; empty where there is none. */
  readonly name: string;
  readonly user: User;
  readonly query: URLSearchParams;
  /** Adds a sentence to the header `Warning`. */
  readonly warn: (sentence: string) => void;
}

/** An event of a watch. */
export interface HostedEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: KubernetesObject;
}

/** A change of an object. */
export interface HostedChange {
  /** Whether the object is replaced, patched, or somebody's configuration applied to it. */
  readonly how: 'update' | 'patch' | 'apply';
  readonly dryRun: boolean;
  /** What the object is to be. */
  readonly next: (live: KubernetesObject) => Promise<KubernetesObject>;
  /** For an object that is not there; without it that is to be refused. */
  readonly create?: () => Promise<KubernetesObject>;
}

/** Answers requests; throws a StatusError to refuse one. What is left out is answered with 405. */
export interface HostedStorage {
  get(asked: Asked, name: string): Promise<KubernetesObject>;
  list(asked: Asked, options: ListOptions): Promise<Page>;
  /** Sends events until the returned function is called; a refusal before the first one is an answer of its own. */
  watch(asked: Asked, options: ListOptions, send: (event: HostedEvent) => void): Promise<() => void>;
  create?(
    asked: Asked,
    object: KubernetesObject,
    options: { readonly dryRun: boolean },
  ): Promise<KubernetesObject>;
  update?(
    asked: Asked,
    name: string,
    change: HostedChange,
  ): Promise<{ readonly object: KubernetesObject; readonly created: boolean }>;
  /** @returns the object where the answer is to show it; undefined for a Status */
  delete?(asked: Asked, name: string, options: DeleteOptions): Promise<KubernetesObject | undefined>;
}

/** What a kind has that is neither official nor defined by a custom resource. */
export interface HostedKind {
  readonly storage: HostedStorage;
  /** How bodies are read. */
  readonly type: StructType;
  /** Name of the schema of the kind. */
  readonly schema: string;
  /** What OpenAPI shows, by name: the kind's own schema and what it refers to. */
  readonly schemas: Readonly<Record<string, Schema>>;
  /** The kind that refusals of a body name, where it is another one. */
  readonly readAs?: string;
  /** Kinds whose bodies are read as if they were of this one. */
  readonly others?: readonly string[];
}
