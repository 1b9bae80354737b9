// Types and formats. A number that is asked may be any where it had to be whole, and the other way round in an answer.
import { typesOf } from './alternatives.ts';
import type { SchemaPair } from './schema.ts';

export function compareTypes({ old, now, direction, where, report }: SchemaPair): void {
  const [was, is] = [typesOf(old), typesOf(now)];
  if (direction === 'request') {
    const gone = was.length === 0 ? [] : missing(was, is);
    if (gone.length > 0 && is.length > 0)
      report('type-changed', where, `no longer takes ${gone.join(' or ')}`);
    if (was.length === 0 && is.length > 0) report('type-changed', where, `takes only ${is.join(' or ')} now`);
  } else {
    const added = missing(is, was);
    if (added.length > 0 && was.length > 0) report('type-changed', where, `may now be ${added.join(' or ')}`);
    if (was.length > 0 && is.length === 0) report('type-changed', where, 'may now be anything');
  }
  compareFormats({ old, now, direction, where, report });
}

/** The types of `some` that `others` do not have. */
const missing = (some: readonly string[], others: readonly string[]) =>
  some.filter((type) => !others.includes(type) && !(type === 'integer' && others.includes('number')));

function compareFormats({ old, now, direction, where, report }: Omit<SchemaPair, 'compare'>): void {
  if (old.format === now.format) return;
  // Of what could be anything no generator made a type.
  if (typesOf(direction === 'request' ? now : old).length === 0) return;
  const grows = old.format === 'int32' && now.format === 'int64';
  const shrinks = old.format === 'int64' && now.format === 'int32';
  if (direction === 'request' ? grows : shrinks) return;
  const [was, is] = [old.format ?? 'none', now.format ?? 'none'];
  report('format-changed', where, `has the format ${is}, and had ${was}: generators made a type of it`);
}
