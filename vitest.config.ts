// Every test of the workspace runs from source: no build comes before a test.
import { readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { defineConfig } from 'vitest/config';
import { PLACES, type PlaceName, storiesAmong, storiesAt } from './test/acceptance/on-cozystack.ts';

const conditions = ['@hikube/source', 'module', 'node', 'default'];

/** How much of a countable test each mode runs; see test/support/scale.ts. */
const scales: Readonly<Record<string, string>> = { full: '1', soak: '10' };

/** What takes this long hangs: a machine that is busy with something else must not turn a test red. */
const PATIENCE_MS = 180_000;

// Whatever is started keeps what Node has compiled where `npm start` does: stripping and compiling is most of a start.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/hikube');

// What is made once for all files of a run, see test/support/made-once.ts, goes with the run.
const made = join(tmpdir(), `hikube-made-${process.pid}`);
process.env['HIKUBE_TEST_MADE'] = made;
process.once('exit', () => rmSync(made, { recursive: true, force: true }));

const filesOf = (...folders: string[]) => folders.map((folder) => `test/${folder}/**/*.test.ts`);

/** Whole programs that are started from here: files take turns in a worker, as those of units do. */
const STORIES = ['acceptance', 'constructs', 'examples', 'guides', 'kubectl'];

/** Kills, and what is measured in a process: each file gets a worker of its own. */
const ALONE = ['cli/packed', 'drill', 'packages', 'robustness'];

/** Tools of others; in the short run nearly all of these files do nothing but say so, which needs no worker of their own. */
const OF_OTHERS = ['clients', 'judges', 'portal'];

function workersOf(mode: string) {
  const isFull = mode in scales;
  return {
    stories: filesOf(...STORIES, ...(isFull ? [] : OF_OTHERS)),
    alone: [...filesOf(...ALONE, ...(isFull ? OF_OTHERS : [])), 'test/bench/statements.test.ts'],
  };
}

/** Stories with the double of a Cozystack in place of the simulated platform; only one, at one place, in the short run. */
function onCozystack(mode: string) {
  const isFull = mode in scales;
  const folder = join(import.meta.dirname, 'test/acceptance');
  const all = storiesAmong(readdirSync(folder, { recursive: true, encoding: 'utf8' }));
  const told = (place: PlaceName) => (isFull ? storiesAt(place, all, mode === 'soak') : ['cluster.test.ts']);
  return PLACES.slice(0, isFull ? undefined : 1).map((place) => ({
    extends: true as const,
    test: {
      name: place.replace(' ', ' on Cozystack '),
      include: told(place).map((file) => `test/acceptance/${file}`),
      env: { ...(isFull ? { HIKUBE_TEST_SCALE: scales[mode] } : {}), HIKUBE_ACCEPTANCE: place },
      isolate: false,
    },
  }));
}

// In CI, one of twelve thousand tests that waited for something else's turn must not refuse a whole change. It is not
// forgotten: the end of the run names it, and its cause is to be found.
const retry = process.env['CI'] ? 1 : 0;

export default defineConfig(({ mode }) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    retry,
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    expect: { poll: { timeout: PATIENCE_MS / 2, interval: 20 } },
    // Many a test waits for a process that it started: with one worker a core, cores would stand idle.
    maxWorkers: Math.max(2, availableParallelism()) + 2,
    reporters: [
      'default',
      ...['figures', 'slowest', 'failures'].map((name) => `./test/support/${name}-reporter.ts`),
    ],
    ...(mode in scales ? { env: { HIKUBE_TEST_SCALE: scales[mode] } } : {}),
    exclude: ['**/node_modules/**', '**/dist/**'],
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: [
            '{openapi,contract-compiler,domain,kubernetes-api,sdk,service,platforms/*,server,console,direct,emulator,cli,docs}/src/**/*.test.{ts,tsx}',
            'terraform-plugin/{src,example}/**/*.test.ts',
            'terraform-provider/{src,packaging,pages}/**/*.test.ts',
            'cdktf-provider/{src,bindings}/**/*.test.ts',
            'test/**/*.test.ts',
            'scripts/**/*.test.ts',
            'examples/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**', ...Object.values(workersOf(mode)).flat()],
          // None of them leaves anything behind, and a worker for each file costs more than what is in it.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'stories',
          include: workersOf(mode).stories,
          // These are of a Cozystack alone, and the long run has the places where they run.
          exclude: mode in scales ? filesOf('acceptance/direct') : [],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: workersOf(mode).alone } },
      ...onCozystack(mode),
    ],
  },
}));
