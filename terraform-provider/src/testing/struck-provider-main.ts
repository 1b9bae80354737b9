// The provider as Terraform starts it, with one difference: at a chosen boundary of a call it is killed, interrupts
// Terraform as Ctrl-C would, or crashes. Terraform starts it several times per command, so boundaries are counted in a file.
import { appendFileSync, readFileSync } from 'node:fs';
import type { RpcObserver } from 'terraform-plugin/protocol';
import { serveProvider } from '../serve-provider.ts';
import { clockAtPace, paceOf } from './clock-at-pace.ts';

const {
  /** File that gets a line for each boundary, such as `ApplyResourceChange handled`; nothing is counted without it. */
  STRUCK_BOUNDARIES: boundaries = '',
  /** Number of the line at which it is struck, from 1; never when it is empty. */
  STRUCK_AT: strikeAt = '',
  /** `kill`, `interrupt` or `crash`. */
  STRUCK_BY: strikeBy = 'kill',
  /** Last words of a crash. */
  STRUCK_SAYS: lastWords = '',
  /** How fast time passes on the platform that a kubeconfig leads to; as on this machine when it is empty. */
  HIKUBE_TEST_PACE: pace = '',
} = process.env;

const observe: RpcObserver = (rpc, phase) => {
  if (boundaries === '') return;
  appendFileSync(boundaries, `${rpc} ${phase}\n`);
  const passed = readFileSync(boundaries, 'utf8').split('\n').length - 1;
  if (String(passed) !== strikeAt) return;
  if (strikeBy === 'interrupt') process.kill(-process.ppid, 'SIGINT');
  else if (strikeBy === 'kill') process.kill(process.pid, 'SIGKILL');
  else setImmediate(crash);
};

/** Nobody catches this, as nobody catches a bug. */
function crash(): void {
  throw new Error(`a bug that says ${lastWords}`);
}

serveProvider({
  environment: process.env,
  version: 'struck',
  observe,
  ...(pace !== '' && { directClock: clockAtPace(paceOf(pace)) }),
});
