// Lints the contract: Redocly's strictest rules on the finished document, our own laws on how it was written, and what
// would break clients of the last release.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { publishedForms } from '@hikube/contract-compiler';
import { readReleased } from '@hikube/contract-compiler/compare';
import { loadContract } from '@hikube/contract-compiler/contract';
import { lintContract } from '@hikube/contract-compiler/lint';
import type { Contract, Json } from '@hikube/contract-compiler/schema';
import { growthFindings } from './growth.ts';
import { ROOT } from './run.ts';

const REDOCLY = join(ROOT, 'node_modules/@redocly/cli/bin/cli.js');

/** What Redocly reports of one problem; the pointer says where in the document. */
interface RedoclyProblem {
  message: string;
  ruleId: string;
  location: { pointer?: string }[];
}

/** Findings in what Redocly printed, one line each; it may say something before its JSON. */
export function parseRedoclyFindings(stdout: string): string[] {
  const { problems } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { problems: RedoclyProblem[] };
  return problems.map(
    ({ message, ruleId, location }) => `openapi: ${location[0]?.pointer ?? '#'} ${message} (${ruleId})`,
  );
}

/** Findings of Redocly's recommended-strict rules in a finished document; a warning is an error. */
async function redocly(document: Contract | Json): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-contract-'));
  try {
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(document));
    const config = join(ROOT, 'openapi/redocly.yaml');
    const options = ['lint', file, '--config', config, '--format', 'json', '--max-problems', '1000'];
    const { stdout } = await promisify(execFile)(process.execPath, [REDOCLY, ...options], {
      env: { ...process.env, REDOCLY_TELEMETRY: 'off' },
      maxBuffer: 1 << 26,
    }).catch((error: { stdout?: string; stderr?: string }) => {
      // A contract with findings ends with 1 and prints them; anything without output is a failure of the tool.
      if (!error.stdout?.includes('{'))
        throw new Error(`Redocly did not run: ${error.stderr ?? String(error)}`);
      return { stdout: error.stdout };
    });
    return parseRedoclyFindings(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** One line for each place where the contract breaks a rule. */
export async function contractFindings(): Promise<string[]> {
  const contract = await loadContract();
  const { published, twin } = publishedForms(contract.document);
  const [findings, ofTwin] = await Promise.all([redocly(published), redocly(twin)]);
  const today = new Date().toISOString().slice(0, 10);
  return [
    ...lintContract(contract),
    ...growthFindings(await readReleased(), published, today),
    ...findings,
    ...ofTwin.map((finding) => `OpenAPI 3.0: ${finding}`),
  ];
}
