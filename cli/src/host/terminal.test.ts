// How wide a terminal is, whatever it says of itself.
import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { expect, test } from 'vitest';
import { outputOf } from './terminal.ts';

test.each([
  [120, 120],
  // As below `docker exec -t`, and whatever else opens a terminal without a size.
  [0, 80],
  [undefined, 80],
])('with %s columns it has %i', (columns, shown) => {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns }) as unknown as WriteStream;
  expect(outputOf(stream, () => undefined).columns).toBe(shown);
});
