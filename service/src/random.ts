// The only source of chance: from the system's generator in production, from a seed in tests and simulations.

/** Draws random values. */
export interface Random {
  /** A number from 0 up to, but not including, 1. */
  next(): number;
  /** A whole number from 0 up to, but not including, `max`, each equally likely; `max` is 1 to 2^32. */
  int(max: number): number;
  bytes(count: number): Uint8Array;
  /** That many hexadecimal digits. */
  hex(digits: number): string;
  /**
   * A generator of its own for one purpose. With a seed, what it draws depends on the seed and on the labels
   * that lead to it, and not on what anybody else has drawn.
   */
  fork(label: string): Random;
}

/** Cryptographically strong: fit for tokens, keys and identifiers. */
export const systemRandom: Random = createRandom(systemWords, () => systemRandom);

/**
 * Repeats the same values for the same seed. Predictable, therefore never for secrets outside a simulation.
 */
export function createSeededRandom(seed: number | string): Random {
  const path = String(seed);
  return createRandom(seededWords(path), (label) => createSeededRandom(`${path}/${label}`));
}

/** A random (version 4) UUID in its usual spelling. */
export function uuid(random: Random): string {
  const digits = random.hex(32);
  const variant = (8 + (Number.parseInt(digits[16]!, 16) & 3)).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-');
}

/** Two hexadecimal digits for each byte. */
const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Builds everything from a source of whole numbers of 32 bits. */
function createRandom(word: () => number, fork: (label: string) => Random): Random {
  function int(max: number): number {
    if (!Number.isInteger(max) || max < 1 || max > 2 ** 32) {
      throw new RangeError(`max must be a whole number from 1 to 4294967296, not ${max}`);
    }
    // Words above the last whole multiple of max would make small results more likely.
    const fair = 2 ** 32 - (2 ** 32 % max);
    let drawn = word();
    while (drawn >= fair) drawn = word();
    return drawn % max;
  }
  function bytes(count: number): Uint8Array {
    const drawn = new Uint8Array(count);
    for (let index = 0; index < count; index += 1) drawn[index] = word() >>> 24;
    return drawn;
  }
  return {
    // 53 bits, all that a number between 0 and 1 can hold.
    next: () => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53,
    int,
    bytes,
    hex(digits) {
      let text = '';
      while (text.length < digits) text += PAIRS[word() >>> 24];
      return text.slice(0, digits);
    },
    fork,
  };
}

/** Drawn at once: a call of the system's generator costs the same for a word and for many. */
const pool = new Uint32Array(256);
let unused = 0;

function systemWords(): number {
  if (unused === 0) {
    globalThis.crypto.getRandomValues(pool);
    unused = pool.length;
  }
  unused -= 1;
  const word = pool[unused]!;
  // What was given away is in this memory no longer: it may be part of a token.
  pool[unused] = 0;
  return word;
}

/** The sfc32 generator, started from a hash of the seed. */
function seededWords(seed: string): () => number {
  let [a, b, c, counter] = hashTo128Bits(seed);
  const word = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    return result >>> 0;
  };
  // Similar seeds start in similar states; a few rounds drive them apart.
  for (let round = 0; round < 15; round += 1) word();
  return word;
}

/** Four FNV-1a hashes with different starts and a final mix: spread, not secrecy. */
function hashTo128Bits(text: string): [number, number, number, number] {
  const hash = (start: number): number => {
    let value = start;
    for (let index = 0; index < text.length; index += 1) {
      value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
    }
    value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
    return (value ^ (value >>> 16)) | 0;
  };
  return [hash(0x811c9dc5), hash(0x9e3779b9), hash(0x243f6a88), hash(0xb7e15162)];
}
