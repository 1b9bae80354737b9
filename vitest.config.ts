// Every test of the workspace runs from source: no build comes before a test.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const conditions = ['@hikube/source', 'module', 'node', 'default'];

/** How much of a countable test each mode runs; see test/support/scale.ts. */
const scales: Readonly<Record<string, string>> = { full: '1', soak: '10' };

/** What takes this long hangs: a machine that is busy with something else must not turn a test red. */
const PATIENCE_MS = 180_000;

/** Whole programs: processes, kills, terminals. Each file gets a worker of its own. */
const stories = [
  ...[
    'acceptance',
    'cli/packed',
    'clients',
    'constructs',
    'drill',
    'examples',
    'guides',
    'judges',
    'kubectl',
    'packages',
    'robustness',
  ],
].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig(({ mode }) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    expect: { poll: { timeout: PATIENCE_MS / 2, interval: 20 } },
    // Many a test waits for a process that it started: a core kept free would stand idle.
    maxWorkers: Math.max(2, availableParallelism()),
    reporters: ['default', './test/support/figures-reporter.ts', './test/support/slowest-reporter.ts'],
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
          exclude: ['**/node_modules/**', '**/dist/**', ...stories],
          // None of them leaves anything behind, and a worker for each file costs more than what is in it.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'stories', include: stories } },
    ],
  },
}));
