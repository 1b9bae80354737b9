// The command `hikube`: how soon it is there, and how large.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCli } from '../../cli/packaging/bundle.ts';
import { type Bench, ratio } from './figure.ts';
import { timeToEnd } from './process-time.ts';

export const bench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-bench-'));
  try {
    const script = await bundleCli(join(folder, 'cli'));
    const bare = () => timeToEnd(process.execPath, ['-e', '0']);
    const start = (words: string, aim?: number) =>
      ratio(() => timeToEnd(process.execPath, [script, ...words.split(' ')]), bare, {
        name: `cli: hikube ${words}`,
        per: 'node -e 0',
        rounds: 15,
        ...(aim === undefined ? {} : { aim }),
      });
    return [
      await start('--version', 1.5),
      await start('--help'),
      await start('complete -- cluster create x --topology p', 1.5),
      { name: 'cli: size of the script', value: (await stat(script)).size, unit: 'bytes' },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
