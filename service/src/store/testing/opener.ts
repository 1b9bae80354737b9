// A program that opens a store, prints what came of it, and holds it until its input ends.
// Usage: opener.ts <where>
import { writeSync } from 'node:fs';
import { openAny } from './open-any.ts';

try {
  await openAny(process.argv[2]!);
  writeSync(1, 'opened\n');
  process.stdin.on('end', () => process.exit(0)).resume();
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  writeSync(1, `${code}: ${message}\n`);
  process.exit(1);
}
