// What a platform has, whoever ordered it.
import type { ClusterRef, DesiredCluster } from './platform.ts';

/** A cluster that exists on a platform. */
export interface FoundCluster {
  /** Of a cluster that this service did not order, the uid is the platform's own. */
  readonly ref: ClusterRef;
  /** It was ordered through `apply`. Anything else was made by hand, and is not to be changed by anybody but its maker. */
  readonly managed: boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Its removal has begun; absent for what is to stay. */
  readonly deleting?: true;
  /**
   * What it is meant to be, as far as the platform shows it. What was made by hand has generations that are the same each
   * time and other ones when its maker changes it, and so have its node groups and add-ons, whose uids stay. Helm values are
   * those that are in place: of a cluster that was ordered through `apply`, secret ones are among them.
   */
  readonly desired: DesiredCluster;
}

/** A part of a list. */
export interface FoundPage {
  readonly clusters: readonly FoundCluster[];
  /** Asks for what comes next; absent on the last page. */
  readonly next?: string;
}

/** Something that the platform itself tells of a cluster. */
export interface PlatformEvent {
  /** The same event has the same id, however often it is read. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly type: 'Normal' | 'Warning';
  /** One word in CamelCase. */
  readonly reason: string;
  /** A sentence for people. */
  readonly message: string;
  /** What it is about, such as `Node kubernetes-prod-web-x7f2k`. */
  readonly about: string;
}

/** Events after a cursor, oldest first. */
export interface EventPage {
  readonly events: readonly PlatformEvent[];
  /** Asks for what happens from here on. Of the platform's own making; nobody else reads it. */
  readonly cursor: string;
}
