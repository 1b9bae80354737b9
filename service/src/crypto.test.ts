import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { digestOf } from './crypto.ts';

test.each(['', 'hik_token', 'é€😀', 'x'.repeat(2047), 'x'.repeat(2049), 'é'.repeat(1024), '\ud800'])(
  'the digest is that of anybody else, whatever the length: %#',
  async (text) => {
    expect(await digestOf(text)).toBe(createHash('sha256').update(text).digest('hex'));
  },
);
