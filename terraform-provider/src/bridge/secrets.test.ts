import { expect, test } from 'vitest';
import { secretsIn } from './secrets.ts';

test('the document itself and the texts in it, however deep', () => {
  const json = '{"a":"hunter22","b":[{"c":"correct horse"},null,7],"d":true}';
  expect(secretsIn(json)).toEqual([json, 'hunter22', 'correct horse']);
});

test('what is too short to be one would only spoil the log', () => {
  expect(secretsIn('{"a":"info"}')).toEqual(['{"a":"info"}']);
});

test('what is no JSON is kept back as it is', () => {
  expect(secretsIn('{ hunter22')).toEqual(['{ hunter22']);
});
