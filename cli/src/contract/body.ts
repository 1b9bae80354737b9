// A body of what was typed.
import { wrong } from '../errors/cli-error.ts';
import { didYouMean } from '../errors/nearest.ts';
import type { Field } from './field.ts';
import { kebab, parsed, place } from './parse.ts';

/**
 * @param typed by flag
 * @param unset fields that go back to their default, as `maintenance` or `maintenance.window`
 */
export async function bodyOf(
  fields: readonly Field[],
  typed: Readonly<Record<string, readonly string[]>>,
  load: (from: string) => Promise<string>,
  unset: readonly string[] = [],
): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const given = typed[field.flag];
    if (given !== undefined) place(body, field.path, await parsed(field, given, load));
  }
  for (const name of unset) place(body, pathOf(fields, name), null);
  return body;
}

/** The path of a field, or of an object of fields, however it is written. */
function pathOf(fields: readonly Field[], name: string): readonly string[] {
  const prefixes = fields.flatMap(({ path }) => path.map((_, index) => path.slice(0, index + 1)));
  const found = prefixes.find((path) =>
    [path.join('.'), kebab(path.join('.')), kebab(path.join('-'))].includes(name),
  );
  if (found !== undefined) return found;
  throw wrong(
    `--unset: there is no field ${JSON.stringify(name)}.`,
    ...didYouMean(
      name,
      prefixes.map((path) => kebab(path.join('-'))),
    ),
  );
}
