// A page for each schema: its properties, and where it is used.
import type { Block, Page } from '../site.ts';
import { type Contract, type Schema, schemaName } from './contract.ts';
import { propertiesOf, resourceOf, typeText } from './property.ts';

/** Names of schemas that a value refers to, at any depth. */
function refersTo(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const each of value) refersTo(each, found);
  else if (typeof value === 'object' && value !== null) {
    const name = schemaName(value as Schema);
    if (name !== undefined) found.add(name);
    for (const each of Object.values(value)) refersTo(each, found);
  }
  return found;
}

/** Markdown links to the operations and schemas that use each schema directly. */
function usersOf(contract: Contract): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  const add = (used: Iterable<string>, link: string) => {
    for (const name of used) users.set(name, [...(users.get(name) ?? []), link]);
  };
  for (const operation of contract.operations) {
    const resolved = {
      ...operation,
      parameters: (operation.parameters ?? []).map((each) => contract.resolve(each)),
    };
    add(refersTo(resolved), `[${operation.summary}](/api/${operation.operationId})`);
  }
  for (const [name, schema] of Object.entries(contract.schemas))
    add(refersTo(schema), `[${name}](/api/schemas/${name})`);
  return users;
}

/**
 * Where each schema is written, by its name.
 * @param files texts below `openapi/schemas/`, by their names
 */
export function schemaFiles(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...files].flatMap(([file, text]) =>
      [...text.matchAll(/(?:^|x-hikube-name: )([A-Z]\w*)(?=[:,]|$)/gm)].map(
        ([, name = '']) => [name, `openapi/schemas/${file}`] as const,
      ),
    ),
  );
}

/** The file of a schema, or of the one that it is derived from. */
function fileOf(name: string, written: ReadonlyMap<string, string>): string {
  const file = written.get(name) ?? written.get(name.replace(/(?:Create|Patch|Put|Input|Inline|List)$/, ''));
  if (file === undefined) throw new Error(`No file of openapi/schemas has the schema ${name}.`);
  return file;
}

/** One page for each schema. */
export function schemaPages(contract: Contract, written: ReadonlyMap<string, string>): readonly Page[] {
  const users = usersOf(contract);
  return Object.entries(contract.schemas).map(([name, schema]) => ({
    path: `api/schemas/${name}`,
    language: 'en',
    section: 'api',
    group: 'Schemas',
    title: name,
    lead: schema.description ?? '',
    keywords: [name, 'schema', ...Object.keys(schema.properties ?? {})],
    source: fileOf(name, written),
    isHidden: true,
    blocks: [...shapeOf(name, schema, contract), ...usedBy(users.get(name) ?? [])],
  }));
}

function shapeOf(name: string, schema: Schema, contract: Contract): readonly Block[] {
  const blocks: Block[] = [];
  const resource = resourceOf(name, contract);
  if (resource !== name)
    blocks.push({
      kind: 'prose',
      markdown: `What a request may say of a [${resource}](/api/schemas/${resource}).`,
    });
  if (schema.properties === undefined) blocks.push({ kind: 'facts', rows: [['Is', typeText(schema)]] });
  else
    blocks.push(
      { kind: 'heading', level: 2, text: 'Properties' },
      { kind: 'properties', properties: propertiesOf(name, contract) },
    );
  return blocks;
}

function usedBy(links: readonly string[]): readonly Block[] {
  if (links.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Used by' },
    { kind: 'prose', markdown: [...new Set(links)].map((link) => `- ${link}`).join('\n') },
  ];
}
