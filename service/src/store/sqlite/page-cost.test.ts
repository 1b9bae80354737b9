// A page costs what the page holds: SQLite finds its start in the index and reads no more than it returns.
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { selectPage } from '../sql/select.ts';
import { PAGE_SHAPES } from '../suite/page-shapes.ts';
import { MIGRATIONS } from './migrations.ts';
import { PAGE_COLUMNS, placeholder } from './statements.ts';

describe('the plan of SQLite for', () => {
  const database = new DatabaseSync(':memory:');
  for (const migration of MIGRATIONS) database.exec(migration);

  for (const [name, query] of Object.entries(PAGE_SHAPES)) {
    it(`${name} is one search in the index of keys, without a sort`, () => {
      const { text, values } = selectPage(query, 'document', 0, placeholder, PAGE_COLUMNS);
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
      expect(plan).toHaveLength(1);
      expect(plan[0]!['detail']).toMatch(
        /^SEARCH document USING INDEX sqlite_autoindex_document_1 \(kind=\?.*\)$/,
      );
      // The tightest bound must be part of the search, or earlier pages are read again.
      if (query.after !== undefined) {
        const bound = query.tenant === undefined ? /\(tenant,id\)[<>]/ : /tenant=\? AND id[<>]/;
        expect(plan[0]!['detail']).toMatch(bound);
      }
    });
  }
});
