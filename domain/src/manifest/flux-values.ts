// The git repository of flux. The documentation writes it among the Helm values, where no chart reads it; this API
// has an option for it, and the form keeps it where the documentation has it.
import { at } from '../values/pointer.ts';
import { isObject, type JsonObject, own } from '../values/read.ts';
import { readKeys, tellUnknown } from './keys.ts';
import type { Reading } from './reading.ts';

const KEY = 'gitRepository';
const REPOSITORY_KEYS = ['url', 'branch', 'path'] as const;

// Objects that the documentation wraps around the values.
const WRAPPERS = ['fluxcd', 'flux'] as const;

/** The repository as options of the add-on, and the values without it. */
export interface TakenRepository {
  readonly options: JsonObject;
  readonly rest: JsonObject;
}

/**
 * Takes the repository out of values.
 * @param pointer where the values stand in the manifest
 * @param field where the options stand in the cluster
 * @returns undefined when there is none in them
 */
export function takeRepository(
  values: JsonObject,
  pointer: string,
  field: string,
  reading: Reading,
): TakenRepository | undefined {
  if (isObject(own(values, KEY))) {
    return {
      options: readRepository(own(values, KEY), at(pointer, KEY), field, reading),
      rest: without(values, KEY),
    };
  }
  for (const wrapper of WRAPPERS) {
    const inner = own(values, wrapper);
    if (!isObject(inner) || !isObject(own(inner, KEY))) continue;
    const options = readRepository(own(inner, KEY), at(pointer, wrapper, KEY), field, reading);
    const left = without(inner, KEY);
    const rest = without(values, wrapper);
    return { options, rest: Object.keys(left).length === 0 ? rest : { ...rest, [wrapper]: left } };
  }
  return undefined;
}

function readRepository(repository: unknown, pointer: string, field: string, reading: Reading): JsonObject {
  reading.origin(at(field, 'flux', KEY), pointer);
  const { known, unknown } = readKeys(repository as JsonObject, REPOSITORY_KEYS, pointer, reading);
  tellUnknown(unknown, REPOSITORY_KEYS, KEY, reading);
  const fields = Object.fromEntries([...known].map(([key, { value }]) => [key, value]));
  return { flux: { [KEY]: fields } };
}

/** Values with the repository of the options among them. */
export function valuesWithRepository(
  values: JsonObject | undefined,
  options: unknown,
): JsonObject | undefined {
  const flux = isObject(options) ? own(options, 'flux') : undefined;
  const repository = isObject(flux) ? own(flux, KEY) : undefined;
  return repository === undefined ? values : { ...values, [KEY]: repository };
}

function without(object: JsonObject, key: string): JsonObject {
  // From entries, so that a key such as `__proto__` stays data.
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== key));
}
