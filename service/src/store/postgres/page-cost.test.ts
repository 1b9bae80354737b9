// A page costs what the page holds: PostgreSQL reads no more rows than it returns, also without any statistics.
import { expect, it } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import { selectPage } from '../sql/select.ts';
import { PAGE_SHAPES } from '../suite/page-shapes.ts';
import { Connections, loadDriver } from './connection.ts';
import { openPostgresStore } from './postgres-store.ts';
import { describeWithPostgres, freshSchema } from './testing/with-postgres.ts';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const settings = { fsync: 'off', autovacuum: 'off' };

describeWithPostgres('the cost of a page in PostgreSQL', { settings }, (server) => {
  it('does not grow with the collection', async () => {
    const schema = freshSchema();
    const clock = createVirtualClock(0);
    const store = await openPostgresStore({ url: server().url, schema, clock });
    const writes = Array.from({ length: 1000 }, (_, n) => {
      const key = { tenant: 'acme', kind: 'cluster', id: `c${String(n).padStart(4, '0')}` };
      return { key, body: {}, expect: 'absent' as const };
    });
    await store.commit({ writes });
    await store.close();
    const options = { url: server().url, size: 1, statementTimeoutMs: 5000 };
    const connections = new Connections(await loadDriver(), options);
    for (const [name, query] of Object.entries(PAGE_SHAPES)) {
      const { text, values } = selectPage(query, `${schema}.document`, 0, (number) => `$${number}`);
      const explain = `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`;
      const [row] = await connections.query({ text: explain, values });
      const nodes = flatten((row!['QUERY PLAN'] as { Plan: Plan }[])[0]!.Plan);
      expect({ name, nodes: nodes.map((node) => node['Node Type']) }).toEqual({
        name,
        nodes: ['Limit', 'Index Scan'],
      });
      expect(nodes.map((node) => node['Actual Rows'])).toEqual([50, 50]);
      expect(nodes[1]!['Rows Removed by Filter'] ?? 0).toBe(0);
    }
    await connections.end();
  });
});

function flatten(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(flatten)];
}
