// What the author of a resource writes: a schema, and one function for each thing that can happen to an object.
import type { Awaitable, CallContext, DataContext, WithDiagnostics } from './context.ts';
import type { AttributePath } from './path.ts';
import type { PlanEdit } from './plan/edits.ts';
import type { PrivateState } from './private-state.ts';
import type { MoveSource } from './resource-move.ts';
import type { StateUpgrader } from './resource-upgrade.ts';
import type { ChangeOf, ConfigOf, PlanOf, SettledConfigOf, StateOf, StoredOf } from './schema/infer.ts';
import type { Schema } from './schema/schema.ts';

export interface CreateRequest<S extends Schema, Data> extends DataContext<Data> {
  /** What is to be made. Outputs are unknown. */
  readonly plan: ChangeOf<S>;
  /** What is written; write-only values are only here. */
  readonly config: SettledConfigOf<S>;
  readonly private: PrivateState;
}

export interface UpdateRequest<S extends Schema, Data> extends CreateRequest<S, Data> {
  /** What exists, as last read. */
  readonly state: StateOf<S>;
}

export interface DeleteRequest<S extends Schema, Data> extends DataContext<Data> {
  readonly state: StateOf<S>;
  readonly private: PrivateState;
}

export interface ReadRequest<S extends Schema, Data> extends DataContext<Data> {
  /** What is stored; after an import, little more than what the import gave. */
  readonly state: StoredOf<S>;
  readonly private: PrivateState;
}

export interface ImportRequest<Data> extends DataContext<Data> {
  /** What the person wrote after the address, or as `id` of the `import` block. */
  readonly id: string;
}

/** What exists after a create or update. */
export interface ApplyResult<S extends Schema> extends WithDiagnostics {
  /**
   * What exists now, even when there is an error: Terraform keeps a failed create as tainted. Null says that
   * nothing exists. Left out, it is what existed before.
   */
  readonly state?: StateOf<S> | null;
  /** Replaces the private state; left out, it stays. */
  readonly private?: PrivateState;
}

/** What a delete that failed has left; without an error the object is gone. */
export type DeleteResult<S extends Schema> = ApplyResult<S>;

export interface ReadResult<S extends Schema> extends WithDiagnostics {
  /** What exists, or null when it is gone, which makes Terraform plan to create it again. */
  readonly state: StateOf<S> | null;
  /** Replaces the private state; left out, it stays. */
  readonly private?: PrivateState;
}

export interface ImportResult<S extends Schema> extends WithDiagnostics {
  /** Enough for `read` to find the object, which Terraform calls next. */
  readonly state?: Partial<StoredOf<S>>;
  readonly private?: PrivateState;
}

interface ModifyPlanContext<Data> extends DataContext<Data> {
  readonly private: PrivateState;
  /** What an unknown text of the configuration is known to begin with, as another plan has said in `prefixes`. */
  prefixOf(name: string): string | undefined;
}

/** A plan that ends with an object. `none` says that nothing would be done, unless the hook finds otherwise. */
export interface ModifyChangeRequest<S extends Schema, Data> extends ModifyPlanContext<Data> {
  readonly action: 'create' | 'update' | 'replace' | 'none';
  readonly config: ConfigOf<S>;
  /** Null for `create`. A replacement is planned twice: as `replace`, then as `create`. */
  readonly prior: StateOf<S> | null;
  readonly planned: PlanOf<S>;
  /** Terraform's own merge of configuration and prior state. */
  readonly proposed: PlanOf<S>;
}

export interface ModifyDeleteRequest<S extends Schema, Data> extends ModifyPlanContext<Data> {
  readonly action: 'delete';
  readonly config: null;
  readonly prior: StateOf<S>;
  readonly planned: null;
  readonly proposed: null;
}

export type ModifyPlanRequest<S extends Schema, Data> =
  | ModifyChangeRequest<S, Data>
  | ModifyDeleteRequest<S, Data>;

/** What a plan hook changes. Only values that the configuration leaves to the provider can be edited. */
export interface PlanModification extends WithDiagnostics {
  /** Outputs that only apply will tell. On a plan that would do nothing, this makes it an update. */
  readonly unknown?: readonly AttributePath[];
  /** What an unknown text will begin with, by attribute; whatever refers to it is told. */
  readonly prefixes?: Readonly<Record<string, string>>;
  /** Outputs that are known already. */
  readonly values?: readonly PlanEdit[];
  /** Attributes whose planned change replaces the object. */
  readonly requiresReplace?: readonly AttributePath[];
  /** Replaces the private state that apply gets; left out, it stays. It is lost when nothing is done. */
  readonly private?: PrivateState;
}

export interface ValidateRequest<S extends Schema> extends CallContext {
  /** Any part may be unknown. */
  readonly config: ConfigOf<S>;
}

/** A resource. Without `update`, every attribute that a person can change must require replacement. */
export interface Resource<S extends Schema = Schema, Data = unknown> {
  readonly schema: S;
  create(request: CreateRequest<S, Data>): Awaitable<ApplyResult<S>>;
  read(request: ReadRequest<S, Data>): Awaitable<ReadResult<S>>;
  update?(request: UpdateRequest<S, Data>): Awaitable<ApplyResult<S>>;
  /** Also called for an object that is gone already; that is success. */
  delete(request: DeleteRequest<S, Data>): Awaitable<DeleteResult<S> | undefined>;
  /** Left out, the resource cannot be imported. */
  import?(request: ImportRequest<Data>): Awaitable<ImportResult<S>>;
  /** Checks what no single attribute and no rule can. */
  validate?(request: ValidateRequest<S>): Awaitable<WithDiagnostics | undefined>;
  /** Called for every plan, also for one that does nothing. */
  modifyPlan?(request: ModifyPlanRequest<S, Data>): Awaitable<PlanModification | undefined>;
  /** By the version that a state was stored with: how to read it as the next version. */
  readonly upgraders?: Readonly<Record<number, StateUpgrader>>;
  /** The resource types that `moved` blocks can turn into this one. */
  readonly moves?: readonly MoveSource<S>[];
}

/** Imports by putting the id into an attribute; `read` does the rest. */
export function importById<Name extends string>(attribute: Name) {
  return ({ id }: { readonly id: string }) => ({ state: { [attribute]: id } as Record<Name, string> });
}
