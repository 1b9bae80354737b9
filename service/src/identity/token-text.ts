// The text of a token: how a new one is spelled, and the digest that is kept in its place.
import type { Random } from '../random.ts';

/** Marks our tokens, so that scanners find a leaked one. */
const PREFIX = 'hik_';

// RFC 6750's alphabet. Long enough for anybody's choice, short enough that hashing costs nothing.
const TOKEN = /^[A-Za-z0-9._~+/-]{1,512}={0,2}$/;
const SHORTEST = 8;

/** A new token with 240 bits of chance. */
export function newTokenText(random: Random): string {
  return `${PREFIX}${random.hex(60)}`;
}

/** Whether a text can be a token: 8 to 512 characters of RFC 6750's alphabet. */
export function isTokenText(text: string): boolean {
  return text.length >= SHORTEST && TOKEN.test(text);
}

// 32 hexadecimal digits are 128 bits; what a person makes up is shorter, or repeats a few letters.
const SHORTEST_STRONG = 32;
const FEWEST_DIFFERENT = 8;

/** Whether a token that somebody chose could be guessed. */
export function isWeakToken(text: string): boolean {
  return text.length < SHORTEST_STRONG || new Set(text).size < FEWEST_DIFFERENT;
}

/** Compares two digests in a time that does not tell where they differ. */
export function sameDigest(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < one.length; index += 1) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index % Math.max(1, other.length));
  }
  return difference === 0;
}
