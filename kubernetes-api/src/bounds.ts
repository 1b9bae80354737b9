// How much is taken and given, so that one caller cannot exhaust a server.

export interface Bounds {
  /** Bytes of one object as JSON; 1.5 MiB, as etcd takes, by default. */
  readonly objectBytes: number;
  /** Changes that wait for a slow watch before it is closed; 1,000 by default. */
  readonly watchBacklog: number;
  /** Watches at the same time; 10,000 by default. */
  readonly watches: number;
}

export const DEFAULT_BOUNDS: Bounds = {
  objectBytes: 1.5 * 1024 * 1024,
  watchBacklog: 1_000,
  watches: 10_000,
};
