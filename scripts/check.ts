// `npm run check`: everything that can be known without running the product. One line per step; each finding is one line
// with its place, the rule and what to do.
import process from 'node:process';
import { contractFindings } from './checks/contract-lint.ts';
import { lockFileFindings, structureFindings, tidyFindings } from './checks/structure.ts';
import { styleFindings } from './checks/style.ts';
import { typeFindings } from './checks/types.ts';
import { versionFindings } from './checks/versions.ts';
import { generate } from './generate.ts';

/** A step: its name, and the findings that it gives. */
export interface Step {
  name: string;
  findings(): Promise<string[]>;
}

const STEPS: readonly Step[] = [
  { name: 'types', findings: typeFindings },
  { name: 'style', findings: styleFindings },
  { name: 'contract', findings: contractFindings },
  { name: 'generated', findings: staleFiles },
  { name: 'structure', findings: structureFindings },
  { name: 'tidy', findings: tidyFindings },
  { name: 'lock file', findings: lockFileFindings },
  { name: 'versions', findings: versionFindings },
];

async function staleFiles(): Promise<string[]> {
  const stale = await generate({ write: false });
  return stale.map((path) => `${path} is not what its sources say; run npm run generate (generated)`);
}

/** Runs the steps whose name is asked for, or all; true when nothing was found. */
export async function check(
  names: readonly string[],
  print: (line: string) => void,
  all: readonly Step[] = STEPS,
): Promise<boolean> {
  const steps = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  const unknown = names.filter((name) => !all.some((step) => step.name === name));
  if (unknown.length > 0) {
    print(`There is no check ${unknown.join(', ')}. Use ${all.map(({ name }) => name).join(', ')}.`);
    return false;
  }
  let clean = true;
  for (const { name, findings } of steps) {
    const began = performance.now();
    const found = await findings().catch((error: Error) => [`${name}: ${error.message}`]);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const verdict = found.length === 0 ? 'ok' : `${found.length} found`;
    print(`${name.padEnd(10)} ${verdict.padEnd(10)} ${seconds.padStart(5)} s`);
    for (const line of found) print(`  ${line}`);
    clean &&= found.length === 0;
  }
  return clean;
}

if (import.meta.main) {
  const clean = await check(process.argv.slice(2), console.log);
  if (!clean) process.exitCode = 1;
}
