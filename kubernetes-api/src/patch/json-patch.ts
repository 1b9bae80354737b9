// RFC 6902, with the refusals of Kubernetes.
import { clone, equal, isObject, type Json, type JsonObject, set } from '../json/json.ts';
import { badRequest, StatusError } from '../status/status.ts';

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from: string | undefined;
  readonly value: Json | undefined;
}

// More operations than this are refused.
const MOST = 10_000;
// Characters that all copies of a patch may add, as in Kubernetes: those of the largest body.
const MOST_COPIED = 3 * 1024 * 1024;

/** One sentence for everything that cannot be applied, as the server gives it. */
function cannotApply(): StatusError {
  return new StatusError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );
}

/** @throws StatusError */
export function readJsonPatch(value: Json): Operation[] {
  if (!Array.isArray(value)) {
    const word = isObject(value) ? 'object' : typeof value;
    throw badRequest(
      `error decoding patch: json: cannot unmarshal ${word} into Go value of type []handlers.jsonPatchOp`,
    );
  }
  if (value.length > MOST)
    throw new StatusError(
      413,
      'RequestEntityTooLarge',
      `Request entity too large: The allowed maximum operations in a JSON patch is ${MOST}, got ${value.length}`,
    );
  return value.map((item) => {
    const { op, path, from, value: content } = isObject(item) ? item : ({} as JsonObject);
    return {
      op: String(op ?? ''),
      path: String(path ?? ''),
      from: typeof from === 'string' ? from : undefined,
      value: isObject(item) && Object.hasOwn(item, 'value') ? content : undefined,
    };
  });
}

/** @throws StatusError when an operation does not fit */
export function applyJsonPatch(document: JsonObject, operations: readonly Operation[]): Json {
  let result: Json = clone(document);
  let copied = 0;
  for (const operation of operations) {
    if (operation.op === 'copy') copied += sizeOf(result, operation.from ?? '');
    // Each copy can double what there is.
    if (copied > MOST_COPIED) throw cannotApply();
    result = applyOne(result, operation);
  }
  return result;
}

const sizeOf = (document: Json, path: string): number => JSON.stringify(read(document, path)).length;

function applyOne(document: Json, { op, path, from, value }: Operation): Json {
  switch (op) {
    case 'add':
      return put(document, path, value ?? null, 'add');
    case 'replace':
      // In an object, what is not there is put there.
      return put(document, path, value ?? null, 'replace');
    case 'remove':
      return take(document, path);
    case 'test':
      return test(document, path, value);
    case 'move': {
      const moved = read(document, from ?? '');
      return put(take(document, from ?? ''), path, moved, 'add');
    }
    case 'copy':
      return put(document, path, clone(read(document, from ?? '')), 'add');
    default:
      throw cannotApply();
  }
}

function test(document: Json, path: string, value: Json | undefined): Json {
  const found = lookUp(document, path);
  // A test for null also holds where nothing is.
  if (!equal(found ?? null, value ?? null)) throw cannotApply();
  return document;
}

function parts(path: string): string[] {
  if (path === '') return [];
  // What stands in front of the first slash is not looked at.
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function child(container: Json, key: string): Json | undefined {
  if (Array.isArray(container)) return /^(?:0|[1-9]\d*)$/.test(key) ? container[Number(key)] : undefined;
  return isObject(container) && Object.hasOwn(container, key) ? container[key] : undefined;
}

function lookUp(document: Json, path: string): Json | undefined {
  let current: Json | undefined = document;
  for (const part of parts(path)) current = current === undefined ? undefined : child(current, part);
  return current;
}

function read(document: Json, path: string): Json {
  const found = lookUp(document, path);
  if (found === undefined) throw cannotApply();
  return found;
}

function containerOf(document: Json, path: string): [container: Json, key: string] {
  const all = parts(path);
  const key = all.pop() ?? '';
  let current: Json | undefined = document;
  for (const part of all) current = current === undefined ? undefined : child(current, part);
  if (!Array.isArray(current) && !isObject(current)) throw cannotApply();
  return [current, key];
}

function put(document: Json, path: string, value: Json, how: 'add' | 'replace'): Json {
  if (path === '') throw cannotApply();
  const [container, key] = containerOf(document, path);
  if (!Array.isArray(container)) {
    set(container as JsonObject, key, value);
    return document;
  }
  const index = key === '-' ? container.length : Number(key);
  if (key !== '-' && !/^(?:0|[1-9]\d*)$/.test(key)) throw cannotApply();
  if (index > container.length || (how === 'replace' && index >= container.length)) throw cannotApply();
  container.splice(index, how === 'add' ? 0 : 1, value);
  return document;
}

function take(document: Json, path: string): Json {
  const [container, key] = containerOf(document, path);
  if (child(container, key) === undefined) throw cannotApply();
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete (container as JsonObject)[key];
  return document;
}
