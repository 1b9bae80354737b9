// Errors that an author may throw on purpose. Anything else that is thrown is a bug of the provider.
import type { Diagnostic } from './diagnostics.ts';

/** Ends a call with these diagnostics, from however deep. At least one should be an error. */
export class DiagnosticsError extends Error {
  override readonly name = 'DiagnosticsError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: Diagnostic[]) {
    super(diagnostics.map(({ summary }) => summary).join('; '));
    this.diagnostics = diagnostics;
  }
}

/** Ends a function call. Terraform shows the text, at the argument when one is to blame. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  /** The position of the argument, from 0; variadic arguments count on. */
  readonly argument: number | undefined;

  constructor(text: string, argument?: number) {
    super(text);
    this.argument = argument;
  }
}

/** The provider's definition contradicts itself; thrown when it starts. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}
