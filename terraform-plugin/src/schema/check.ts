// What a schema must not say. These are mistakes of the provider's author, found when the provider starts, in
// its own tests at the latest, instead of as odd plans on somebody's machine.
import { type AttributePath, formatPath } from '../path.ts';
import type { Attribute, Attributes, NestedAttribute } from './attribute.ts';
import { checkReferences } from './check-references.ts';
import { containsDynamic } from './check-types.ts';
import type { Schema } from './schema.ts';

/** What a schema is for. Only a resource has a plan, so only there plan behaviour means anything. */
export type SchemaUse = 'resource' | 'data source' | 'ephemeral resource' | 'provider';

/** Names that Terraform keeps for itself. */
const RESERVED: Readonly<Record<SchemaUse, readonly string[]>> = {
  resource: ['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner'],
  'data source': ['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner'],
  'ephemeral resource': [
    'connection',
    'count',
    'depends_on',
    'for_each',
    'lifecycle',
    'provider',
    'provisioner',
  ],
  provider: ['alias', 'version'],
};

const NAME = /^[a-z][a-z0-9_]*$/;

interface Place {
  readonly use: SchemaUse;
  readonly path: AttributePath;
  readonly inSet: boolean;
  readonly inComputed: boolean;
}

/** Every mistake of a schema, one sentence each; empty when there is none. */
export function schemaProblems(schema: Schema, use: SchemaUse): string[] {
  const problems: string[] = [];
  if (!Number.isSafeInteger(schema.version) || schema.version < 0) {
    problems.push('the version must be a whole number from 0');
  }
  for (const name of Object.keys(schema.attributes)) {
    if (RESERVED[use].includes(name)) problems.push(`"${name}" is a name that Terraform keeps for itself`);
  }
  checkAttributes(schema.attributes, { use, path: [], inSet: false, inComputed: false }, problems);
  checkReferences(schema, problems);
  return problems;
}

function checkAttributes(attributes: Attributes, place: Place, problems: string[]): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const here = { ...place, path: [...place.path, name] };
    const label = `"${formatPath(here.path)}"`;
    if (!NAME.test(name)) problems.push(`${label} must be lower case letters, digits and _`);
    for (const problem of attributeProblems(attribute, here)) problems.push(`${label} ${problem}`);
    if (attribute.kind === 'nested') checkNested(attribute, here, problems);
  }
}

function checkNested(attribute: NestedAttribute, place: Place, problems: string[]): void {
  const inner = {
    ...place,
    inSet: place.inSet || attribute.nesting === 'set',
    inComputed: place.inComputed || (attribute.computed && !attribute.optional),
  };
  checkAttributes(attribute.attributes, inner, problems);
}

function* attributeProblems(attribute: Attribute, place: Place): Generator<string> {
  yield* flagProblems(attribute, place);
  yield* writeOnlyProblems(attribute, place);
  yield* planProblems(attribute, place);
  if (attribute.kind === 'leaf' && containsDynamic(attribute.type, false)) {
    yield 'has a dynamic type inside a collection, which Terraform cannot express';
  }
  if (place.inSet && containsDynamic(attribute.type, true)) {
    yield 'is dynamic inside a nested set, which Terraform cannot express';
  }
}

function* flagProblems(attribute: Attribute, place: Place): Generator<string> {
  const { required, optional, computed } = attribute;
  if (required && (optional || computed)) yield 'is required, so it cannot be optional or computed too';
  if (!required && !optional && !computed) yield 'must be required, optional or computed';
  if (attribute.kind === 'nested' && attribute.equal !== undefined)
    yield 'has equal, which belongs on the attributes inside it';
  if (attribute.emptyIsNull && !isCollection(attribute))
    yield 'has emptyIsNull, which only a collection needs';
  if (place.inComputed && (required || optional))
    yield 'is inside a computed attribute, so it must be computed only';
  if (attribute.behaviour.kind === 'volatile' && optional) yield 'is volatile, so it must be computed only';
}

function* writeOnlyProblems(attribute: Attribute, place: Place): Generator<string> {
  if (attribute.writeOnly) {
    if (attribute.computed) yield 'is write-only, so nothing can be computed for it';
    if (place.use !== 'resource') yield `is write-only, which ${withArticle(place.use)} cannot have`;
    if (place.inSet) yield 'is write-only inside a nested set, which Terraform does not allow';
    if (attribute.versionedBy === undefined) yield 'is write-only, so it needs versionedBy';
  } else if (attribute.versionedBy !== undefined) {
    yield 'has versionedBy, which only a write-only attribute needs';
  }
}

function* planProblems(attribute: Attribute, place: Place): Generator<string> {
  const decides = attribute.requiresReplace !== undefined || attribute.immutable !== undefined;
  if (place.use !== 'resource') {
    const { kind } = attribute.behaviour;
    if (decides) yield `has requiresReplace or immutable, which mean nothing in ${withArticle(place.use)}`;
    if (kind === 'default' || kind === 'volatile')
      yield `has behaviour "${kind}", which ${withArticle(place.use)} has no plan for`;
    if (attribute.behaviour.kind === 'derived' && attribute.behaviour.dependsOn.length > 0)
      yield `has dependsOn, which ${withArticle(place.use)} has no plan for`;
    if (place.use === 'provider' && attribute.computed) yield 'is computed, which a provider cannot have';
    return;
  }
  if (attribute.requiresReplace !== undefined && attribute.immutable !== undefined) {
    yield 'has both requiresReplace and immutable; only one of them can be true';
  }
  if (decides && place.inSet) yield 'has requiresReplace or immutable inside a nested set; put it on the set';
  if (decides && attribute.writeOnly) yield 'is write-only, so its changes cannot be seen';
  if (decides && attribute.computed && !attribute.optional)
    yield "is computed only, so its changes are not the user's";
}

function isCollection(attribute: Attribute): boolean {
  return attribute.type.kind === 'list' || attribute.type.kind === 'set' || attribute.type.kind === 'map';
}

function withArticle(use: SchemaUse): string {
  return `${use.startsWith('e') ? 'an' : 'a'} ${use}`;
}
