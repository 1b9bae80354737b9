// A program that opens a store and writes until it is killed: it prints each key once the write was acknowledged.
// Usage: writer.ts <where> <run>
import { writeSync } from 'node:fs';
import { StoreError } from '../errors.ts';
import { openAny } from './open-any.ts';

const [where, run] = process.argv.slice(2);
const store = await openAny(where!);

async function write(writer: number): Promise<void> {
  for (let n = 0; ; n += 1) {
    const id = `${run}-${writer}-${n}`;
    const body = { text: id.repeat(50) };
    const writes = [id, `${id}-twin`].map((each) => ({
      key: { tenant: 'a', kind: 'k', id: each },
      body,
      expect: 'absent' as const,
    }));
    try {
      const result = await store.commit({ writes });
      if (!result.ok) throw new Error(`the write of ${id} met a conflict`);
      // Straight to the pipe: a buffered line would be lost with the process and would hide a lost write.
      writeSync(1, `${id} ${result.revisions[0]}\n`);
    } catch (error) {
      // The database went away: nothing was acknowledged, and the next write has a key of its own.
      if (!(error instanceof StoreError && error.code === 'unavailable')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

await Promise.all([0, 1, 2, 3].map(write));
