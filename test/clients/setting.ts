// What the clients of every language share: the story they tell, and which operations they have.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { operationIds } from '@hikube/openapi/operations';
import { run } from '../support/program.ts';

/** What a client says when it has told its story. */
export const STORY = [
  'creates',
  'lists',
  'patches',
  'reads',
  'previews',
  'cancels',
  'reads a manifest',
  'deletes',
  'is done',
];

/** Operations of the contract whose names are in the files of a folder, or are those of files, however they are spelt. */
export async function operationsIn(folder: string, extension: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(extension));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const words = [...files, ...texts].flatMap((text) => text.match(/\w+/g) ?? []);
  const names = new Set(words.map((word) => word.replaceAll('_', '').toLowerCase()));
  return operationIds.filter((id) => names.has(id.toLowerCase()));
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
