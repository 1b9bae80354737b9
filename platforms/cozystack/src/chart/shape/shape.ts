// What one release of the platform takes: read from what it serves, never from its version.
import type { Values } from '../../kind.ts';
import type { Schema } from './schema.ts';

/** An add-on of the chart, by the keys that it has. */
export interface AddonShape {
  /** It can be switched; one without a switch always runs, or comes with another one. */
  readonly switched: boolean;
  /** It reads Helm values. */
  readonly values: boolean;
  /** It chooses how it is reached, and for which hosts. */
  readonly exposed: boolean;
}

/** The group that the chart makes although nobody named it. */
export interface ImplicitGroup {
  readonly name: string;
  /** `always`: it joins whatever groups there are. `alone`: only where there is no group at all. */
  readonly when: 'always' | 'alone';
  readonly values: Values;
}

/** What a release of the platform takes. */
export interface Shape {
  /** Of the values. */
  readonly schema: Schema;
  /** Key of the disk of a node. */
  readonly diskKey: 'diskSize' | 'ephemeralStorage';
  /**
   * A group without `resources` is refused, and a size of its own together with an instance type never boots: the
   * same releases have both.
   */
  readonly needsResources: boolean;
  readonly implicitGroup: ImplicitGroup;
  /** Minor versions of Kubernetes, such as `1.34`, newest first. */
  readonly versions: readonly string[];
  readonly defaultVersion: string | undefined;
  /** Sizes of control plane parts by name. */
  readonly presets: readonly string[];
  /** By their keys in the chart. */
  readonly addons: ReadonlyMap<string, AddonShape>;
}
