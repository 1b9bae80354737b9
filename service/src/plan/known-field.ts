// A field of the resource that this body does not take: people send back what they have read.
import { type KnownField, knownFields } from '@hikube/openapi/known-fields';

const TEXTS: Readonly<Record<KnownField, string>> = {
  set: 'The service sets this field, and it cannot be written: leave it out.',
  named: 'The path, or the key of the map around it, says this already: leave the field out.',
  fixed: 'This field cannot be changed: leave it out.',
};

/**
 * Why the body does not take the field, and what to do.
 * @param schema name of the body in the contract
 * @returns `undefined` for a field that the resource does not have either
 */
export function knownFieldText(schema: string, pointer: string): string | undefined {
  const table = Object.hasOwn(knownFields, schema) ? knownFields[schema] : undefined;
  const last = pointer.slice(pointer.lastIndexOf('/'));
  const found = Object.entries(table ?? {}).find(([place]) => place.endsWith(last) && fits(place, pointer));
  return found && TEXTS[found[1]];
}

function fits(place: string, pointer: string): boolean {
  const names = pointer.split('/');
  const wanted = place.split('/');
  return (
    names.length === wanted.length && wanted.every((name, index) => name === '*' || name === names[index])
  );
}
