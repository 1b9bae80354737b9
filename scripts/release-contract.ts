// `npm run release:contract`: keeps the contract as it is published now as that of its version, for the check of what
// breaks. From 1.0 a release is never cut twice; before, it may be, as long as nobody has it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { publishedForms } from '@hikube/contract-compiler';
import { RELEASED_FOLDER, type Released, readReleased } from '@hikube/contract-compiler/compare';
import { loadContract } from '@hikube/contract-compiler/contract';
import type { Contract } from '@hikube/contract-compiler/schema';
import { growthFindings } from './checks/growth.ts';

/** Why the contract cannot be released as it is; nothing when it can. */
export function obstacles(released: Released | undefined, next: Contract, today: string): string[] {
  const { version } = next.info;
  if (released?.version !== version) return growthFindings(released, next, today);
  const isSame = JSON.stringify(released.document) === JSON.stringify(next);
  if (isSame || version.startsWith('0.')) return [];
  return [
    `openapi/released/${version}.json is released and differs: raise the version in openapi/openapi.yaml and every package.json`,
  ];
}

if (import.meta.main) {
  const { published } = publishedForms((await loadContract()).document);
  const found = obstacles(await readReleased(), published, new Date().toISOString().slice(0, 10));
  if (found.length > 0) {
    for (const line of found) console.error(line);
    process.exitCode = 1;
  } else {
    await mkdir(RELEASED_FOLDER, { recursive: true });
    const file = `${published.info.version}.json`;
    await writeFile(join(RELEASED_FOLDER, file), `${JSON.stringify(published, null, 2)}\n`);
    console.log(`wrote openapi/released/${file}`);
  }
}
