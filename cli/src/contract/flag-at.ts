// A place in a body, as it is typed: the API names fields by pointers, and whoever has typed flags has never seen one.
import { type Field, partIn } from './field.ts';
import { kebab, spelled } from './parse.ts';
import { pointerTo, tokensOf } from './pointer.ts';

/** What a command takes that becomes its body. */
export interface Typed {
  readonly fields?: readonly Field[];
  readonly args?: readonly { readonly name: string }[];
}

/**
 * Such as `--min-replicas` for `/minReplicas`, and `min-replicas= in --node-groups name=web` for what is inside of a map.
 * @param pointer into the body, or the name of a parameter
 * @returns undefined where no flag and no argument is about it
 */
export function flagAt({ fields, args = [] }: Typed, pointer: string): string | undefined {
  if (fields === undefined) return undefined;
  const place = pointer.startsWith('/') ? tokensOf(pointer) : [pointer];
  const field = fieldAt(fields, place);
  if (field !== undefined) return insideOf(field, place.slice(field.path.length));
  // The object that is made is named by the last word, and not by a flag.
  const named = args.at(-1);
  return pointer === '/name' && named !== undefined ? `<${named.name}>` : undefined;
}

function insideOf(field: Field, place: readonly string[]): string {
  const flag = spelled(field.flag);
  const [first, ...rest] = place;
  if (first === undefined) return flag;
  switch (field.kind) {
    case 'pairs':
      return `${flag} ${first}=`;
    case 'objects':
      return partAt(field, rest, flag);
    case 'named':
      return partAt(field, rest, `${flag} name=${first}`);
    case 'json':
      return `${pointerTo(place)} in ${flag}`;
    default:
      return flag;
  }
}

/** A part of an object that is written in one word, such as `name=web,min-replicas=1`. */
function partAt({ elements = [] }: Field, place: readonly string[], word: string): string {
  const part = fieldAt(elements, place);
  return part === undefined ? word : partIn(kebab(part.flag), word);
}

/** The one whose path leads there, or as far as paths of fields go. */
function fieldAt(fields: readonly Field[], place: readonly string[]): Field | undefined {
  return fields.find(({ path }) => path.every((name, index) => name === place[index]));
}
