// The same attribute as the API has it: where it stands in an object, and the patch that changes it there.
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import type { HclValue } from '../hcl.ts';
import { type Leaf, rowOf } from './leaves.ts';
import { keyFor } from './samples.ts';

type Json = Readonly<Record<string, unknown>>;

/** Path of the leaf in the object of the API. */
function propertiesOf(leaf: Leaf): readonly string[] {
  return leaf.chain.flatMap(({ property, inline }) =>
    inline === undefined ? [property] : [property, keyFor(leaf)],
  );
}

/** The value in the API's form: JSON texts as what they say, and names in camelCase. */
export function toApiValue(row: TerraformAttribute, value: HclValue): unknown {
  if (row.json) return JSON.parse(String(value));
  const rows = row.attributes;
  if (rows === undefined) return value;
  const element = (item: HclValue) =>
    Object.fromEntries(
      Object.entries(item as Record<string, HclValue>).map(([name, inner]) => {
        const found = rows.find((each) => each.name === name) as TerraformAttribute;
        return [found.property, toApiValue(found, inner)];
      }),
    );
  if (Array.isArray(value)) return value.map(element);
  const items = Object.entries(value as Record<string, HclValue>);
  return Object.fromEntries(items.map(([key, item]) => [key, element(item)]));
}

/** What the object has at the leaf; undefined when it has nothing there. */
export function valueAt(leaf: Leaf, object: unknown): unknown {
  return propertiesOf(leaf).reduce<unknown>(
    (at, property) => (typeof at === 'object' && at !== null ? (at as Json)[property] : undefined),
    object,
  );
}

/** A merge patch that sets the leaf to a value, given as Terraform has it. */
export function patchOf(leaf: Leaf, value: HclValue): Json {
  return propertiesOf(leaf).reduceRight<unknown>(
    (inner, property) => ({ [property]: inner }),
    toApiValue(rowOf(leaf), value),
  ) as Json;
}
