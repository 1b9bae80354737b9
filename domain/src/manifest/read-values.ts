// What the Helm values of an add-on in a manifest come to.
import type { JsonObject } from '../values/read.ts';

/** What `valuesOverride` comes to. */
export interface ReadValues {
  /** Helm values under the name of the sub-chart; undefined when there are none. */
  readonly values: unknown;
  /** The typed options that stood among the values. */
  readonly options?: JsonObject;
}
