// What an author returned as state becomes what Terraform may store: the exact shape, nothing unknown, nothing
// write-only, and the spelling that Terraform already has.
import { type Diagnostic, toWireDiagnostics } from '../diagnostics.ts';
import { formatPath, pathFrom } from '../path.ts';
import { keepSpelling } from '../plan/spelling.ts';
import type { Diagnostic as WireDiagnostic } from '../protocol/messages.ts';
import type { Schema } from '../schema/schema.ts';
import { conformObject } from '../values/conform.ts';
import type { ObjectValue } from '../values/value.ts';
import { type Answer, internalError } from './author.ts';
import type { ProviderServer } from './server.ts';
import { withoutUnknown } from './unknown.ts';
import { withoutWriteOnly } from './write-only.ts';

export interface SettleInput {
  readonly schema: Schema;
  /** What Terraform has: the plan, or the stored state. */
  readonly known: ObjectValue | null;
  /** What the author returned. */
  readonly given: unknown;
  /** Completes "… failed" in a message. */
  readonly doing: string;
  /** The author reported an error, so outputs that are still unknown are no surprise. */
  readonly failed: boolean;
}

/** The state to store, and one internal error for each mistake. The state is never lost to a mistake. */
export function settleState(
  server: ProviderServer,
  { schema, known, given, doing, failed }: SettleInput,
): { state: ObjectValue; diagnostics: Diagnostic[] } {
  const conformed = conformObject(schema.type, given);
  const settled = withoutUnknown(conformed.value);
  const messages = conformed.problems.map(({ at, message }) => {
    const name = formatPath(pathFrom(schema.type, at));
    return `attribute ${name === '' ? '(all)' : name}: ${message}`;
  });
  if (!failed) {
    for (const at of settled.unknown) {
      messages.push(`attribute ${formatPath(pathFrom(schema.type, at))} is still unknown`);
    }
  }
  const state = keepSpelling(schema, known, withoutWriteOnly(schema.attributes, settled.value));
  return { state, diagnostics: messages.map((message) => internalError(server, doing, message)) };
}

/**
 * The state of an answer that must give one, and everything there is to say; no state where the author failed, or gave
 * none by mistake.
 */
export function settleAnswer(
  server: ProviderServer,
  answer: Answer<unknown>,
  { given, what, ...input }: Omit<SettleInput, 'failed'> & { readonly what: 'state' | 'result' },
): { state: ObjectValue | undefined; diagnostics: WireDiagnostic[] } {
  const tell = (more: readonly Diagnostic[] = []) => toWireDiagnostics([...answer.diagnostics, ...more]);
  if (answer.failed) return { state: undefined, diagnostics: tell() };
  if (given === undefined) {
    const mistake = internalError(server, input.doing, `it gave neither a ${what} nor an error`);
    return { state: undefined, diagnostics: tell([mistake]) };
  }
  const { state, diagnostics } = settleState(server, { ...input, given, failed: false });
  return { state, diagnostics: tell(diagnostics) };
}
