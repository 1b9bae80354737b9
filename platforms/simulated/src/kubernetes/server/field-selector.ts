// Field selectors: `metadata.name=web`, `status.phase!=Running`, joined by commas, for the fields that a resource names.
import type { KubernetesObject, Resource } from './resource.ts';
import { StatusError } from './status.ts';

/** Whether an object is meant. */
export type FieldSelector = (object: KubernetesObject) => boolean;

const COMMON = ['metadata.name', 'metadata.namespace'];
const TERM = /^([A-Za-z.]+)(!=|==|=)(.*)$/s;
const LONGEST = 4_096;

/** @throws StatusError when it is not a selector, or names a field that the resource does not select by */
export function parseFieldSelector(text: string, resource: Resource): FieldSelector {
  if (text.length > LONGEST) throw unreadable(`${text.slice(0, 40)}…`);
  const terms = text
    .split(',')
    .filter((term) => term !== '')
    .map((term) => parseTerm(term, resource));
  return (object) => terms.every((holds) => holds(object));
}

function parseTerm(text: string, resource: Resource): FieldSelector {
  const [, path = '', operator, value] = TERM.exec(text) ?? [];
  if (path === '') throw unreadable(text);
  if (![...COMMON, ...resource.fieldLabels].includes(path)) {
    throw new StatusError('BadRequest', `field label not supported for ${resource.kind}: ${path}`);
  }
  return (object) => (valueAt(object, path) === value) === (operator !== '!=');
}

/** A field that is not there counts as empty. */
function valueAt(object: KubernetesObject, path: string): string {
  let value: unknown = object;
  for (const part of path.split('.')) {
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  }
  return value === undefined || value === null ? '' : String(value);
}

function unreadable(text: string): StatusError {
  return new StatusError('BadRequest', `invalid field selector "${text}": write field=value or field!=value`);
}
