// Writes path parameters. The usual serialisers leave `.` and `..` as they are, and URL parsing then walks up:
// deleting the node group ".." would delete its cluster. So a value that is not one plain segment is refused
// before anything leaves the process.
import { UnsafePathError } from '../errors.ts';

const PARAMETER = /\{([^{}]+)\}/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here.
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Fills the `{parameters}` of a path template; throws `UnsafePathError` for a value that could change the path. */
export function serializePath(template: string, params: Record<string, unknown> | undefined): string {
  return template.replace(PARAMETER, (_match, name: string) => segment(name, params?.[name]));
}

function segment(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new UnsafePathError(name, value, 'it must be a string');
  if (value === '') throw new UnsafePathError(name, value, 'it is empty');
  // A segment of dots and encoded dots is what URL parsers treat as "here" or "up".
  if (/^(\.|%2e)+$/i.test(value)) throw new UnsafePathError(name, value, 'it would change the path');
  if (CONTROL.test(value)) throw new UnsafePathError(name, value, 'it contains a control character');
  if (/\p{Surrogate}/u.test(value)) throw new UnsafePathError(name, value, 'it contains half a character');
  if (/[/\\]/.test(value)) throw new UnsafePathError(name, value, 'it contains a slash');
  return encodeURIComponent(value);
}
