// State as JSON, as Terraform stores it and as moves and upgrades see it.
import type { RawObject } from '../protocol/msgpack/raw-value.ts';
import { JSON_TEXT, readValue } from './read.ts';
import type { ObjectType } from './type.ts';
import type { ObjectValue } from './value.ts';

/**
 * Gives stored JSON the type of a schema. Attributes that the schema no longer has are dropped, and missing
 * ones are null.
 * @throws ValueTypeError when an attribute cannot be of its type.
 */
export function readJsonObject(type: ObjectType, stored: RawObject): ObjectValue {
  return readValue(JSON_TEXT, type, stored, '') as ObjectValue;
}
