// Compiles the bundle into one file that needs no Node, with Bun. The compiler comes from the npm registry when a
// release is made: it is 100 MB, and nobody who only uses or changes the provider needs it.
import { execFile } from 'node:child_process';
import { cp, rename } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { ReleaseTarget } from './targets.ts';

const run = promisify(execFile);

/** Version of the compiler that was measured. */
const BUN = 'bun@1.4.5';

/** Compiles `bundle` for a platform and returns the file. */
export async function compileStandalone(
  bundle: string,
  target: ReleaseTarget,
  outfile: string,
): Promise<string> {
  // Without an ending, Bun would pack the script as data and start nothing.
  const source = `${outfile}.cjs`;
  await cp(bundle, source);
  await run('npm', [
    'exec',
    '--yes',
    `--package=${BUN}`,
    '--',
    'bun',
    'build',
    '--compile',
    '--bytecode',
    '--minify',
    // Without these two, the provider would read .env and run the preload scripts of whatever folder Terraform is in.
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
    `--target=${target.bun}`,
    source,
    '--outfile',
    outfile,
  ]);
  // Bun adds the ending itself.
  if (target.name.startsWith('windows')) await rename(`${outfile}.exe`, outfile).catch(() => {});
  return outfile;
}
