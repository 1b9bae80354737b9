// A stored document that is not what was written: it is named, stays where it is, and keeps nothing else from being read.
import { StoreError } from './errors.ts';
import type { Document, DocumentKey, ListQuery } from './store.ts';

/** One damaged document. */
export interface Damage {
  readonly key: DocumentKey;
  /** The file or the database that holds it. */
  readonly where: string;
}

/** Is told of every damaged document that is met, each time. It must not throw. */
export type OnDamage = (damage: Damage) => void;

/** The error for whoever needs the document itself. */
export function damagedError({ key, where }: Damage, cause?: unknown): StoreError {
  const { kind, tenant, id } = key;
  return new StoreError(
    'damaged',
    `The document ${kind} ${JSON.stringify(id)} of the tenant ${JSON.stringify(tenant)} in ${where} is damaged: restore a backup; it stays as it is, and everything else is served.`,
    cause,
  );
}

/**
 * One page of readable documents. A page that lost some to damage is filled up from what follows, because a short page
 * means to its reader that it is the last. Only then does it come from more than one moment.
 * @param read the rows of a page
 * @param decode throws `damaged` for a row that cannot be read
 */
export async function readPage<Row>(
  query: ListQuery,
  read: (query: ListQuery) => readonly Row[] | Promise<readonly Row[]>,
  decode: (row: Row) => Document,
  keyOf: (row: Row) => DocumentKey,
): Promise<Document[]> {
  const page: Document[] = [];
  for (let rest = query; ; ) {
    const rows = await read(rest);
    for (const row of rows) {
      const document = query.damaged === 'leave_out' ? readable(() => decode(row)) : decode(row);
      if (document !== undefined) page.push(document);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < rest.limit || page.length === query.limit) return page;
    const { tenant, id } = keyOf(last);
    rest = { ...query, after: { tenant, id }, limit: query.limit - page.length };
  }
}

function readable(decode: () => Document): Document | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof StoreError && error.code === 'damaged') return undefined;
    throw error;
  }
}
