// A schema as terraform prints it, from what a provider answers. That ours is printed so by terraform itself is shown in
// test/constructs.
import { expect, test } from 'vitest';
import { type SchemaResponse, terraformSchemaJson } from './terraform-json.ts';

const ADDRESS = 'registry.terraform.io/a/b';
const type = (constraint: unknown) => new TextEncoder().encode(JSON.stringify(constraint));

/** The printed form, as text and back, which is what makes undefined members disappear. */
function printed(response: SchemaResponse): unknown {
  return JSON.parse(JSON.stringify(terraformSchemaJson(ADDRESS, response))).provider_schemas[ADDRESS];
}

test('what is empty is left out', () => {
  expect(terraformSchemaJson(ADDRESS, {})).toMatchObject({ format_version: '1.0' });
  expect(printed({ resourceSchemas: {}, functions: {} })).toEqual({});
  expect(printed({ provider: { block: {} } })).toEqual({
    provider: { version: 0, block: { description_kind: 'plain' } },
  });
});

test('attributes of every kind', () => {
  const block = {
    attributes: [
      {
        name: 'z',
        type: type('string'),
        required: true,
        optional: false,
        description: '',
        descriptionKind: 'plain',
      },
      {
        name: 'a',
        type: type(['map', 'number']),
        optional: true,
        computed: true,
        sensitive: true,
        deprecated: true,
      },
      { name: 'secret', type: type('string'), optional: true, writeOnly: true, descriptionKind: 'markdown' },
      {
        name: 'nested',
        nestedType: { nesting: 'set', attributes: [{ name: 'inner', type: type('bool'), computed: true }] },
      },
    ],
  } as const;
  expect(printed({ dataSourceSchemas: { b_data: { version: 3, block: block as never } } })).toEqual({
    data_source_schemas: {
      b_data: {
        version: 3,
        block: {
          attributes: {
            a: {
              type: ['map', 'number'],
              description_kind: 'plain',
              deprecated: true,
              optional: true,
              computed: true,
              sensitive: true,
            },
            nested: {
              nested_type: {
                attributes: { inner: { type: 'bool', description_kind: 'plain', computed: true } },
                nesting_mode: 'set',
              },
              description_kind: 'plain',
            },
            secret: { type: 'string', description_kind: 'markdown', optional: true, write_only: true },
            z: { type: 'string', description_kind: 'plain', required: true },
          },
          description_kind: 'plain',
        },
      },
    },
  });
});

test('keys are in the order in which Go writes them', () => {
  const { resource_schemas } = printed({
    resourceSchemas: { b_two: { block: {} }, b_one: { block: {} } },
  }) as { resource_schemas: object };
  expect(Object.keys(resource_schemas)).toEqual(['b_one', 'b_two']);
});

test('blocks', () => {
  const blockTypes = [
    { typeName: 'many', nesting: 'list', minItems: 1, maxItems: 2, block: { deprecated: true } },
    { typeName: 'one', nesting: 'single', minItems: 0, block: { description: 'One.' } },
  ] as const;
  expect(printed({ ephemeralResourceSchemas: { b_e: { block: { blockTypes: [...blockTypes] } } } })).toEqual({
    ephemeral_resource_schemas: {
      b_e: {
        version: 0,
        block: {
          description_kind: 'plain',
          block_types: {
            many: {
              nesting_mode: 'list',
              min_items: 1,
              max_items: 2,
              block: { description_kind: 'plain', deprecated: true },
            },
            one: { nesting_mode: 'single', block: { description: 'One.', description_kind: 'plain' } },
          },
        },
      },
    },
  });
});

test('functions', () => {
  const functions = {
    join: {
      summary: 'Joins.',
      description: 'Joins texts.',
      descriptionKind: 'markdown',
      parameters: [
        { name: 'separator', type: type('string'), allowNullValue: true, description: 'Between.' },
      ],
      variadicParameter: { name: 'parts', type: type('string') },
      return: { type: type('string') },
    },
    now: { return: { type: type('number') }, deprecationMessage: 'Use later.' },
  } as const;
  expect(printed({ functions: functions as never })).toEqual({
    functions: {
      join: {
        description: 'Joins texts.',
        summary: 'Joins.',
        return_type: 'string',
        parameters: [{ name: 'separator', description: 'Between.', is_nullable: true, type: 'string' }],
        variadic_parameter: { name: 'parts', type: 'string' },
      },
      now: { deprecation_message: 'Use later.', return_type: 'number' },
    },
  });
});
