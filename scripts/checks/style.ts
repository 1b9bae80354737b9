// Checks formatting and lint rules of every file with biome.
import { join } from 'node:path';
import process from 'node:process';
import { ROOT, run } from './run.ts';

const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');

const OPTIONS = [
  'check',
  '--reporter=github',
  '--diagnostic-level=warn',
  '--max-diagnostics=none',
  '--error-on-warnings',
];

/** `::error title=…,file=…,line=…,…::message`, as biome writes for machines. */
const FINDING = /^::(?:error|warning) title=([^,]*),file=([^,]*),line=(\d+).*?::(.*)$/;

/** Findings in what biome printed, one line each, with paths from `root`. */
export function parseStyleFindings(output: string, root: string): string[] {
  return output.split('\n').flatMap((line) => {
    const [, rule = '', file = '', at, message] = FINDING.exec(line) ?? [];
    if (at === undefined) return [];
    const path = file.replace(`${root}/`, '');
    const isLayout = rule === 'format' || rule === 'assist/source/organizeImports';
    const text = isLayout ? `is not formatted; run npx biome check --write ${path}` : message;
    return [`${path}:${at} ${text} (${rule})`];
  });
}

/** One line for each finding; a warning counts, because nobody reads warnings. */
export async function styleFindings(): Promise<string[]> {
  const { output, code } = await run(process.execPath, [BIOME, ...OPTIONS]);
  const findings = parseStyleFindings(output, ROOT);
  if (code !== 0 && findings.length === 0) throw new Error(`biome did not run: ${output.trim()}`);
  return findings;
}
