// The command. Its version is asked for by every installer and prompt, and words by every Tab: nothing is loaded for them.
import process from 'node:process';
import { printed, propose } from './completion/propose.ts';
import type { Words } from './completion/words.ts';

/** Put in by the bundler, the words as JSON. */
declare const HIKUBE_VERSION: string | undefined;
declare const HIKUBE_WORDS: string | undefined;
const version = typeof HIKUBE_VERSION === 'undefined' ? '0.0.0' : HIKUBE_VERSION;
const [, , first, second, ...words] = process.argv;

if (['--version', '-v'].includes(first ?? '') && second === undefined) {
  process.stdout.write(`${version}\n`);
} else {
  const known = knownWords();
  if (known !== undefined) process.stdout.write(known);
  else startProgram();
}

/** What is proposed at Tab, as far as nobody has to be asked. */
function knownWords(): string | undefined {
  if (first !== 'complete' || second !== '--' || typeof HIKUBE_WORDS === 'undefined') return undefined;
  const proposed = propose(JSON.parse(HIKUBE_WORDS) as Words, words);
  return 'proposals' in proposed ? printed(proposed.proposals) : undefined;
}

function startProgram(): void {
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
