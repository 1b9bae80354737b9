// Checks of a custom resource definition.
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../json/json.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import type { Schema } from '../kinds/official-types.ts';
import { type FieldError, forbidden, invalid, notSupported, required } from '../status/field-error.ts';
import { regularExpression } from '../types/regular-expression.ts';
import { isDns1035Label, isDnsSubdomain } from '../validation/names.ts';
import { beginPatterns } from './budget.ts';
import { compile } from './cel.ts';
import { rulesOf } from './cel-rules.ts';
import { schemaErrors } from './validate.ts';

export function definitionErrors(object: KubernetesObject): FieldError[] {
  beginPatterns();
  const spec = objectOf(object['spec']);
  const names = objectOf(spec['names']);
  const group = textOf(spec['group']);
  const found: FieldError[] = [];
  const wanted = `${textOf(names['plural'])}.${group}`;
  const { name = '' } = object.metadata;
  if (name !== wanted) found.push(invalid('metadata.name', name, 'must be spec.names.plural+"."+spec.group'));
  if (group === '') found.push(required('spec.group'));
  else {
    found.push(...isDnsSubdomain(group).map((line) => invalid('spec.group', group, line)));
    if (!group.includes('.'))
      found.push(invalid('spec.group', group, 'should be a domain with at least one dot'));
  }
  if (spec['scope'] === undefined || spec['scope'] === '') found.push(required('spec.scope'));
  else if (spec['scope'] !== 'Cluster' && spec['scope'] !== 'Namespaced')
    found.push(notSupported('spec.scope', spec['scope'], ['Cluster', 'Namespaced']));
  found.push(...versionErrors(spec), ...nameErrors(names), ...storedErrors(object));
  return found;
}

function goVersions(versions: readonly JsonObject[]): unknown {
  return versions.map((version) => ({
    Name: textOf(version['name']),
    Served: version['served'] === true,
    Storage: version['storage'] === true,
    Deprecated: version['deprecated'] === true,
    DeprecationWarning: version['deprecationWarning'] ?? null,
    Schema: null,
    Subresources: null,
    AdditionalPrinterColumns: null,
    SelectableFields: null,
  }));
}

function versionErrors(spec: JsonObject): FieldError[] {
  const versions = listOf(spec['versions']).map(objectOf);
  const found: FieldError[] = [];
  const storing = versions.filter(({ storage }) => storage === true);
  // One schema for all versions stands where Kubernetes used to keep it.
  const shared = versions.length === 1;
  for (const [index, version] of versions.entries()) {
    const field = `spec.versions[${index}]`;
    const { name } = version;
    found.push(...isDns1035Label(textOf(name)).map((line) => invalid(`${field}.name`, name, line)));
    const schema = objectOf(version['schema'])['openAPIV3Schema'];
    if (!isObject(schema)) {
      found.push(required(`${field}.schema.openAPIV3Schema`));
      continue;
    }
    const place = shared ? 'spec.validation.openAPIV3Schema' : `${field}.schema.openAPIV3Schema`;
    if (schema['type'] !== 'object')
      found.push(
        schema['type'] === undefined
          ? required(`${place}.type`, 'must not be empty at the root')
          : invalid(`${place}.type`, schema['type'], 'must be object at the root'),
      );
    else found.push(...structuralErrors(schema as Schema, place, { isRoot: true }));
  }
  if (storing.length !== 1)
    found.push(
      invalid(
        'spec.versions',
        goVersions(versions),
        'must have exactly one version marked as storage version',
      ),
    );
  return found;
}

function nameErrors(names: JsonObject): FieldError[] {
  const found: FieldError[] = [];
  for (const field of ['plural', 'singular', 'kind', 'listKind'] as const) {
    const name = textOf(names[field]);
    if (name === '') {
      if (field !== 'singular') found.push(required(`spec.names.${field}`));
      continue;
    }
    const lower = field === 'kind' || field === 'listKind' ? name.toLowerCase() : name;
    found.push(
      ...isDns1035Label(lower).map((line) =>
        invalid(
          `spec.names.${field}`,
          name,
          lower === name ? line : `may have mixed case, but should otherwise match: ${line}`,
        ),
      ),
    );
  }
  if (textOf(names['kind']) !== '' && names['kind'] === names['listKind'])
    found.push(invalid('spec.names.listKind', names['listKind'], 'kind and listKind may not be the same'));
  return found;
}

function storedErrors(object: KubernetesObject): FieldError[] {
  const versions = listOf(objectOf(object['spec'])['versions']).map(objectOf);
  const stored = listOf(objectOf(object['status'])['storedVersions']).map(String);
  if (stored.length === 0)
    return [invalid('status.storedVersions', null, 'must have at least one stored version')];
  const storing = versions.findLast(({ storage }) => storage === true);
  if (storing === undefined || stored.includes(textOf(storing['name']))) return [];
  return [
    invalid('status.storedVersions', stored, `must have the storage version ${textOf(storing['name'])}`),
  ];
}

interface Where {
  readonly isRoot?: boolean;
  /** Below `anyOf` and the like nothing may be declared that makes up the shape. */
  readonly logical?: boolean;
}

const SHAPE = ['type', 'default', 'additionalProperties', 'nullable', 'description', 'title'] as const;

/** Whether a schema has a shape of its own at every place. */
function structuralErrors(
  schema: Schema,
  path: string,
  { isRoot = false, logical = false }: Where = {},
): FieldError[] {
  const found: FieldError[] = [];
  const raw = schema as JsonObject;
  if (logical) {
    for (const name of SHAPE)
      if (raw[name] !== undefined && !(name === 'type' && isIntOrStringPart(raw)))
        found.push(forbidden(`${path}.${name}`, 'must be undefined to be structural'));
  } else {
    const open =
      schema['x-kubernetes-int-or-string'] === true ||
      schema['x-kubernetes-preserve-unknown-fields'] === true;
    if (schema.type === undefined && !isRoot && !open)
      found.push(required(`${path}.type`, typeSentence(path)));
    found.push(...defaultErrors(schema, path), ...keyErrors(schema, path), ...rulesErrors(schema, path));
    if (
      schema['x-kubernetes-list-type'] === 'map' &&
      listOf(schema['x-kubernetes-list-map-keys']).length === 0
    )
      found.push(
        required(`${path}.x-kubernetes-list-map-keys`, 'must not be empty if x-kubernetes-list-type is map'),
      );
    if (schema.properties !== undefined && typeof schema.additionalProperties === 'object')
      found.push(
        forbidden(`${path}.additionalProperties`, 'additionalProperties and properties are mutual exclusive'),
      );
  }
  found.push(...patternErrors(raw['pattern'], path));
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    found.push(...structuralErrors(property, `${path}.properties[${name}]`, { logical }));
  if (typeof schema.additionalProperties === 'object')
    found.push(...structuralErrors(schema.additionalProperties, `${path}.additionalProperties`, { logical }));
  if (schema.items !== undefined) found.push(...structuralErrors(schema.items, `${path}.items`, { logical }));
  else if (schema.type === 'array' && !logical) found.push(required(`${path}.items`, 'must be specified'));
  for (const name of ['allOf', 'anyOf', 'oneOf'] as const)
    for (const [index, inner] of (schema[name] ?? []).entries())
      found.push(...structuralErrors(inner, `${path}.${name}[${index}]`, { logical: true }));
  if (schema.not !== undefined) found.push(...structuralErrors(schema.not, `${path}.not`, { logical: true }));
  return found;
}

/** `anyOf: [{type: integer}, {type: string}]` is how an int-or-string is written out. */
function isIntOrStringPart(schema: JsonObject): boolean {
  return Object.keys(schema).length === 1 && (schema['type'] === 'integer' || schema['type'] === 'string');
}

function typeSentence(path: string): string {
  if (path.endsWith('.items')) return 'must not be empty for specified array items';
  if (path.endsWith('.additionalProperties')) return 'must not be empty for specified object fields';
  return 'must not be empty for specified object fields';
}

function defaultErrors(schema: Schema, path: string): FieldError[] {
  if (schema.default === undefined) return [];
  return schemaErrors(schema, schema.default as Json, '', '').map((error) => ({
    ...error,
    field: `${path}.default${error.field === '' || error.field === '<nil>' ? '' : `.${error.field}`}`,
  }));
}

function keyErrors(schema: Schema, path: string): FieldError[] {
  const { items } = schema;
  if (schema['x-kubernetes-list-type'] !== 'map' || items === undefined) return [];
  return listOf(schema['x-kubernetes-list-map-keys'])
    .map(String)
    .flatMap((key) => {
      const property = items.properties?.[key];
      if (property === undefined)
        return [
          invalid(
            `${path}.x-kubernetes-list-map-keys`,
            schema['x-kubernetes-list-map-keys'],
            'entries must all be names of item properties',
          ),
        ];
      if (property.default !== undefined || items.required?.includes(key)) return [];
      return [
        required(
          `${path}.items.properties[${key}].default`,
          'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property',
        ),
      ];
    });
}

function patternErrors(pattern: Json | undefined, path: string): FieldError[] {
  if (typeof pattern !== 'string') return [];
  try {
    regularExpression(pattern);
    return [];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [invalid(`${path}.pattern`, pattern, `must be a valid regular expression, but isn't: ${why}`)];
  }
}

function rulesErrors(schema: Schema, path: string): FieldError[] {
  return rulesOf(schema).flatMap((rule, index) => {
    const field = `${path}.x-kubernetes-validations[${index}]`;
    const shown = {
      Rule: rule.rule,
      Message: rule.message,
      MessageExpression: rule.messageExpression,
      Reason: rule.reason === '' ? null : rule.reason,
      FieldPath: rule.fieldPath,
      OptionalOldSelf: rule.optionalOldSelf ? true : null,
    };
    if (rule.rule.trim() === '') return [required(`${field}.rule`, 'rule is not specified')];
    const found: FieldError[] = [];
    const wrong = problemOf(rule.rule);
    if (wrong !== undefined) found.push(invalid(`${field}.rule`, shown, `compilation failed: ${wrong}`));
    const wrongMessage = rule.messageExpression === '' ? undefined : problemOf(rule.messageExpression);
    if (wrongMessage !== undefined)
      found.push(
        invalid(`${field}.messageExpression`, shown, `messageExpression compilation failed: ${wrongMessage}`),
      );
    return found;
  });
}

const EXPECTED =
  "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";

/** As the compiler of Kubernetes says it where that is known; else in the words of ours. */
function compileProblem(text: string, message: string): string {
  if (!/^Unexpected token: EOF/.test(message)) return `ERROR: ${message}`;
  const column = text.length + 1;
  return `ERROR: <input>:1:${column}: Syntax error: mismatched input '<EOF>' expecting ${EXPECTED}\n | ${text}\n | ${'.'.repeat(text.length)}^`;
}

function problemOf(text: string): string | undefined {
  try {
    compile(text);
    return undefined;
  } catch (error) {
    return compileProblem(text, error instanceof Error ? error.message : String(error));
  }
}
