// The emulator: how soon it is there, what a creation costs, and what a page has to load.
import { gzipSync } from 'node:zlib';
import { createEmulator } from '@hikube/emulator';
import { build } from 'esbuild';
import { loadedAtOnce } from '../support/browser-bundle.ts';
import { type Bench, type Figure, median, round2 } from './figure.ts';

const ROUNDS = 30;

export const bench: Bench = async () => {
  const { gzipBytes } = await loadedAtOnce();
  return [
    await time('emulator: start, warm', 40, async () => void (await createEmulator()).close()),
    await time('emulator: start, create a cluster, wait for it, warm', undefined, async () => {
      await using emulator = await createEmulator();
      await emulator.client().clusters.create({ name: 'prod' });
    }),
    { name: 'emulator: what a page loads at once, gzip', value: gzipBytes, unit: 'bytes', aim: 150_000 },
    { name: 'emulator: validators among it, gzip', value: await validatorsBytes(), unit: 'bytes' },
  ];
};

async function time(name: string, aim: number | undefined, work: () => Promise<void>): Promise<Figure> {
  for (let round = 0; round < 3; round += 1) await work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
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
