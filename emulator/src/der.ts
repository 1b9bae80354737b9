// As much of DER as one certificate needs.

/** A value with its tag and its length. */
function tagged(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Uint8Array.from([tag, ...lengthOf(length), ...parts.flatMap((part) => [...part])]);
}

/** The shortest form, which is the only one that DER allows. */
function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tagged(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Uint8Array => tagged(0x31, ...parts);
export const octets = (value: Uint8Array): Uint8Array => tagged(0x04, value);
export const integer = (value: Uint8Array): Uint8Array => tagged(0x02, value);
export const utf8 = (text: string): Uint8Array => tagged(0x0c, new TextEncoder().encode(text));
export const context = (number: number, value: Uint8Array): Uint8Array => tagged(0xa0 + number, value);

/** Whole bytes as a string of bits. */
export const bits = (value: Uint8Array): Uint8Array => tagged(0x03, Uint8Array.of(0), value);

/** UTCTime, which has two digits for the year, from 1950 to 2049, and GeneralizedTime for other years, as RFC 5280 wants it. */
export function time(date: Date): Uint8Array {
  const digits = date.toISOString().replace(/\.\d+/, '').replaceAll(/[-:T]/g, '');
  const year = date.getUTCFullYear();
  const isShort = year >= 1950 && year < 2050;
  return tagged(isShort ? 0x17 : 0x18, new TextEncoder().encode(isShort ? digits.slice(2) : digits));
}

/** An object identifier whose numbers after the second are below 128. */
export function oid([first = 0, second = 0, ...rest]: readonly number[]): Uint8Array {
  return tagged(0x06, Uint8Array.of(40 * first + second, ...rest));
}

/** With a memory of its own, as WebCrypto wants it. */
export const bytesOf = (value: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(value);
