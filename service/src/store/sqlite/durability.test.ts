// kill -9 in the middle of writing: everything acknowledged is there afterwards, and every batch whole or not at all.

import { describe, expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { startProgram } from './testing/programs.ts';
import { temporaryDirectory } from './testing/temporary.ts';

// More for a soak: HIKUBE_KILLS=500.
const KILLS = Number(process.env['HIKUBE_KILLS'] ?? 3);

describe('durability of the embedded store', () => {
  it(`loses nothing acknowledged over ${KILLS} kills`, { timeout: 20_000 + KILLS * 5000 }, async () => {
    const directory = temporaryDirectory();
    const acknowledged = new Map<string, number>();
    for (let run = 0; run < KILLS; run += 1) {
      const writer = startProgram('writer.ts', [directory, String(run)]);
      await writer.line(1);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
      await writer.kill();
      for (const line of writer.lines) {
        const [id, revision] = line.split(' ');
        acknowledged.set(id!, Number(revision));
      }
      const { lost, torn } = await inspect(directory, acknowledged);
      expect({ run, lost, torn }).toEqual({ run, lost: 0, torn: 0 });
    }
    expect(acknowledged.size).toBeGreaterThan(KILLS);
    console.log(`sqlite: ${KILLS} kills, ${acknowledged.size} acknowledged batches, 0 lost, 0 torn`);
  });
});

async function inspect(directory: string, acknowledged: ReadonlyMap<string, number>) {
  const store = await openSqliteStore({ directory, clock: systemClock });
  const stored = new Map<string, number>();
  for (let after = ''; ; ) {
    const position = after === '' ? {} : { after: { tenant: 'a', id: after } };
    const page = await store.list({ kind: 'k', tenant: 'a', limit: 1000, ...position });
    for (const { key, revision } of page) stored.set(key.id, revision);
    if (page.length < 1000) break;
    after = page.at(-1)!.key.id;
  }
  await store.close();
  const lost = [...acknowledged].filter(([id, revision]) => stored.get(id) !== revision).length;
  const torn = [...stored.keys()].filter(
    (id) => !stored.has(id.endsWith('-twin') ? id.slice(0, -5) : `${id}-twin`),
  );
  return { lost, torn: torn.length };
}
