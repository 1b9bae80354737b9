// Puts the files of the contract together: every reference between files becomes one inside the document.
// We bundle ourselves because a schema that is only the source of a derived one is referenced by name, not by $ref,
// and a general bundler would leave it out.
import { posix } from 'node:path';
import type { ContractFiles, Tree } from './files.ts';
import type { Components, Contract, Json, PathItem } from './schema.ts';

const COMPONENT_FILES = {
  parameters: 'components/parameters.yaml',
  responses: 'components/responses.yaml',
  headers: 'components/headers.yaml',
} as const;

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
  const target = path === '' ? file : posix.join(posix.dirname(file), path);
  return `#/components/${sectionOf(target)}/${name}`;
}

function schemasOf(files: ContractFiles): Tree {
  const all = new Map<string, Json>();
  for (const [path, tree] of Object.entries(files)) {
    if (!path.startsWith('schemas/')) continue;
    for (const [name, schema] of Object.entries(tree)) {
      if (all.has(name)) throw new Error(`${path}: the schema ${name} exists twice; rename one of them`);
      all.set(name, rewriteReferences(schema, path));
    }
  }
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function pathsOf(files: ContractFiles): Record<string, PathItem> {
  const paths: Record<string, PathItem> = {};
  const declared = files['openapi.yaml']?.paths as Record<string, { $ref: string }> | undefined;
  for (const [path, item] of Object.entries(declared ?? {})) {
    const [file = '', name = ''] = item.$ref.split('#/');
    const part = files[file]?.[name];
    if (part === undefined)
      throw new Error(`openapi.yaml: ${path} points at ${item.$ref}, which does not exist; correct it`);
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

/** Puts the files together as one document; derived schemas are not expanded yet. */
export function bundle(files: ContractFiles): Contract {
  const root = files['openapi.yaml'] ?? {};
  const components: Tree = { ...(root.components as Tree), schemas: schemasOf(files), examples: {} };
  for (const [section, file] of Object.entries(COMPONENT_FILES)) {
    components[section] = rewriteReferences(files[file] ?? {}, file);
  }
  const document = { ...root, paths: pathsOf(files), components: components as unknown as Components };
  assertResolved(document as unknown as Json, document as unknown as Json, '#');
  return document as unknown as Contract;
}
