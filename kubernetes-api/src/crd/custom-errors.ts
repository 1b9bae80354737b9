// All checks of a custom object, in the order of Kubernetes.

import { plain } from '../json/go-text.ts';
import { isObject, type Json } from '../json/json.ts';
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import type { Schema } from '../kinds/official-types.ts';
import { type FieldError, invalid } from '../status/field-error.ts';
import { beginPatterns } from './budget.ts';
import { hasRules, ruleErrors } from './cel-rules.ts';
import type { CustomKind } from './custom-kind.ts';
import { invariantErrors, schemaErrors } from './validate.ts';

const BLOCKING = [
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
];

/** Rules are not asked about an object that has not the shape that they were written for. */
function isBlocking({ reason }: FieldError): boolean {
  return BLOCKING.includes(reason);
}

const UNCHECKED = invalid(
  '<nil>',
  null,
  'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
);

/** The root is checked without what every object has. */
function rootSchema(schema: Schema): Schema {
  const { apiVersion: _version, kind: _kind, metadata: _metadata, ...properties } = schema.properties ?? {};
  return { ...schema, properties, 'x-kubernetes-embedded-resource': false };
}

export function createErrors(
  custom: CustomKind,
  kind: string,
  object: KubernetesObject,
  subresource: string,
  old: KubernetesObject | undefined,
): FieldError[] {
  beginPatterns();
  const found: FieldError[] = [];
  if (object.kind !== kind) return [invalid('kind', object.kind, `must be ${kind}`)];
  const value = asJson(object);
  const schema = rootSchema(custom.schema);
  const status = schema.properties?.['status'];
  // Through `status` only that is checked, and told as if it were the root.
  if (subresource === 'status')
    return status === undefined || value['status'] === undefined
      ? []
      : [
          ...schemaErrors(status, value['status'], 'status', '', old && asJson(old)['status']),
          ...invariantErrors(status, value['status'], 'status'),
        ];
  found.push(...schemaErrors(schema, value, '', '', old && asJson(old)), ...scaleErrors(custom, value));
  found.push(...invariantErrors(schema, value, ''));
  return found;
}

/** Rules that compare with what was before, and those that look at what is now. */
export function celErrors(
  custom: CustomKind,
  object: KubernetesObject,
  old: KubernetesObject | undefined,
  before: readonly FieldError[],
): FieldError[] {
  if (!hasRules(custom.schema)) return [];
  if (before.some(isBlocking)) return [UNCHECKED];
  return ruleErrors(custom.schema, asJson(object), old && asJson(old));
}

function scaleErrors({ scale }: CustomKind, value: Json): FieldError[] {
  if (scale === undefined) return [];
  const found: FieldError[] = [];
  const path = `.${scale.spec.join('.')}`;
  let current: Json | undefined = value;
  for (const name of scale.spec) {
    if (current === undefined) return found;
    if (!isObject(current)) {
      found.push(
        invalid(
          path,
          0,
          `${path} accessor error: ${plain(current)} is of the type ${Array.isArray(current) ? '[]interface {}' : typeof current}, expected map[string]interface{}`,
        ),
      );
      return found;
    }
    current = Object.hasOwn(current, name) ? current[name] : undefined;
  }
  if (typeof current === 'number' && current < 0)
    found.push(invalid(path, current, 'should be a non-negative integer'));
  return found;
}
