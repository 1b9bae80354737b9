// Documents of sums, to which many writers add without knowing of one another: the arithmetic that the siblings share
// (PostgreSQL repeats it in SQL). Amounts are whole numbers of any size, kept as decimal text.
import type { Add, Json } from './store.ts';

/** The document after the addition. Sums that are not there count as 0, and nothing else of it changes. */
export function addedTo(body: Json | undefined, { add }: Add): Json {
  const sums = { ...sumsOf(body) };
  for (const [name, amount] of Object.entries(add)) sums[name] = String(sumOf(sums, name) + amount);
  return sums;
}

/** Whether a sum would be above what the addition allows. */
export function isBeyond(body: Json | undefined, { add, atMost = {} }: Add): boolean {
  const sums = sumsOf(body);
  return Object.entries(atMost).some(([name, most]) => sumOf(sums, name) + (add[name] ?? 0n) > most);
}

type Sums = Readonly<Record<string, Json>>;

function sumsOf(body: Json | undefined): Sums {
  return (body ?? {}) as Sums;
}

function sumOf(sums: Sums, name: string): bigint {
  return Object.hasOwn(sums, name) ? BigInt(sums[name] as string) : 0n;
}
