// The log of this process: levels from its environment, lines on its stderr.
import { systemClock } from '../clock.ts';
import { createLog, type Log, type Redact } from '../log.ts';

/** @param redact default: texts stay as they are. */
export function processLog(providerAddress: string, redact: Redact = (text) => text): Log {
  return createLog({
    name: providerAddress.split('/').at(-1) ?? providerAddress,
    clock: systemClock,
    env: process.env,
    redact,
    write: writeToStderr,
  });
}

let isGuarded = false;

/** A host that was killed leaves a broken pipe, and a log line must not end the process before its time. */
function writeToStderr(line: string): void {
  if (!isGuarded) process.stderr.on('error', () => {});
  isGuarded = true;
  process.stderr.write(line);
}
