// What the author of an ephemeral resource writes: something that exists only while Terraform runs, such as a
// token, and never in plan or state.
import type { Awaitable, DataContext, WithDiagnostics } from './context.ts';
import type { PrivateState } from './private-state.ts';
import type { ValidateRequest } from './resource.ts';
import type { SettledConfigOf, StateOf } from './schema/infer.ts';
import type { Schema } from './schema/schema.ts';

export interface OpenRequest<S extends Schema, Data> extends DataContext<Data> {
  /** Wholly known: Terraform waits with the open until it is. */
  readonly config: SettledConfigOf<S>;
}

export interface OpenResult<S extends Schema> extends WithDiagnostics {
  /** What was opened. It must be there unless there is an error. */
  readonly result?: StateOf<S>;
  /** When Terraform must call `renew`, at the latest; left out when it never expires. */
  readonly renewAt?: Date;
  /** Given back to `renew` and `close`; it never leaves memory, so it may hold a secret. */
  readonly private?: PrivateState;
}

export interface HeldRequest<Data> extends DataContext<Data> {
  readonly private: PrivateState;
}

export interface RenewResult extends WithDiagnostics {
  /** When to renew next; left out when this was the last time. */
  readonly renewAt?: Date;
  /** Replaces the private data; left out, it stays. */
  readonly private?: PrivateState;
}

export interface EphemeralResource<S extends Schema = Schema, Data = unknown> {
  readonly schema: S;
  open(request: OpenRequest<S, Data>): Awaitable<OpenResult<S>>;
  /** Must exist when `open` gives a `renewAt`. */
  renew?(request: HeldRequest<Data>): Awaitable<RenewResult>;
  /** Called once Terraform no longer needs it. */
  close?(request: HeldRequest<Data>): Awaitable<WithDiagnostics | undefined>;
  /** Checks what no single attribute and no rule can. */
  validate?(request: ValidateRequest<S>): Awaitable<WithDiagnostics | undefined>;
}
