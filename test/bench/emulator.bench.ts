// The emulator: how soon it is there, what a creation costs, and what a page has to load.
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createEmulator } from '@hikube/emulator';
import { build } from 'esbuild';
import { startChromium } from '../support/browser.ts';
import { bundleForBrowsers, entryOf, loadedAtOnce } from '../support/browser-bundle.ts';
import { missingChromium } from '../support/chromium.ts';
import { type Bench, type Figure, median, round2 } from './figure.ts';

const ROUNDS = 30;
const PAGES = 9;

export const bench: Bench = async () => {
  const { gzipBytes } = await loadedAtOnce();
  return [
    await time('emulator: start, warm', 40, async () => void (await createEmulator()).close()),
    await time('emulator: start, create a cluster, wait for it, warm', undefined, async () => {
      await using emulator = await createEmulator();
      await emulator.client().clusters.create({ name: 'prod' });
    }),
    ...(await startInPages()),
    { name: 'emulator: what a page loads at once, gzip', value: gzipBytes, unit: 'bytes', aim: 150_000 },
    { name: 'emulator: validators among it, gzip', value: await validatorsBytes(), unit: 'bytes' },
  ];
};

/** Each start in a page of its own, which has compiled nothing yet: from the import to the first answer. */
async function startInPages(): Promise<Figure[]> {
  const missing = missingChromium();
  if (missing !== undefined) {
    console.log(`emulator: its start in Chromium is left out, because ${missing}.`);
    return [];
  }
  const { metafile, outputFiles } = await bundleForBrowsers(true);
  const entry = basename(entryOf(metafile));
  const scripts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const browser = await startChromium();
  try {
    const times: number[] = [];
    for (let round = 0; round < PAGES; round += 1) {
      const page = await browser.newPage();
      // What seals secrets is there for secure origins only.
      await page.route('http://localhost/**', (route) => {
        const script = scripts.get(basename(new URL(route.request().url()).pathname));
        return script === undefined
          ? route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })
          : route.fulfill({ contentType: 'text/javascript', body: script });
      });
      await page.goto('http://localhost/');
      times.push(
        (await page.evaluate(`(async () => {
          const began = performance.now();
          await import('/${entry}');
          const emulator = await createEmulator();
          await emulator.client().clusters.list();
          return performance.now() - began;
        })()`)) as number,
      );
      await page.close();
    }
    return [figureOf('emulator: start in Chromium, from the import to the first answer', times, 100)];
  } finally {
    await browser.close();
  }
}

async function time(name: string, aim: number | undefined, work: () => Promise<void>): Promise<Figure> {
  for (let round = 0; round < 3; round += 1) await work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return figureOf(name, times, aim);
}

function figureOf(name: string, times: readonly number[], aim: number | undefined): Figure {
  const spread = [round2(Math.min(...times)), round2(Math.max(...times))] as const;
  return { name, value: round2(median(times)), unit: 'ms', spread, ...(aim === undefined ? {} : { aim }) };
}

async function validatorsBytes(): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: "export * from '@hikube/openapi/validators';", resolveDir: import.meta.dirname },
    ...{ bundle: true, minify: true, format: 'esm', platform: 'browser', target: 'es2022', write: false },
    conditions: ['@hikube/source'],
  });
  return gzipSync(outputFiles[0]!.contents).length;
}
