// What a resource remembers in private state: where nobody sees it, and where it makes no difference in a plan.
import type { PrivateState } from 'terraform-plugin';
import type { Hold } from './holding.ts';

/** Names of children, by kind. */
export interface ChildNames {
  readonly nodeGroups: readonly string[];
  readonly addons: readonly string[];
}

export interface Memory {
  /** Tenant that the object belongs to: with another tenant's token a 404 means nothing. */
  readonly tenant?: string;
  /** Service that keeps the tenant: another one can have a tenant of the same id. */
  readonly installation?: string;
  /** Namespace of which the state of another provider told that the object is there; until it was read. */
  readonly movedFrom?: string;
  /** Generation that was last seen, for If-Match. */
  readonly generation?: number;
  /** Operation that was not finished when Terraform stopped to wait for it. */
  readonly operation?: string;
  /** Whether this resource is the one that holds the object. */
  readonly hold?: Hold;
  /** Uid of the object of an earlier, interrupted create: the plan has said that it is taken over. */
  readonly takeOver?: string;
  /** Children that are kept by resources of their own, by kind. */
  readonly separate?: ChildNames;
  /** Children that an inline map, which is new in the configuration, does not have and will delete. */
  readonly removing?: ChildNames;
}

export function recall(state: PrivateState): Memory {
  return state as unknown as Memory;
}

/** The memory as private state; what is undefined is forgotten. */
export function remember(memory: { readonly [Key in keyof Memory]?: Memory[Key] | undefined }): PrivateState {
  return Object.fromEntries(
    Object.entries(memory).filter(([, value]) => value !== undefined),
  ) as PrivateState;
}
