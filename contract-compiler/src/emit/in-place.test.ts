import { expect, test } from 'vitest';
import { fixture } from '../lint/testing/fixture.ts';
import type { Schema } from '../read/schema.ts';
import { inPlace } from './in-place.ts';

const marked: Schema = {
  type: 'string',
  description: 'A size.',
  enum: ['s', 'm'],
  'x-hikube-in-place': true,
};
const $ref = '#/components/schemas/Size';

function published(size: Schema, use: Schema) {
  const { document } = fixture();
  Object.assign(document.components.schemas, { Size: size, User: { properties: { size: use } } });
  return inPlace(document).components.schemas;
}

test('a marked enum stands where it is referred to, and the words of that place win', () => {
  const schemas = published(marked, { $ref, description: 'Its size.' });
  expect(schemas['Size']).toBeUndefined();
  expect(schemas['User']?.properties).toEqual({
    size: { type: 'string', description: 'Its size.', enum: ['s', 'm'] },
  });
});

test('an open enum keeps its name: no generator makes constants of it', () => {
  const { enum: values, ...rest } = marked;
  const schemas = published({ ...rest, anyOf: [{ enum: values! }, { type: 'string' }] }, { $ref });
  expect(schemas['Size']).toMatchObject({ description: 'A size.' });
  expect(schemas['Size']).not.toHaveProperty('x-hikube-in-place');
  expect(schemas['User']?.properties).toEqual({ size: { $ref } });
});

test('what it is given stays as it was', () => {
  const { document } = fixture();
  Object.assign(document.components.schemas, { Size: marked, User: { properties: { size: { $ref } } } });
  const before = JSON.stringify(document);
  inPlace(document);
  expect(JSON.stringify(document)).toBe(before);
});

test('a value of two enums with names, however it is spelt, is refused until one is marked', () => {
  const { document } = fixture();
  const fit: Schema = { type: 'string', enum: ['wide', 'M'] };
  const { 'x-hikube-in-place': _marker, ...size } = marked;
  Object.assign(document.components.schemas, { Size: size, Fit: fit });
  const sentence = 'Fit: has the value M, which Size has, too; add x-hikube-in-place: true to one of them';
  expect(() => inPlace(document)).toThrow(sentence);
  Object.assign(document.components.schemas, { Size: marked });
  expect(Object.keys(inPlace(document).components.schemas)).toContain('Fit');
});
