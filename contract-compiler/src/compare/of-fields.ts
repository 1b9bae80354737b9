// Fields of an object: which there are, which must be sent, and which are always answered.
import type { Schema } from '../read/schema.ts';
import type { SchemaPair } from './schema.ts';

export function compareFields({ old, now, direction, where, compare, report }: SchemaPair): void {
  const isRequest = direction === 'request';
  for (const [name, field] of Object.entries(old.properties ?? {})) {
    const next = now.properties?.[name];
    const place = `${where}.${name}`;
    if (next === undefined || isHidden(next, field, isRequest))
      report('field-removed', place, isRequest ? 'is no longer taken' : 'is gone');
    else compare(field, next, direction, place);
  }
  const [was, is] = [old.required ?? [], now.required ?? []];
  if (isRequest) {
    for (const name of is.filter((each) => !was.includes(each)))
      report('field-required', `${where}.${name}`, 'must be sent now');
    if (isClosed(now) && !isClosed(old)) report('closed', where, 'no longer takes fields of other names');
  } else {
    for (const name of was.filter((each) => !is.includes(each) && now.properties?.[each] !== undefined))
      report('field-optional', `${where}.${name}`, 'is no longer always there');
  }
}

const isClosed = (schema: Schema) => schema.additionalProperties === false;

/** Whether a field is only read or only written now, and so is gone from this side. */
function isHidden(now: Schema, old: Schema, isRequest: boolean): boolean {
  return isRequest
    ? isSet(now.readOnly) && !isSet(old.readOnly)
    : isSet(now.writeOnly) && !isSet(old.writeOnly);
}

const isSet = (flag: boolean | undefined) => flag === true;
