// Lists and counts as SQL that SQLite and PostgreSQL both understand and both answer from the key's index.
import { compareBytes, prefixEnd } from '../order.ts';
import type { ListQuery, Selection } from '../store.ts';

/** A statement with numbered parameters, and their values. */
export interface SqlQuery {
  readonly text: string;
  readonly values: readonly (string | number)[];
}

/** How a database writes its numbered parameters: `?1` or `$1`. */
export type Placeholder = (number: number) => string;

/**
 * One page of documents.
 * @param table the table's name, quoted as it must be
 * @param now documents that expire at or before this moment (milliseconds since the epoch) are left out
 * @param columns by default all of them
 */
export function selectPage(
  query: ListQuery,
  table: string,
  now: number,
  placeholder: Placeholder,
  columns = '*',
): SqlQuery {
  const sql = new Conditions(placeholder);
  addSelection(sql, query, query.after, query.reverse === true);
  sql.add(`(expires_at IS NULL OR expires_at > ${sql.value(now)})`);
  const direction = query.reverse === true ? 'DESC' : 'ASC';
  const text =
    `SELECT ${columns} FROM ${table} WHERE ${sql.text} ` +
    `ORDER BY tenant ${direction}, id ${direction} LIMIT ${sql.value(query.limit)}`;
  return { text, values: sql.values };
}

/** How many documents a selection has. The answer's column is `count`. */
export function selectCount(
  selection: Selection,
  table: string,
  now: number,
  placeholder: Placeholder,
): SqlQuery {
  const sql = new Conditions(placeholder);
  addSelection(sql, selection, undefined, false);
  sql.add(`(expires_at IS NULL OR expires_at > ${sql.value(now)})`);
  return { text: `SELECT count(*) AS count FROM ${table} WHERE ${sql.text}`, values: sql.values };
}

function addSelection(
  sql: Conditions,
  selection: Selection,
  after: ListQuery['after'],
  reverse: boolean,
): void {
  sql.add(`kind = ${sql.value(selection.kind)}`);
  if (selection.tenant === undefined) {
    if (after !== undefined) {
      const position = `(${sql.value(after.tenant)}, ${sql.value(after.id)})`;
      sql.add(`(tenant, id) ${reverse ? '<' : '>'} ${position}`);
    }
    return;
  }
  sql.add(`tenant = ${sql.value(selection.tenant)}`);
  addBounds(sql, selection.tenant, selection.prefix ?? '', after, reverse);
}

/**
 * At most one bound on each side, the tightest: given two, a database may start its walk at the wrong one and
 * read every earlier page again.
 */
function addBounds(
  sql: Conditions,
  tenant: string,
  prefix: string,
  after: ListQuery['after'],
  reverse: boolean,
): void {
  let low = prefix === '' ? undefined : { id: prefix, operator: '>=' };
  let high = prefixEnd(prefix);
  if (after !== undefined) {
    const order = compareBytes(after.tenant, tenant);
    // A position in another tenant is before or behind everything here.
    const isBehind = order > 0;
    if (order !== 0 && isBehind !== reverse) sql.add('1 = 0');
    else if (order === 0 && reverse) high = least(high, after.id);
    else if (order === 0 && compareBytes(after.id, prefix) >= 0) low = { id: after.id, operator: '>' };
  }
  if (low !== undefined) sql.add(`id ${low.operator} ${sql.value(low.id)}`);
  if (high !== undefined) sql.add(`id < ${sql.value(high)}`);
}

function least(a: string | undefined, b: string): string {
  return a === undefined || compareBytes(b, a) < 0 ? b : a;
}

/** Conditions joined by AND, and the values of their parameters. */
class Conditions {
  readonly values: (string | number)[] = [];
  readonly #placeholder: Placeholder;
  readonly #conditions: string[] = [];

  constructor(placeholder: Placeholder) {
    this.#placeholder = placeholder;
  }

  get text(): string {
    return this.#conditions.join(' AND ');
  }

  add(condition: string): void {
    this.#conditions.push(condition);
  }

  /** @returns the parameter that stands for the value */
  value(value: string | number): string {
    this.values.push(value);
    return this.#placeholder(this.values.length);
  }
}
