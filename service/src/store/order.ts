// The order of keys: by the bytes of their UTF-8 form, which is what both databases compare and what JavaScript
// does not (it compares UTF-16 units, and so puts 🌍 before ﬀ).

const ASCII = /^[\0-\x7f]*$/;
const encoder = new TextEncoder();

/** A text whose JavaScript order is the byte order of the given text: one character per byte. */
export function byteOrder(text: string): string {
  if (ASCII.test(text)) return text;
  let bytes = '';
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** Negative, zero or positive, as `a` is before, equal to or behind `b`. */
export function compareBytes(a: string, b: string): number {
  const [left, right] = [byteOrder(a), byteOrder(b)];
  return left < right ? -1 : Number(left > right);
}

const LAST_CODE_POINT = 0x10ffff;
const BEFORE_SURROGATES = 0xd7ff;
const AFTER_SURROGATES = 0xe000;

/**
 * The least text behind every text that starts with `prefix`, in byte order.
 * @returns undefined when there is none, as for the empty prefix
 */
export function prefixEnd(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0)!);
  while (points.at(-1) === LAST_CODE_POINT) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  const next = last === BEFORE_SURROGATES ? AFTER_SURROGATES : last + 1;
  return String.fromCodePoint(...points, next);
}
