// Samples of calls, out of the programs in examples/calls/ that a test runs: what a reader copies has worked.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const FOLDER = resolve(import.meta.dirname, '../../../examples/calls');

/** The part of a program that shows an operation. */
export interface CodeSample {
  lang: string;
  label: string;
  source: string;
}

/** Samples by operation, in the order of the languages. */
export type Samples = Readonly<Record<string, readonly CodeSample[]>>;

/** Every language with its file; `lang` is what highlighters call it. */
export const LANGUAGES = [
  { file: 'curl.sh', lang: 'Shell', label: 'curl' },
  { file: 'sdk.ts', lang: 'TypeScript', label: 'SDK' },
  { file: 'cli.sh', lang: 'Shell', label: 'CLI' },
  { file: 'main.tf', lang: 'HCL', label: 'Terraform' },
  { file: 'constructs.ts', lang: 'TypeScript', label: 'Constructs' },
] as const;

/** The parts between `sample <operation> …` and `end`, by operation. One called `*` stands before each other of its file. */
export function partsOf(program: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const [, names = '', source = ''] of program.matchAll(
    /^(?:#|\/\/) sample (.*)\n([\s\S]*?)\n(?:#|\/\/) end$/gm,
  )) {
    for (const name of names.split(' ')) {
      if (parts.has(name)) throw new Error(`examples/calls: ${name} has two samples; remove one`);
      parts.set(name, source);
    }
  }
  const head = parts.get('*');
  parts.delete('*');
  if (head === undefined) return parts;
  return new Map([...parts].map(([name, source]) => [name, `${head}\n\n${source}`]));
}

/** Reads them all. */
export async function readSamples(): Promise<Samples> {
  const samples: Record<string, CodeSample[]> = {};
  for (const { file, lang, label } of LANGUAGES) {
    const parts = partsOf(await readFile(join(FOLDER, file), 'utf8'));
    for (const [id, source] of parts) {
      samples[id] ??= [];
      samples[id].push({ lang, label, source });
    }
  }
  return samples;
}
