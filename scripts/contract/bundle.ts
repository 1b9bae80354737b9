// Puts the files of the contract together: every reference between files becomes one inside the document.
// We bundle ourselves because a schema that is only the source of a derived one is referenced by name, not by $ref,
// and a general bundler would leave it out.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Components, Contract, Json, PathItem, ProblemEntry } from './schema.ts';

/** The folder of the contract's source files. */
export const CONTRACT_FOLDER = resolve(import.meta.dirname, '../../openapi');

const COMPONENT_FILES = {
  parameters: 'components/parameters.yaml',
  responses: 'components/responses.yaml',
  headers: 'components/headers.yaml',
} as const;

type Tree = { [key: string]: Json };

async function readYaml(file: string): Promise<Tree> {
  return parse(await readFile(join(CONTRACT_FOLDER, file), 'utf8')) as Tree;
}

/** The place in the bundled document of what a file holds. */
function sectionOf(file: string): string {
  if (file.startsWith('schemas/')) return 'schemas';
  for (const [section, path] of Object.entries(COMPONENT_FILES)) if (path === file) return section;
  throw new Error(`${file}: nothing may refer to this file; move the part to schemas/ or components/`);
}

/** Rewrites each `$ref` in `value`, which stands in `file`, to a place inside the bundled document. */
function rewriteReferences(value: Json, file: string): Json {
  if (Array.isArray(value)) return value.map((item) => rewriteReferences(item, file));
  if (value === null || typeof value !== 'object') return value;
  const result: Tree = {};
  for (const [key, child] of Object.entries(value)) {
    result[key] =
      key === '$ref' && typeof child === 'string'
        ? bundledReference(child, file)
        : rewriteReferences(child, file);
  }
  return result;
}

function bundledReference(reference: string, file: string): string {
  const [path = '', name = ''] = reference.split('#/');
  const target =
    path === '' ? file : relative(CONTRACT_FOLDER, resolve(CONTRACT_FOLDER, dirname(file), path));
  return `#/components/${sectionOf(target)}/${name}`;
}

async function readSchemas(): Promise<Tree> {
  const files = (await readdir(join(CONTRACT_FOLDER, 'schemas')))
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  const all = new Map<string, Json>();
  for (const file of files) {
    const path = `schemas/${file}`;
    for (const [name, schema] of Object.entries(await readYaml(path))) {
      if (all.has(name)) throw new Error(`${path}: the schema ${name} exists twice; rename one of them`);
      all.set(name, rewriteReferences(schema, path));
    }
  }
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function readPaths(root: Tree): Promise<Record<string, PathItem>> {
  const paths: Record<string, PathItem> = {};
  for (const [path, item] of Object.entries(root.paths as Record<string, { $ref: string }>)) {
    const [file = '', name = ''] = item.$ref.split('#/');
    const part = (await readYaml(file))[name];
    if (part === undefined)
      throw new Error(`openapi.yaml: ${path} points at ${item.$ref}, which does not exist`);
    paths[path] = rewriteReferences(part, file) as unknown as PathItem;
  }
  return paths;
}

/** Fails with the first reference that leads nowhere. */
function assertResolved(document: Json, value: Json, where: string): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) assertResolved(document, item, `${where}/${index}`);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  for (const [key, child] of Object.entries(value)) {
    if (key === '$ref' && typeof child === 'string') {
      const found = child
        .slice(2)
        .split('/')
        .reduce<Json | undefined>((at, step) => (at as Tree | undefined)?.[step], document);
      if (found === undefined) throw new Error(`${where}: ${child} does not exist; correct the reference`);
    } else assertResolved(document, child, `${where}/${key}`);
  }
}

/** Reads the closed list of problem codes, in the order of the file. */
export async function readProblems(): Promise<Record<string, ProblemEntry>> {
  return (await readYaml('problems.yaml')) as unknown as Record<string, ProblemEntry>;
}

/** Reads what a person is told where a pattern does not fit. */
export async function readPatterns(): Promise<Record<string, string>> {
  return (await readYaml('patterns.yaml')) as Record<string, string>;
}

/** Reads all files of the contract as one document; derived schemas are not expanded yet. */
export async function bundle(): Promise<Contract> {
  const root = await readYaml('openapi.yaml');
  const components: Tree = { ...(root.components as Tree), schemas: await readSchemas() };
  for (const [section, file] of Object.entries(COMPONENT_FILES))
    components[section] = rewriteReferences(await readYaml(file), file);
  const contract = {
    ...root,
    paths: await readPaths(root),
    components: { ...components, examples: {} } as unknown as Components,
  } as unknown as Contract;
  assertResolved(contract as unknown as Json, contract as unknown as Json, '#');
  return contract;
}
