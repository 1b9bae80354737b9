// A program that opens a store and writes until it is killed: it prints each key once the write was acknowledged.
// Usage: writer.ts <directory> <run>

import { writeSync } from 'node:fs';
import { systemClock } from '../../../clock.ts';
import { openSqliteStore } from '../sqlite-store.ts';

const [directory, run] = process.argv.slice(2);
const store = await openSqliteStore({ directory: directory!, clock: systemClock });

async function write(writer: number): Promise<void> {
  for (let n = 0; ; n += 1) {
    const id = `${run}-${writer}-${n}`;
    const body = { text: id.repeat(50) };
    const pair = [id, `${id}-twin`].map((each) => ({
      key: { tenant: 'a', kind: 'k', id: each },
      body,
      expect: 'absent' as const,
    }));
    const result = await store.commit({ writes: pair });
    if (!result.ok) throw new Error(`the write of ${id} met a conflict`);
    // Straight to the pipe: a buffered line would be lost with the process and would hide a lost write.
    writeSync(1, `${id} ${result.revisions[0]}\n`);
  }
}

await Promise.all([0, 1, 2, 3].map(write));
