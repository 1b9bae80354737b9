// One writer of a file at a time, among all processes of this machine.
import { CliError } from '../errors/cli-error.ts';
import type { Host } from '../host/host.ts';

type Around = Pick<Host, 'clock' | 'files' | 'processes'>;

/** How long a writer waits for the others. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 15;
/** A lock without the id of a process, as other programs leave it, counts as left behind after this time. */
const STRANGER_MS = 10_000;

/**
 * Runs `work` while nobody else holds the lock. It is a file of this name, as kubectl makes one for a kubeconfig; one
 * whose process is gone is taken away.
 * @throws CliError when others hold it for too long
 */
export async function locked<T>(around: Around, lock: string, work: () => Promise<T>): Promise<T> {
  const { clock, files, processes } = around;
  const since = clock.monotonic();
  for (;;) {
    if (await files.create(lock, String(processes.pid))) break;
    const waited = clock.monotonic() - since;
    if (waited > PATIENCE_MS)
      throw new CliError(`${lock} is held by another program.`, {
        next: ['end that program, or delete this file if there is none'],
      });
    if (await isLeftBehind(around, lock, waited)) await takeAway(around, lock, waited);
    else await clock.sleep(PAUSE_MS);
  }
  try {
    return await work();
  } finally {
    await files.remove(lock);
  }
}

/** Only one of those who find a lock left behind may look again and take it: otherwise another would take its successor. */
async function takeAway(around: Around, lock: string, waited: number): Promise<void> {
  const { files, processes } = around;
  const guard = `${lock}.check`;
  if (!(await files.create(guard, String(processes.pid)))) {
    await around.clock.sleep(PAUSE_MS);
    return;
  }
  try {
    if (await isLeftBehind(around, lock, waited)) await files.remove(lock);
  } finally {
    await files.remove(guard);
  }
}

async function isLeftBehind({ files, processes }: Around, lock: string, waited: number): Promise<boolean> {
  const holder = await files.read(lock);
  if (holder === undefined) return false;
  const pid = Number(holder);
  if (holder !== '' && Number.isInteger(pid)) return pid !== processes.pid && !processes.isAlive(pid);
  return waited > STRANGER_MS;
}
