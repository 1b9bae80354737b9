// A program that opens each store it is told of, writes one document of its own, and prints what it finds there.
// Usage: racer.ts <name>, then one line of input for each store: <where>
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openAny } from './open-any.ts';

const name = process.argv[2]!;
writeSync(1, 'waiting\n');
for await (const where of createInterface({ input: process.stdin })) {
  try {
    const store = await openAny(where);
    const key = { tenant: 'a', kind: 'racer', id: name };
    // The second time round it is there already.
    await store.commit({ writes: [{ key, body: { name }, expect: 'absent' }] });
    const found = await store.list({ kind: 'racer', limit: 10 });
    await store.close();
    writeSync(1, `opened, ${found.length} there\n`);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    writeSync(1, `${code}: ${message}\n`);
  }
}
