// `moved` blocks that turn an object of another resource type, perhaps of another provider, into one of ours.
import type { WithDiagnostics } from './context.ts';
import type { PrivateState } from './private-state.ts';
import type { StoredState } from './resource-upgrade.ts';
import type { StoredOf } from './schema/infer.ts';
import type { Schema } from './schema/schema.ts';

export interface MoveRequest {
  /** The full address, `registry.terraform.io/namespace/name`. */
  readonly providerAddress: string;
  readonly typeName: string;
  readonly schemaVersion: number;
  readonly state: StoredState;
  /** Empty when the other provider's private state is not JSON. */
  readonly private: PrivateState;
}

export interface MoveResult<S extends Schema> extends WithDiagnostics {
  /** Enough for `read` to find the object; missing attributes are null until then. */
  readonly state?: Partial<StoredOf<S>>;
  readonly private?: PrivateState;
}

/** A type that can be moved from. */
export interface MoveSource<S extends Schema> {
  readonly typeName: string;
  /** The end of the provider's address, `namespace/name`; left out, any provider's. */
  readonly provider?: string;
  move(request: MoveRequest): MoveResult<S>;
}

/** The first source that a move comes from. */
export function findMoveSource<S extends Schema>(
  sources: readonly MoveSource<S>[],
  typeName: string,
  providerAddress: string,
): MoveSource<S> | undefined {
  return sources.find(
    (source) =>
      source.typeName === typeName &&
      (source.provider === undefined || providerAddress.endsWith(`/${source.provider}`)),
  );
}
