// The service as the short run starts it some two hundred times: bundled once for all files, since a process that strips and
// loads the sources takes nearly three times the work. The full run starts the sources, as `npm start` does.
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { bundleService } from '../../server/packaging/bundle.ts';
import { MADE, madeOnce } from './made-once.ts';
import { SCALE } from './scale.ts';

/** A file to start, and what its process has in the environment. */
export interface Start {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

const SOURCE = fileURLToPath(new URL('../../server/src/start.ts', import.meta.url));

/** @throws Error when the service cannot be bundled */
export async function serviceToStart(): Promise<Start> {
  // Whoever watches changes the sources between two turns of one run.
  const isWatching = process.env['VITEST_MODE'] === 'WATCH';
  if (MADE === undefined || SCALE >= 1 || isWatching) return { file: SOURCE, environment: {} };
  const folder = await madeOnce(MADE, 'service', async (made) => {
    await bundleService(made);
  });
  // What Node compiles of it lies beside it and goes with the run: it is at another place each time.
  return { file: join(folder, 'start.mjs'), environment: { NODE_COMPILE_CACHE: '' } };
}
