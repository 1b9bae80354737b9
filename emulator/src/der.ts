// As much of DER as one certificate needs.

/** A value with its tag and its length. */
function tagged(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([tag, ...head, ...parts.flatMap((part) => [...part])]);
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tagged(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Uint8Array => tagged(0x31, ...parts);
export const octets = (value: Uint8Array): Uint8Array => tagged(0x04, value);
export const integer = (value: Uint8Array): Uint8Array => tagged(0x02, value);
export const utf8 = (text: string): Uint8Array => tagged(0x0c, new TextEncoder().encode(text));
export const context = (number: number, value: Uint8Array): Uint8Array => tagged(0xa0 + number, value);

/** Whole bytes as a string of bits. */
export const bits = (value: Uint8Array): Uint8Array => tagged(0x03, Uint8Array.of(0), value);

/** GeneralizedTime, which knows every year. */
export function time(date: Date): Uint8Array {
  const digits = date.toISOString().replace(/\.\d+/, '').replaceAll(/[-:T]/g, '');
  return tagged(0x18, new TextEncoder().encode(digits));
}

/** An object identifier whose numbers after the second are below 128. */
export function oid([first = 0, second = 0, ...rest]: readonly number[]): Uint8Array {
  return tagged(0x06, Uint8Array.of(40 * first + second, ...rest));
}

/** With a memory of its own, as WebCrypto wants it. */
export const bytesOf = (value: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(value);
