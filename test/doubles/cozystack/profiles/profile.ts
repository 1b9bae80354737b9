// What differs between the releases that the double plays.
import { type Release, type Source, sourceOf } from './source.ts';

export interface Profile extends Source {
  readonly release: Release;
  /** A write that meets a newer object is tried again with that one's version; before, it was refused. */
  readonly retriesConflicts: boolean;
  /** Applications show whether their workloads run. */
  readonly showsWorkloads: boolean;
  /** `options` and `securitygroups` are served. */
  readonly servesOptions: boolean;
  /** A shard that somebody chose for a release stays, also where the server shares its map of labels. */
  readonly keepsShard: boolean;
  /** Tenants have rules of their own for names and quotas. */
  readonly checksTenants: boolean;
  /** A failed release is tried again on its own; before, it was uninstalled and installed anew. */
  readonly retriesOnFailure: boolean;
  /** The key of the disk of a node. */
  readonly diskKey: 'diskSize' | 'ephemeralStorage';
  /** A group `md0` of the chart joins those of the user. */
  readonly mergesDefaultGroup: boolean;
  /** A machine with an explicit size keeps its instance type beside that, and is refused for it. */
  readonly rendersBothSizes: boolean;
  /** Kubernetes versions with the patch that the platform chooses. */
  readonly patches: Readonly<Record<string, string>>;
}

const NEWER = {
  retriesConflicts: true,
  showsWorkloads: true,
  servesOptions: true,
  keepsShard: true,
  checksTenants: true,
  retriesOnFailure: true,
  diskKey: 'diskSize',
  mergesDefaultGroup: false,
  rendersBothSizes: false,
  patches: {
    'v1.31': 'v1.31.14',
    'v1.32': 'v1.32.13',
    'v1.33': 'v1.33.13',
    'v1.34': 'v1.34.9',
    'v1.35': 'v1.35.6',
  },
} as const;

const OLDER = {
  retriesConflicts: false,
  showsWorkloads: false,
  servesOptions: false,
  keepsShard: false,
  checksTenants: false,
  retriesOnFailure: false,
  diskKey: 'ephemeralStorage',
  mergesDefaultGroup: true,
  rendersBothSizes: true,
  patches: {
    'v1.30': 'v1.30.14',
    'v1.31': 'v1.31.14',
    'v1.32': 'v1.32.12',
    'v1.33': 'v1.33.8',
    'v1.34': 'v1.34.4',
    'v1.35': 'v1.35.1',
  },
} as const;

export function profileOf(release: Release): Profile {
  return { release, ...sourceOf(release), ...(release === '1.1.2' ? OLDER : NEWER) };
}
