// How long the platform takes for what it does, in milliseconds.

export interface Timings {
  /** Until Flux has noticed a release that is new, changed or to be deleted. */
  readonly notice: number;
  /** After which Flux looks at a release again, whatever happened. */
  readonly interval: number;
  /** Until a chart is rendered and applied, or refused. */
  readonly apply: number;
  /** From there until the control plane answers and its kubeconfig is there. */
  readonly controlPlane: number;
  /** Until a machine runs, and from there until its node has joined. */
  readonly machine: number;
  readonly join: number;
  /** Until a control plane is of another version. */
  readonly upgrade: number;
  /** For each part that an uninstall takes away. */
  readonly uninstall: number;
  /** Until a release that failed is tried again. */
  readonly retry: number;
}

export const TIMINGS: Timings = {
  notice: 1_000,
  interval: 300_000,
  apply: 9_000,
  controlPlane: 60_000,
  machine: 30_000,
  join: 45_000,
  upgrade: 60_000,
  uninstall: 30_000,
  retry: 30_000,
};
