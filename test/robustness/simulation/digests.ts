// Runs seeds in a process of its own, in the order given, and prints what came of each: `digests.ts 3 2 1`.
import { cryptoAtOnce } from './crypto-at-once.ts';
import { run } from './run.ts';

await cryptoAtOnce();
await run('warm-up');
for (const seed of process.argv.slice(2)) {
  const { digest } = await run(seed);
  console.log(`${seed} ${digest}`);
}
