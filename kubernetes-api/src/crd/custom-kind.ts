// What makes a kind of a custom resource definition differ from an official one.
import type { Column } from '../kinds/behaviour.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import type { Schema } from '../kinds/official-types.ts';

/** Where `scale` finds its numbers. */
export interface ScalePaths {
  readonly spec: readonly string[];
  readonly status: readonly string[];
  readonly selector: readonly string[] | undefined;
}

export interface CustomKind {
  /** Name of the definition. */
  readonly definition: string;
  readonly schema: Schema;
  /** Of the version in which objects are stored. */
  readonly storedSchema: Schema;
  /** All versions that are served, as `group/version`. */
  readonly versions: readonly string[];
  readonly columns: readonly Column[];
  readonly fields: Readonly<Record<string, (object: KubernetesObject) => string>>;
  readonly scale: ScalePaths | undefined;
  readonly hasStatus: boolean;
  /** The definition is being deleted: nothing new comes. */
  readonly terminating: boolean;
  readonly deprecation: string | undefined;
}
