// What every function of an author gets, whatever it is called for.
import type { Diagnostic } from './diagnostics.ts';
import type { Log } from './protocol/log.ts';

/** Writes a line to Terraform's log. */
export type { Log };

/** A function that may or may not be asynchronous. */
export type Awaitable<T> = T | Promise<T>;

export interface CallContext {
  /** Aborted when Terraform stops the provider (Ctrl-C) or cancels the call. */
  readonly signal: AbortSignal;
  /** Aborted when nobody waits for the answer any more: Terraform was killed, or has cancelled the call. */
  readonly caller: AbortSignal;
  /** For the log that `TF_LOG_PROVIDER` shows; never for what a user must know. */
  readonly log: Log;
}

/** A call that needs the configured provider. */
export interface DataContext<Data> extends CallContext {
  /** What the provider's `configure` made. */
  readonly data: Data;
}

/** What may accompany any answer. */
export interface WithDiagnostics {
  readonly diagnostics?: readonly Diagnostic[];
}
