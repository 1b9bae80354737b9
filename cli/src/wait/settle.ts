// Waits for work, as far as somebody wants to: a command that ends before the work does says how to wait on.
import { HikubeError, type Impact, type Operation, type PendingOperation } from '@hikube/sdk';
import { CliError } from '../errors/cli-error.ts';
import { plain } from '../output/table.ts';
import type { Session } from '../session.ts';
import { Progress } from './progress.ts';
import { TELL_AFTER_MS } from './silence.ts';

/** How long. */
export interface Patience {
  readonly timeoutMs?: number | undefined;
}

/** What work leads to, with its last state. @throws CliError at Ctrl-C, with the command that takes the wait up again */
export async function settle<T>(
  session: Session,
  work: PendingOperation<T>,
  patience: Patience,
): Promise<{ readonly result: T; readonly operation: Operation }> {
  const { host } = session;
  const operation = await work.accepted;
  const progress = new Progress(host.stderr, session.isQuiet);
  const stop = new AbortController();
  const off = host.onInterrupt(() => stop.abort(INTERRUPTED));
  let ended = operation;
  try {
    const result = await work.wait({
      signal: stop.signal,
      ...(patience.timeoutMs === undefined ? {} : { timeoutMs: patience.timeoutMs }),
      onProgress: (state) => {
        ended = state;
        progress.show(state);
      },
      onInterruption: (error, awayMs) => {
        if (awayMs >= TELL_AFTER_MS)
          progress.say(`The API does not answer (${firstLine(error)}); waiting on.`);
      },
    });
    progress.end();
    tellWarnings(session, ended);
    return { result, operation: ended };
  } catch (error) {
    progress.end();
    if (error === INTERRUPTED)
      throw new CliError(`Interrupted. The work goes on: ${operation.kind} of ${operation.target.name}.`, {
        exit: 'interrupted',
        next: [
          `wait on:  hikube operation wait ${operation.id}`,
          `end it:   hikube operation cancel ${operation.id}`,
        ],
      });
    if (error instanceof HikubeError) error.operation ??= ended;
    throw error;
  } finally {
    off();
  }
}

const INTERRUPTED = new Error('interrupted');
const firstLine = (error: Error) => error.message.split('\n')[0] ?? '';

/** What succeeded only in part, or will not go well for long. */
export function tellWarnings(session: Session, { warnings }: Pick<Operation | Impact, 'warnings'>): void {
  for (const { pointer, detail } of warnings)
    session.say(`warning: ${pointer === '' ? '' : `${pointer}: `}${plain(detail)}`);
}
