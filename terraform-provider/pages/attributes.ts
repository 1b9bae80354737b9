// The schema part of a page: required, optional and read-only attributes, and a section for each nested one.
import type { Attribute, Attributes } from 'terraform-plugin';

interface Section {
  readonly path: string;
  readonly attributes: Attributes;
}

/** Markdown of a schema. */
export function schemaMarkdown(attributes: Attributes): string {
  const nested: Section[] = [];
  const parts = ['## Schema', ...caution(attributes), ...groups(attributes, '', nested)];
  for (let section = nested.shift(); section !== undefined; section = nested.shift()) {
    parts.push(
      `<a id="${anchor(section.path)}"></a>\n### Nested schema for \`${section.path}\``,
      ...groups(section.attributes, section.path, nested),
    );
  }
  return parts.join('\n\n');
}

/** Terraform itself refuses an unknown name at the top, and nobody refuses one further in. */
function caution(attributes: Attributes): string[] {
  const isWritten = ({ kind, required, optional }: Attribute) => kind === 'nested' && (required || optional);
  if (!Object.values(attributes).some(isWritten)) return [];
  return [
    'Inside nested objects and maps Terraform drops a name that the schema does not have, such as a misspelt one, before the provider can see it. What was understood stands in the plan.',
  ];
}

function groups(attributes: Attributes, path: string, nested: Section[]): string[] {
  const entries = Object.entries(attributes).sort(([a], [b]) => a.localeCompare(b, 'en'));
  const of = (title: string, belongs: (attribute: Attribute) => boolean) => {
    const lines = entries
      .filter(([, attribute]) => belongs(attribute))
      .map(([name, attribute]) => line(name, attribute, path, nested));
    return lines.length === 0 ? [] : [`${path === '' ? '###' : '####'} ${title}`, lines.join('\n')];
  };
  return [
    ...of('Required', ({ required }) => required),
    ...of('Optional', ({ optional }) => optional),
    ...of('Read-only', ({ required, optional }) => !required && !optional),
  ];
}

function line(name: string, attribute: Attribute, path: string, nested: Section[]): string {
  const inner = path === '' ? name : `${path}.${name}`;
  const more = attribute.kind === 'nested' ? ` See [below](#${anchor(inner)}).` : '';
  if (attribute.kind === 'nested') nested.push({ path: inner, attributes: attribute.attributes });
  return `- \`${name}\` (${typeOf(attribute)}) ${[attribute.description, ...notes(attribute)].filter((text) => text !== '').join(' ')}${more}`;
}

/** Descriptions that say themselves what an attribute is when it is not set. */
const TELLS_OF_ABSENCE = /\bDerived from\b|\bwhen it is not set\b/;

/** What a person must know beyond the description: default, who decides, what a change does. */
function notes({
  description,
  behaviour,
  requiresReplace,
  immutable,
  deprecation,
  optional,
  writeOnly,
  versionedBy,
}: Attribute): string[] {
  const found: string[] = [];
  if (behaviour.kind === 'default') found.push(`Default: \`${JSON.stringify(behaviour.value)}\`.`);
  if (behaviour.kind === 'derived' && optional && !TELLS_OF_ABSENCE.test(description))
    found.push(derivation(behaviour.dependsOn.map(({ names }) => names.join('.'))));
  if (requiresReplace) found.push('**A change replaces the object.**');
  if (immutable !== undefined)
    found.push('**It cannot change after creation**; a change is refused in plan.');
  if (writeOnly)
    found.push(
      `Write-only${versionedBy === undefined ? '' : `; sent again when \`${versionedBy}\` changes`}.`,
    );
  if (deprecation !== undefined) found.push(`**Deprecated:** ${deprecation}`);
  return found;
}

function derivation(names: readonly string[]): string {
  if (names.length === 0) return 'Chosen by the platform when it is not set.';
  return `Derived from ${names.map((name) => `\`${name}\``).join(', ')} when it is not set.`;
}

function typeOf(attribute: Attribute): string {
  const sensitive = attribute.sensitive ? ', Sensitive' : '';
  if (attribute.kind === 'nested') {
    return `${{ single: 'Object', list: 'List of objects', set: 'Set of objects', map: 'Map of objects' }[attribute.nesting]}${sensitive}`;
  }
  return typeName(attribute.type) + sensitive;
}

function typeName(type: { readonly kind: string; readonly element?: unknown }): string {
  const simple: Record<string, string> = {
    string: 'String',
    bool: 'Boolean',
    int64: 'Number',
    number: 'Number',
    dynamic: 'Any',
  };
  const known = simple[type.kind];
  if (known !== undefined) return known;
  if (type.element === undefined) return 'Object';
  const element = typeName(type.element as { kind: string }).toLowerCase();
  return `${type.kind.charAt(0).toUpperCase()}${type.kind.slice(1)} of ${element}s`;
}

const anchor = (path: string) => `nestedatt--${path.replaceAll('.', '--')}`;
