// Checks formatting and lint rules of every file with biome.
import { join } from 'node:path';
import process from 'node:process';
import { ROOT, run } from './run.ts';

const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');

/** `::error title=…,file=…,line=…,…::message`, as biome writes for machines. */
const FINDING = /^::(?:error|warning) title=([^,]*),file=([^,]*),line=(\d+).*?::(.*)$/;

/** One line for each finding; a warning counts, because nobody reads warnings. */
export async function styleFindings(): Promise<string[]> {
  const options = [
    'check',
    '--reporter=github',
    '--diagnostic-level=warn',
    '--max-diagnostics=none',
    '--error-on-warnings',
  ];
  const { output, code } = await run(process.execPath, [BIOME, ...options]);
  const findings = output.split('\n').flatMap((line) => {
    const [, rule = '', file = '', at, message] = FINDING.exec(line) ?? [];
    if (at === undefined) return [];
    const path = file.replace(`${ROOT}/`, '');
    if (rule === 'format' || rule === 'assist/source/organizeImports')
      return [`${path}:${at} is not formatted; run npx biome check --write ${path} (${rule})`];
    return [`${path}:${at} ${message} (${rule})`];
  });
  if (code !== 0 && findings.length === 0) throw new Error(`biome did not run: ${output.trim()}`);
  return findings;
}
