// What a resource of the Kubernetes API is: its names, how its objects follow from a cluster, and how they are printed.
import type { ClusterSnapshot } from '../snapshot.ts';

/** Metadata of an object. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly creationTimestamp: string;
  readonly resourceVersion?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object as the API shows it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** A column of a table. */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date';
  /** `name` marks the column by which a row is known. */
  readonly format?: 'name';
  readonly description: string;
  /** Above 0: printed with `-o wide` only. */
  readonly wide?: boolean;
  /** @param now milliseconds since the epoch */
  cell(object: KubernetesObject, now: number): string | number;
}

/** A resource. */
export interface Resource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** Plural, in lower case. */
  readonly name: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly columns: readonly Column[];
  /** Paths that a field selector may name, beside those of the metadata. */
  readonly fieldLabels: readonly string[];
  /** All objects, in no particular order. */
  objects(snapshot: ClusterSnapshot, now: number): readonly KubernetesObject[];
}

/** `v1` or `apps/v1`. */
export function apiVersionOf({ group, version }: Pick<Resource, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}
