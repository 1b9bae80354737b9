// What `configure` makes and every resource gets: the client, loaded when it is first needed, and the provider's settings.
import type { Hikube } from '@hikube/sdk';
import type { Reads } from './api/reads.ts';
import type { PlannedNames } from './lifecycle/planned-names.ts';

/** The attributes of a cluster that list children. */
export type InlineMap = 'node_groups' | 'addons';

/** Whose objects are reached: a tenant of a service. */
export interface Owner {
  /** Id of the tenant. */
  readonly tenant: string;
  /** Id of the service, because another one can have a tenant of the same id; absent when it does not tell. */
  readonly installation?: string;
}

export interface ProviderData {
  /** The client. Two of the three processes of a plan never need it, so it is imported on first use. */
  client(): Promise<Hikube>;
  /** Reads for a refresh, which share lists. What follows a write reads by itself. */
  readonly reads: Reads;
  /** Whose objects the token reaches; asked once. */
  owner(): Promise<Owner>;
  /** The API is reached over the kubeconfig of a tenant, so that whose it is depends on that. */
  readonly isDirect: boolean;
  /** No previews in plan. */
  readonly skipPreflight: boolean;
  /** A create takes over the object of an equal, interrupted create that no state has. */
  readonly adoptIdentical: boolean;
  /** What a create is that does not arrive in time. */
  readonly onCreateTimeout: 'warn' | 'error';
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Keeps a secret that comes by out of logs and last words. */
  readonly addSecret: (text: string) => void;
  /** A new id for a holder. */
  readonly newId: () => string;
  /** Uids of objects that state has, as far as this run has read them; what is said about them differs, no more. */
  readonly inState: Set<string>;
  /** Names of objects that this run plans to make and to delete. */
  readonly plannedNames: PlannedNames;
  /** Names of protected clusters in state, as far as this run has read or planned them; to replace one is refused. */
  readonly protectedClusters: Set<string>;
  /** Names of clusters whose resource sets `version` in this run; a version upgrade of one of them is refused. */
  readonly clustersWithVersion: Set<string>;
  /** Names of clusters whose resource lists all their children of a kind in this run; another resource for one is refused. */
  readonly clustersWithMap: Readonly<Record<InlineMap, Set<string>>>;
  /** Names of clusters for which another resource keeps a child of a kind in this run; a map beside it is refused. */
  readonly clustersWithSeparate: Readonly<Record<InlineMap, Set<string>>>;
}
