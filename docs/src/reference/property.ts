// What a reader has to know of a property: what may stand there, its default, and what a change of it does.
import type { Chip, Property } from '../site.ts';
import { type Contract, type Schema, schemaName } from './contract.ts';

/** Longest pattern that says something to a person. */
const READABLE_PATTERN = 40;

/** Markdown: the type of a schema, with a link where it has a page. */
export function typeText(schema: Schema): string {
  const name = schemaName(schema);
  if (name !== undefined) return `[${name}](/api/schemas/${name})`;
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined) {
    const open = schema['x-hikube-enum'] === 'open' ? ', or one that is new' : '';
    return `${schema.enum.map((value) => `\`${String(value)}\``).join(', ')}${open}`;
  }
  const parts = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (parts !== undefined) return parts.map(typeText).join(schema.allOf === undefined ? ' or ' : ' with ');
  return `${[schema.type]
    .flat()
    .map((type) => named(type, schema))
    .join(' or ')}${bounds(schema)}`;
}

function named(type: string | undefined, schema: Schema): string {
  if (type === 'array')
    return `${schema['x-hikube-terraform']?.collection === 'set' ? 'set' : 'list'} of ${typeText(schema.items ?? {})}`;
  if (type === 'object' && typeof schema.additionalProperties === 'object')
    return `map of ${typeText(schema.additionalProperties)}`;
  return type ?? 'anything';
}

function bounds({ minimum, maximum, maxLength, maxItems, pattern, format }: Schema): string {
  const said: string[] = [];
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (minimum !== undefined && isBounded) said.push(`${minimum} to ${maximum}`);
  else if (minimum !== undefined) said.push(`at least ${minimum}`);
  if (maxLength !== undefined) said.push(`at most ${maxLength} characters`);
  if (maxItems !== undefined) said.push(`at most ${maxItems}`);
  if (pattern !== undefined && pattern.length <= READABLE_PATTERN) said.push(`\`${pattern}\``);
  if (format !== undefined && !/^int/.test(format)) said.push(format);
  return said.length === 0 ? '' : `, ${said.join(', ')}`;
}

/** The schema of a resource that a body was derived from, such as `Cluster` of `ClusterCreate`; the body itself otherwise. */
export function resourceOf(name: string, { schemas }: Contract): string {
  const base = name.replace(/(?:Create|Patch|Put|Input|Inline)$/, '');
  return base !== name && schemas[base] !== undefined ? base : name;
}

/** Properties of a schema, required ones first as the contract orders them. */
export function propertiesOf(name: string, contract: Contract): readonly Property[] {
  const { properties = {}, required = [] } = contract.schemas[name] ?? {};
  const resource = contract.schemas[resourceOf(name, contract)]?.properties ?? {};
  const isPatch = name.endsWith('Patch');
  return Object.entries(properties).map(([key, schema]) => {
    const source = resource[key] ?? schema;
    return {
      name: key,
      type: typeText(schema),
      chips: chipsOf(schema, source, required.includes(key), isPatch),
      text: textOf(schema, contract),
    };
  });
}

function textOf(schema: Schema, contract: Contract): string {
  return withoutDefault(schema.description ?? contract.resolve<Schema>(schema).description ?? '');
}

/** A description without the default, which is a chip. */
export function withoutDefault(description: string): string {
  return description.replace(/ ?Default: (?:`[^`]*`|[\w ]+)\.$/, '');
}

/** What is taken where nothing is sent. */
export function defaultChip(schema: Schema): readonly Chip[] {
  const fallback = schema['x-hikube-default'] ?? schema.default;
  return fallback === undefined ? [] : [{ text: `default ${defaultText(fallback)}`, tone: 'plain' }];
}

function chipsOf(schema: Schema, source: Schema, isRequired: boolean, isPatch: boolean): readonly Chip[] {
  const chips: Chip[] = [];
  const facts = source['x-hikube-terraform'];
  if (isRequired && facts?.class !== 'output' && facts?.class !== 'volatile')
    chips.push({ text: 'required', tone: 'fixed' });
  if (!isPatch) chips.push(...defaultChip(schema));
  if (facts?.class === 'derived-default')
    chips.push({ text: `derived${derivedFrom(facts.dependsOn)}`, tone: 'plain' });
  if (facts?.class === 'output') chips.push({ text: 'assigned once', tone: 'plain' });
  if (facts?.immutable === 'replace')
    chips.push({ text: 'fixed: another name is another object', tone: 'fixed' });
  if (facts?.immutable === 'reject') chips.push({ text: 'fixed after creation', tone: 'fixed' });
  if (facts?.rolls === true) chips.push({ text: 'a change rolls nodes', tone: 'rolls' });
  if (source['x-hikube-secret'] !== undefined) chips.push({ text: 'secret', tone: 'rolls' });
  return chips;
}

function derivedFrom(names: readonly string[] = []): string {
  return names.length === 0 ? ' by the platform' : ` from ${names.join(', ')}`;
}

/** A default in a word. */
export function defaultText(value: unknown): string {
  if (value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0))
    return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
