// What an emulator knows, in a file: so that the next process goes on where this one has ended, however it has ended.
import { readFile, rename, writeFile } from 'node:fs/promises';
import { systemClock } from '@hikube/service';
import type { Emulator } from '../emulator.ts';
import type { Snapshot } from '../snapshot.ts';

/** How long what has changed may wait for more of it. */
const REST_MS = 200;

/** Writes it down. */
export interface Keeper {
  /** Something may have changed. */
  touch(): void;
  /** Writes what is not written yet. */
  end(): Promise<void>;
}

/**
 * A snapshot in a file.
 * @throws Error with a sentence when it is there and is none, or cannot be read
 */
export async function readSnapshot(file: string, isNeeded: boolean): Promise<Snapshot | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (!isNeeded && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The snapshot ${file} cannot be read: check its name.`);
  }
  try {
    return JSON.parse(text) as Snapshot;
  } catch {
    throw new Error(`The snapshot ${file} is no JSON: take it anew, or remove it to begin with nothing.`);
  }
}

/** Writes JSON, whole or not at all, whenever this process ends. */
export async function writeWhole(file: string, value: object): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(value)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Keeps an emulator in a file. @param onFailure told when it cannot be written */
export function keepIn(
  file: string,
  emulator: Pick<Emulator, 'snapshot'>,
  onFailure: (error: Error) => void,
): Keeper {
  let isChanged = false;
  let cancel = (): void => {};
  let written: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    if (!isChanged) return;
    isChanged = false;
    try {
      await writeWhole(file, await emulator.snapshot());
    } catch (error) {
      onFailure(new Error(`${file} cannot be written: ${(error as Error).message}`));
    }
  };
  const next = (): Promise<void> => {
    cancel();
    written = written.then(write);
    return written;
  };
  return {
    touch() {
      if (isChanged) return;
      isChanged = true;
      cancel = systemClock.schedule(systemClock.now() + REST_MS, () => void next());
    },
    end() {
      isChanged = true;
      return next();
    },
  };
}
