import { describe, expect, test } from 'vitest';
import * as der from './der.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('DER', () => {
  const cases: [name: string, bytes: Uint8Array, expected: string][] = [
    ['integer', der.integer(Uint8Array.of(0x7f)), '02017f'],
    ['integer with its highest bit set', der.integer(Uint8Array.of(0x80)), '02020080'],
    ['integer with leading zeros', der.integer(Uint8Array.of(0, 0, 1)), '020101'],
    ['integer zero', der.integer(Uint8Array.of(0, 0)), '020100'],
    ['true', der.boolean(true), '0101ff'],
    ['false', der.boolean(false), '010100'],
    ['text', der.utf8String('è'), '0c02c3a8'],
    ['octets', der.octetString(Uint8Array.of(1, 2)), '04020102'],
    ['bits', der.bitString(Uint8Array.of(0x84), 2), '03020284'],
    ['nested', der.sequence(der.set(), der.boolean(true)), '300531000101ff'],
    ['a small object identifier', der.objectIdentifier('2.5.4.3'), '0603550403'],
    ['a large object identifier', der.objectIdentifier('1.2.840.10045.4.3.2'), '06082a8648ce3d040302'],
    ['constructed tag', der.contextTag(3, der.boolean(true), 'constructed'), 'a3030101ff'],
    ['primitive tag', der.contextTag(2, Uint8Array.of(0x61), 'primitive'), '820161'],
    ['time to 2049', der.time(new Date('2049-12-31T23:59:59.999Z')), hexText(0x17, '491231235959Z')],
    ['time from 2050', der.time(new Date('2050-01-01T00:00:00Z')), hexText(0x18, '20500101000000Z')],
  ];
  test.each(cases)('%s', (_name, bytes, expected) => {
    expect(hex(bytes)).toBe(expected);
  });

  test.each([
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [65536, '0483010000'],
  ])('a length of %d', (length, head) => {
    expect(hex(der.octetString(new Uint8Array(length))).slice(0, head.length)).toBe(head);
  });
});

function hexText(tag: number, text: string): string {
  return hex(Uint8Array.of(tag, text.length)) + hex(Buffer.from(text));
}
