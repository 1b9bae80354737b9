// What DER demands of every encoder: the shortest length, and the time that RFC 5280 wants for the year. OpenSSL forgives
// other forms, and Go, which is kubectl and Terraform, does not.
import { expect, test } from 'vitest';
import { octets, time } from './der.ts';

test.each([
  [127, [0x7f]],
  [128, [0x81, 0x80]],
  [255, [0x81, 0xff]],
  [256, [0x82, 0x01, 0x00]],
])('%i bytes have the shortest length there is', (length, head) => {
  const encoded = octets(new Uint8Array(length));
  expect([...encoded.slice(1, 1 + head.length)]).toEqual(head);
  expect(encoded).toHaveLength(1 + head.length + length);
});

test.each([
  ['1950-01-01T00:00:00Z', 0x17, '500101000000Z'],
  ['2049-12-31T23:59:59Z', 0x17, '491231235959Z'],
  ['2050-01-01T00:00:00Z', 0x18, '20500101000000Z'],
])('%s has the form of its year', (moment, tag, text) => {
  const [first, , ...rest] = time(new Date(moment));
  expect([first, new TextDecoder().decode(Uint8Array.from(rest))]).toEqual([tag, text]);
});
