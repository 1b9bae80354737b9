// What the clients of every language share: the service they talk to, the story they tell, and why some are left out.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { operationIds } from '@hikube/openapi/operations';
import { SCALE } from '../support/scale.ts';

export const run = promisify(execFile);

/** The contract, and its twin for tools that read nothing newer than OpenAPI 3.0. */
export const CONTRACT = fileURLToPath(new URL('../../openapi/generated/openapi.gen.json', import.meta.url));
export const TWIN = fileURLToPath(new URL('../../openapi/generated/openapi-3.0.gen.json', import.meta.url));

/** What a client says when it has told its story. */
export const STORY = [
  ...[
    'creates',
    'lists',
    'patches',
    'reads',
    'previews',
    'cancels',
    'reads a manifest',
    'deletes',
    'is done',
  ],
];

/** Prints why clients of a language are left out here; false where they are not. */
export function isLeftOut(language: string, missing: string | undefined): boolean {
  const reason = SCALE < 1 ? 'they are part of npm run test:full' : missing;
  if (reason !== undefined) console.log(`Clients in ${language} are left out: ${reason}.`);
  return reason !== undefined;
}

/** Operations of the contract whose names are in the files of a folder, or are those of files, however they are spelt. */
export async function operationsIn(folder: string, extension: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(extension));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const text = [...files, ...texts].join('\n').replaceAll('_', '').toLowerCase();
  return operationIds.filter((id) => text.includes(id.toLowerCase()));
}

/** A command that tells the story. */
export type Program = readonly [command: string, ...options: string[]];

/** Runs a program that tells the story, and gives what it said. */
export async function tell(program: Program, endpoint: string, token: string): Promise<string[]> {
  const [command, ...options] = program;
  const env = { ...process.env, ENDPOINT: endpoint, TOKEN: token };
  const { stdout } = await run(command, options, { env });
  return JSON.parse(stdout) as string[];
}
