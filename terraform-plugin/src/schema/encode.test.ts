// A whole schema in the form that the protocol carries.
import { expect, test } from 'vitest';
import { attribute } from './attribute-builders.ts';
import { encodeSchema } from './encode.ts';
import { defineSchema } from './schema.ts';
import { types } from './types.ts';

test('a schema as Terraform is told of it, with sorted attributes', () => {
  const schema = defineSchema({
    version: 3,
    description: 'A thing.',
    deprecation: 'Use that one.',
    attributes: {
      size: attribute.int64({ default: 5, description: 'How big.' }),
      labels: attribute.map(types.string, { optional: true, deprecation: 'Use tags.' }),
      groups: attribute.mapNested({
        required: true,
        attributes: { id: attribute.string({ computed: true, sensitive: true }) },
      }),
      secret: attribute.string({ optional: true, writeOnly: true, versionedBy: 'size' }),
    },
  });
  const encoded = encodeSchema(schema);
  expect(encoded.version).toBe(3);
  expect(encoded.block).toMatchObject({
    version: 3,
    description: 'A thing.',
    descriptionKind: 'markdown',
    deprecated: true,
    deprecationMessage: 'Use that one.',
  });
  const flags = { required: false, optional: false, computed: false, sensitive: false, writeOnly: false };
  const shown = encoded.block?.attributes?.map(({ type, descriptionKind, ...rest }) => ({
    ...rest,
    type: type && Buffer.from(type).toString(),
  }));
  expect(shown).toEqual([
    {
      ...flags,
      name: 'groups',
      required: true,
      description: '',
      deprecated: false,
      type: undefined,
      nestedType: {
        nesting: 'map',
        attributes: [
          expect.objectContaining({
            name: 'id',
            computed: true,
            sensitive: true,
            type: new TextEncoder().encode('"string"'),
          }),
        ],
      },
    },
    {
      ...flags,
      name: 'labels',
      optional: true,
      description: '',
      deprecated: true,
      deprecationMessage: 'Use tags.',
      type: '["map","string"]',
    },
    {
      ...flags,
      name: 'secret',
      optional: true,
      writeOnly: true,
      description: '',
      deprecated: false,
      type: '"string"',
    },
    {
      ...flags,
      name: 'size',
      optional: true,
      computed: true,
      description: 'How big.',
      deprecated: false,
      type: '"number"',
    },
  ]);
});
