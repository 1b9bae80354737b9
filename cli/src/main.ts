// The command. Its version is asked for by every installer and prompt: nothing is loaded for that.
import process from 'node:process';

/** Put in by the bundler. */
declare const HIKUBE_VERSION: string | undefined;
const version = typeof HIKUBE_VERSION === 'undefined' ? '0.0.0' : HIKUBE_VERSION;

if (process.argv.length === 3 && ['--version', '-v'].includes(process.argv[2] ?? '')) {
  process.stdout.write(`${version}\n`);
} else {
  void import('./program.ts')
    .then(async ({ start }) => {
      process.exitCode = await start(process.env, version);
    })
    .catch((error: unknown) => {
      process.stderr.write(
        `error: hikube has a fault: ${error instanceof Error ? error.message : String(error)}\n`,
      );
      process.exitCode = 70;
    });
}
