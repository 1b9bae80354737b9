import { expect, test } from 'vitest';
import { encodeStatusMessage } from './status.ts';

test.each([
  ['plain text, with !~', 'plain text, with !~'],
  ['100%', '100%25'],
  ['two\nlines', 'two%0Alines'],
  ['Genève', 'Gen%C3%A8ve'],
  ['\u007f', '%7F'],
])('%j', (message, encoded) => {
  expect(encodeStatusMessage(message)).toBe(encoded);
  expect(decodeURIComponent(encoded)).toBe(message);
});
