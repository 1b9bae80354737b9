// What stays on a platform when a cluster is removed, and whoever ordered the cluster pays for until it is deleted.
import type { ClusterRef, ObservedVolume } from './platform.ts';

/** A persistent volume whose cluster is being removed, or is gone. What it was there, it still is. */
export interface RetainedVolume
  extends Pick<ObservedVolume, 'name' | 'uid' | 'storageClass' | 'size' | 'createdAt'> {
  /** The cluster that it was made in. */
  readonly cluster: ClusterRef;
  /** When the removal of the cluster began: milliseconds since the epoch, on the service clock. */
  readonly releasedAt: number;
}

/** The volumes that removed clusters of a tenant have left. */
export interface Retained {
  /**
   * All of them, in no particular order. A volume is in this list or observed in its cluster, never in both and never in
   * neither.
   */
  list(tenant: string): Promise<readonly RetainedVolume[]>;
  /**
   * Deletes one with its data. One that is deleted already is given again for at least a day, to whoever lost the answer.
   * @returns it; undefined when there is none of this uid
   */
  remove(tenant: string, uid: string): Promise<RetainedVolume | undefined>;
}
