import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

const LIST = ['cluster', 'demo', ''];

describe('cursors', () => {
  test.each(['prod', 'prod/web', 'op-01hzy3v7q8k9', 'nvidia.com/AD102GL_L40S', 'a'.repeat(256)])(
    '%s comes back',
    (position) => {
      const cursor = encodeCursor(LIST, position);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]{1,512}$/);
      expect(decodeCursor(LIST, cursor)).toBe(position);
    },
  );

  test.each([
    [['cluster', 'other', '']],
    [['cluster', 'demo', 'x']],
    [['addon', 'demo', '']],
    [['cluster', 'demo']],
  ])('of the list %j is another', (other) => {
    const cursor = encodeCursor(other, 'prod');
    expect(() => decodeCursor(LIST, cursor)).toThrow(expect.objectContaining({ code: 'invalid_cursor' }));
  });

  test.each(['', '..', '/x', '\0', 'é', 'a'.repeat(257)])('a forged position %j is refused', (position) => {
    const [version, mark] = JSON.parse(atob(encodeCursor(LIST, 'x'))) as [number, string];
    const forged = Buffer.from(JSON.stringify([version, mark, position])).toString('base64url');
    expect(() => decodeCursor(LIST, forged)).toThrow(expect.objectContaining({ code: 'invalid_cursor' }));
  });
});
