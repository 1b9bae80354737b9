// Between the framework and an author's code: whatever that throws, the user gets a sentence and the log the stack.
import type { Awaitable, WithDiagnostics } from '../context.ts';
import { type Diagnostic, error, hasError } from '../diagnostics.ts';
import { DiagnosticsError } from '../errors.ts';
import type { ProviderServer } from './server.ts';

export interface Answer<T> {
  /** Undefined when the author's function threw, or had nothing to say. */
  readonly result: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly failed: boolean;
}

/** Runs an author's function. `doing` completes "… failed", such as `creating mini_file`. */
export async function askAuthor<T extends WithDiagnostics>(
  server: ProviderServer,
  doing: string,
  ask: () => Awaitable<T | undefined>,
): Promise<Answer<T>> {
  try {
    const result = await ask();
    const diagnostics = result?.diagnostics ?? [];
    return { result, diagnostics, failed: hasError(diagnostics) };
  } catch (thrown) {
    const diagnostics = explain(server, doing, thrown);
    return { result: undefined, diagnostics, failed: true };
  }
}

/** What the user is told of something that was thrown. */
export function explain(server: ProviderServer, doing: string, thrown: unknown): readonly Diagnostic[] {
  if (thrown instanceof DiagnosticsError) return thrown.diagnostics;
  if (server.isStopped) {
    const detail = `Terraform was stopped while ${doing}. Run it again to continue.`;
    return [error('Interrupted', detail)];
  }
  server.log('error', `${doing} threw`, { error: thrown instanceof Error ? thrown.stack : String(thrown) });
  return [internalError(server, doing, thrown instanceof Error ? thrown.message : String(thrown))];
}

/** A bug of the provider, in one sentence that names it. */
export function internalError(server: ProviderServer, doing: string, message: string): Diagnostic {
  const { name } = server.provider;
  const reason = withoutEnd(message);
  return error(
    `Internal error in provider "${name}"`,
    `${doing.charAt(0).toUpperCase()}${doing.slice(1)} failed: ${reason}. This is a bug in the provider; please report it.`,
  );
}

/** Without the full stop, because the sentence goes on. An expression would try every dot of a long text as its end. */
function withoutEnd(sentence: string): string {
  let end = sentence.length;
  while (end > 0 && /[.\s]/.test(sentence.charAt(end - 1))) end -= 1;
  return sentence.slice(0, end);
}
