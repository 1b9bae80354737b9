// How this process ends when something other than the host's Shutdown ends it.
import type { Log } from '../log.ts';

/** The closing signals end the process in order, so that the exit handlers run. */
export function endOnSignals(signals: readonly NodeJS.Signals[]): void {
  for (const signal of signals) process.on(signal, () => process.exit(0));
}

/**
 * Ctrl-C reaches the whole process group. Terraform answers it with StopProvider and waits for our results, so
 * the signal itself must do nothing here.
 */
export function ignoreInterrupt(): void {
  process.on('SIGINT', () => {});
}

/** Logs what nobody caught, through the log's redaction, instead of Node's dump of the source line. */
export function endOnCrash(log: Log): void {
  process.on('uncaughtException', (error: unknown) => {
    log('error', 'the provider crashed', { error, stack: error instanceof Error ? error.stack : undefined });
    process.exit(1);
  });
}
