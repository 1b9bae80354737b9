// What the author of a data source writes: a schema and how to read it.
import type { Awaitable, DataContext, WithDiagnostics } from './context.ts';
import type { ValidateRequest } from './resource.ts';
import type { SettledConfigOf, StateOf } from './schema/infer.ts';
import type { Schema } from './schema/schema.ts';

export interface ReadDataRequest<S extends Schema, Data> extends DataContext<Data> {
  /** Wholly known: Terraform waits with the read until it is. */
  readonly config: SettledConfigOf<S>;
}

export interface ReadDataResult<S extends Schema> extends WithDiagnostics {
  /** What was found. It must be there unless there is an error. */
  readonly state?: StateOf<S>;
}

export interface DataSource<S extends Schema = Schema, Data = unknown> {
  readonly schema: S;
  read(request: ReadDataRequest<S, Data>): Awaitable<ReadDataResult<S>>;
  /** Checks what no single attribute and no rule can. */
  validate?(request: ValidateRequest<S>): Awaitable<WithDiagnostics | undefined>;
}
