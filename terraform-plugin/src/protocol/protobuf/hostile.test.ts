// Bytes from an enemy: every one of them must end in a message or in MalformedBytesError, at once.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedBytesError } from '../bytes/malformed.ts';
import { attributePath, dynamicValue } from '../tables/common.ts';
import { planResourceChangeRequest, upgradeResourceStateRequest } from '../tables/resource.ts';
import { schema } from '../tables/schema.ts';
import { decodeMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('refuses', () => {
  const cases: [name: string, bytes: string, message: string][] = [
    ['a tag without value', '0a', 'cut off: 1 bytes expected at byte 1, 0 are left'],
    ['a length beyond the end', '0a05ff', 'cut off: 5 bytes expected at byte 2, 1 are left'],
    ['a length of 2^53', '0affffffffffffff0f', 'cut off: 9007199254740991 bytes expected'],
    ['a length of 2^63', '0affffffffffffffff7f', 'the integer at byte 1 is too large'],
    ['a negative length', '0affffffffffffffffff01', 'the length at byte 1 is negative'],
    ['a group', '0b', 'field 1 has wire type 3'],
    ['field number 0', '00', 'the field at byte 0 has no number'],
    ['an endless tag', 'ffffffffffffffffffffff', 'the integer at byte 0 has no end'],
  ];
  test.each(cases)('%s', (_name, bytes, message) => {
    expect(() => decodeMessage(dynamicValue, hex(bytes))).toThrow(MalformedBytesError);
    expect(() => decodeMessage(dynamicValue, hex(bytes))).toThrow(message);
  });

  test('text that is not UTF-8', () => {
    expect(() => decodeMessage(attributePath, hex('0a040a02c328'))).toThrow('is not valid UTF-8');
  });
});

test('a schema nested ten thousand times is refused, not a stack overflow', () => {
  let bytes = new Uint8Array();
  for (let level = 0; level < 10_000; level++) bytes = wrap(level % 2 === 0 ? 0x12 : 0x1a, bytes);
  expect(() => decodeMessage(schema, wrap(0x12, bytes))).toThrow('messages nested deeper than 100 levels');
});

test('every cut of a real request is refused or a smaller request, never a crash', () => {
  const whole = encodeMessage(upgradeResourceStateRequest, {
    typeName: 'hikube_kubernetes_cluster',
    version: 3,
    rawState: { json: Buffer.from('{"id":"web"}'), flatmap: { a: 'b' } },
  });
  let refused = 0;
  for (let end = 0; end < whole.length; end++) {
    try {
      decodeMessage(upgradeResourceStateRequest, whole.subarray(0, end));
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedBytesError);
      refused++;
    }
  }
  expect(whole.length).toBe(53);
  expect(refused).toBe(50);
});

test('any bytes give a message or MalformedBytesError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        decodeMessage(planResourceChangeRequest, bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedBytesError);
      }
    }),
    { numRuns: 3000 },
  );
});

/** The bytes as a delimited field with the given tag. */
function wrap(tag: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const length: number[] = [];
  for (let rest = body.length; ; rest = Math.floor(rest / 128)) {
    length.push(rest > 127 ? (rest % 128) | 128 : rest);
    if (rest <= 127) break;
  }
  return Uint8Array.from(Buffer.concat([Uint8Array.of(tag, ...length), body]));
}
