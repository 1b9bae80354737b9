// Parts of a request that are marked x-hikube-deprecated: parameters, and fields of the body at any depth.
import type { FlatOperation } from './flat-operations.ts';
import { type Contract, type Deprecation, referenceName, type Schema } from './schema.ts';

/** A part of a request that goes. */
export interface DeprecatedPart {
  /** `query`, `header` and the name of a parameter, or `body` and the steps to a field; `*` is any key or item. */
  path: string[];
  marker: Deprecation;
}

/** Every such part of the request of an operation. */
export function deprecatedParts(
  { operation, parameters }: FlatOperation,
  document: Contract,
): DeprecatedPart[] {
  const found: DeprecatedPart[] = [];
  for (const { name, in: place, ...parameter } of parameters) {
    const marker = parameter['x-hikube-deprecated'];
    const key = place === 'header' ? name.toLowerCase() : name;
    // A path without its parameter is another operation.
    if (marker !== undefined && place !== 'path') found.push({ path: [place, key], marker });
  }
  const [media] = Object.values(operation.requestBody?.content ?? {});
  if (media?.schema !== undefined) found.push(...fieldsOf(media.schema, ['body'], document, []));
  return found;
}

/** @param within names of the schemas around, so that one inside of itself is walked once */
function fieldsOf(schema: Schema, path: string[], document: Contract, within: string[]): DeprecatedPart[] {
  const { $ref } = schema;
  const name = $ref === undefined ? undefined : referenceName($ref);
  const target = name === undefined || within.includes(name) ? undefined : document.components.schemas[name];
  const names = name === undefined ? within : [...within, name];
  const inner: [step: string | undefined, Schema][] = [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.items === undefined ? [] : [['*', schema.items] as [string, Schema]]),
    ...(typeof schema.additionalProperties === 'object'
      ? [['*', schema.additionalProperties] as [string, Schema]]
      : []),
    ...[schema.anyOf, schema.oneOf, schema.allOf]
      .flatMap((choices) => choices ?? [])
      .map((choice): [undefined, Schema] => [undefined, choice]),
    ...(target === undefined ? [] : [[undefined, target] as [undefined, Schema]]),
  ];
  return inner.flatMap(([step, part]) => {
    const here = step === undefined ? path : [...path, step];
    const marker = step === undefined ? undefined : part['x-hikube-deprecated'];
    const own = marker === undefined ? [] : [{ path: here, marker }];
    return [...own, ...fieldsOf(part, here, document, names)];
  });
}
