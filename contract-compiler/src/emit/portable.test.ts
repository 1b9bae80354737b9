import { expect, test } from 'vitest';
import { fixture } from '../lint/testing/fixture.ts';
import type { Schema } from '../read/schema.ts';
import { portable } from './portable.ts';

/** What becomes of a schema beside the others of the fixture. */
function ported(schema: Schema): Schema | undefined {
  const { document } = fixture();
  document.components.schemas['Size'] = { type: 'string', description: 'A size.', maxLength: 8 };
  document.components.schemas['Tried'] = schema;
  return portable(document).components.schemas['Tried'];
}

test.each([
  [{ type: 'integer', minimum: 0, maximum: 10 }, 'int32'],
  [{ type: ['integer', 'null'], maximum: 2147483647 }, 'int32'],
  [{ type: 'integer', maximum: 2147483648 }, 'int64'],
  [{ type: 'integer' }, 'int64'],
])('%j has the format %s', (schema, format) => {
  expect(ported(schema)).toEqual({ ...schema, format });
});

test.each([
  ['20Gi', '`20Gi`'],
  ['', 'empty'],
  [3, '`3`'],
  [false, '`false`'],
  [[], 'none'],
  [{}, 'none'],
  [['a'], '`["a"]`'],
])('the default %j is told as %s', (fallback, words) => {
  expect(ported({ type: 'string', description: 'A disk.', default: fallback })).toEqual({
    type: 'string',
    description: `A disk. Default: ${words}.`,
    'x-hikube-default': fallback,
  });
});

test('a default beside a reference is told with the words of what it refers to', () => {
  const $ref = '#/components/schemas/Size';
  expect(ported({ type: 'object', properties: { disk: { $ref, default: '20Gi' } } })?.properties).toEqual({
    disk: { $ref, description: 'A size. Default: `20Gi`.', 'x-hikube-default': '20Gi' },
  });
  expect(ported({ $ref, description: 'The disk.' })).toEqual({ $ref, description: 'The disk.' });
});

test('a parameter keeps its default, and a property may be called so', () => {
  const { document } = fixture();
  expect(portable(document).components.parameters['limit']?.schema).toEqual({
    type: 'integer',
    minimum: 1,
    maximum: 200,
    default: 50,
    format: 'int32',
  });
  const properties = { default: { type: 'boolean' }, type: { type: 'integer', maximum: 3 } };
  expect(ported({ type: 'object', properties })?.properties).toEqual({
    default: { type: 'boolean' },
    type: { type: 'integer', maximum: 3, format: 'int32' },
  });
});

test('examples stay as they are', () => {
  const { document } = fixture();
  const value = { type: 'integer', default: {} };
  document.components.examples['odd'] = { value };
  expect(portable(document).components.examples['odd']).toEqual({ value });
});
