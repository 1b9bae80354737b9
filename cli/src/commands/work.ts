// The way of every write: look at what it would do, ask where that is due, send it, and wait.
import type { Impact, PendingOperation } from '@hikube/sdk';
import { exitCode } from '../errors/exit-codes.ts';
import { count, impactLines } from '../output/impact.ts';
import type { ViewName } from '../output/views.ts';
import type { Session } from '../session.ts';
import { settle, tellWarnings } from '../wait/settle.ts';
import { timeoutOf } from './flags.ts';

/** What a person said of how to do it. */
export interface WorkFlags {
  readonly wait?: boolean | undefined;
  readonly timeout?: string | undefined;
  readonly preview?: boolean | undefined;
  readonly yes?: boolean | undefined;
}

/** A write. */
export interface Work<T> {
  /** What it leads to; without it, to nothing. */
  readonly kind?: ViewName;
  preview(): PromiseLike<Impact>;
  start(): PendingOperation<T>;
  /** What to ask, if anything. Without it, nobody is asked. */
  readonly question?: (impact: Impact) => string | undefined;
}

/** @returns the exit code */
export async function carryOut<T>(session: Session, flags: WorkFlags, work: Work<T>): Promise<number> {
  const timeoutMs = timeoutOf(flags);
  const impact = await work.preview();
  if (flags.preview === true) {
    if (session.form.name !== 'text') await session.show('impact', impact);
    else
      session.host.stdout.write(
        impactLines(impact)
          .map((line) => `${line}\n`)
          .join(''),
      );
    return 0;
  }
  const question = flags.yes === true ? undefined : work.question?.(impact);
  // The API warns in a preview only. Whoever is asked reads the warnings there.
  if (question === undefined) tellWarnings(session, impact);
  else if (!(await isWanted(session, impact, question))) {
    session.say('Nothing was changed.');
    return exitCode('no');
  }
  const pending = work.start();
  const accepted = await pending.accepted;
  const { waitsFor } = accepted;
  if (flags.wait === false || (waitsFor !== undefined && flags.wait !== true)) {
    tellWarnings(session, accepted);
    await show(session, 'operation', accepted);
    session.say(
      waitsFor === undefined ? `wait: hikube operation wait ${accepted.id}` : `It waits for the ${waitsFor}.`,
    );
    return 0;
  }
  const { result, operation } = await settle(session, pending, { timeoutMs });
  if (work.kind !== undefined && typeof result === 'object' && result !== null)
    await show(session, work.kind, result);
  else if (session.form.name === 'text') session.say(`${operation.kind} of ${operation.target.name}: done`);
  else await session.show('operation', operation);
  return 0;
}

/** One object as a row, where a person reads. */
export function show(session: Session, kind: ViewName, value: object): Promise<void> {
  return session.show(kind, session.form.name === 'text' ? { items: [value] } : value);
}

async function isWanted(session: Session, impact: Impact, question: string): Promise<boolean> {
  for (const line of impactLines(impact)) session.host.stderr.write(`  ${line}\n`);
  return session.confirm(question, undefined);
}

/** Of a change: nobody is asked unless nodes are replaced. */
export const askWhenNodesRoll = ({ nodesRolled }: Impact): string | undefined =>
  nodesRolled === 0 ? undefined : `Replace ${count(nodesRolled, 'node')}?`;
