// A port for a program that has to be told one, or that comes back on the one that it had.
import { createServer } from 'node:net';
import process from 'node:process';

/**
 * Below the ports that systems give to connections: while nobody listens there, because a program starts or starts again,
 * no client that connects somewhere can be given it.
 */
const FIRST = 20_000;
/** Each worker of a run has its own, so that two that look at the same time never find the same. */
const EACH = 1_000;
const WORKERS = 12;

const first = FIRST + EACH * (Number(process.env['VITEST_POOL_ID'] ?? 0) % WORKERS);
// Not always the same one: another run on this machine may be about to listen there.
let next = Math.floor(Math.random() * EACH);

/** One that nobody listens on at this moment, another one with each call. @throws Error when all are taken */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < EACH; tried += 1) {
    const port = first + next;
    next = (next + 1) % EACH;
    if (await isFree(port)) return port;
  }
  throw new Error(`Somebody listens on each of the ports from ${first} to ${first + EACH - 1}.`);
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
