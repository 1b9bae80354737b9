// What a request body or a list is made of, given a resource.
import { describe, expect, test } from 'vitest';
import type { DeriveFacts, Schema, TerraformFacts } from '../read/schema.ts';
import { expandDerived } from './derive.ts';

const as = (terraformClass: TerraformFacts['class'], more: Partial<TerraformFacts> = {}) => ({
  'x-hikube-terraform': { class: terraformClass, ...more },
});

const POOL: Schema = {
  type: 'object',
  description: 'A pool.',
  'x-hikube-resource': { name: 'pool', key: 'name' },
  required: ['name', 'zone', 'size', 'mode', 'uid', 'network', 'status'],
  additionalProperties: false,
  properties: {
    name: { $ref: '#/components/schemas/Name', ...as('input', { immutable: 'replace' }) },
    parent: { $ref: '#/components/schemas/Name', ...as('output', { parent: true }) },
    zone: { type: 'string', ...as('input') },
    note: { type: 'string', ...as('input') },
    size: { type: 'integer', ...as('derived-default', { dependsOn: ['mode'] }) },
    mode: { type: 'string', enum: ['small', 'large'], default: 'small', ...as('constant-default') },
    uid: { type: 'string', ...as('output') },
    network: {
      type: 'object',
      required: ['range', 'exposure'],
      additionalProperties: false,
      ...as('derived-default', { dependsOn: [] }),
      properties: {
        range: { type: 'string', ...as('output') },
        exposure: { type: 'string', default: 'private', ...as('constant-default') },
      },
    },
    labels: {
      type: 'object',
      maxProperties: 4,
      additionalProperties: { type: 'string' },
      default: {},
      ...as('constant-default', { collection: 'map' }),
    },
    rules: {
      type: 'array',
      maxItems: 3,
      ...as('input', { collection: 'ordered' }),
      items: {
        type: 'object',
        required: ['port'],
        properties: { port: { type: 'integer', ...as('input') }, id: { type: 'string', ...as('output') } },
      },
    },
    options: { $ref: '#/components/schemas/Options', ...as('input') },
    status: { type: 'object', ...as('volatile') },
  },
};

const OPTIONS: Schema = {
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  required: ['url'],
  additionalProperties: false,
  properties: {
    url: { type: 'string', ...as('input') },
    path: { type: 'string', default: '/', ...as('constant-default') },
  },
};

function expand(how: DeriveFacts['as'], own?: Record<string, Schema>): Record<string, Schema> {
  const derived: Schema = {
    description: 'Derived.',
    'x-hikube-derive': { from: 'Pool', as: how },
    ...(own === undefined ? {} : { properties: own }),
  };
  return expandDerived({
    Name: { type: 'string', maxLength: 9 },
    Options: OPTIONS,
    Pool: POOL,
    Derived: derived,
  });
}

describe('create', () => {
  const { Derived } = expand('create');

  test('holds what a person writes and nothing that is assigned', () => {
    expect(Object.keys(Derived?.properties ?? {})).toEqual([
      'name',
      'zone',
      'note',
      'size',
      'mode',
      'network',
      'labels',
      'rules',
      'options',
    ]);
  });

  test('requires the inputs that a resource always has, and no default', () => {
    expect(Derived?.required).toEqual(['name', 'zone']);
  });

  test('keeps defaults as documentation and leaves out the facts of clients', () => {
    expect(Derived?.properties?.mode).toEqual({ type: 'string', enum: ['small', 'large'], default: 'small' });
  });

  test('does the same inside objects and lists', () => {
    expect(Derived?.properties?.network).toEqual({
      type: 'object',
      additionalProperties: false,
      properties: { exposure: { type: 'string', default: 'private' } },
    });
    expect(Derived?.properties?.rules?.items).toEqual({
      type: 'object',
      required: ['port'],
      properties: { port: { type: 'integer' } },
    });
  });

  test('adds properties of its own and refuses all others', () => {
    const { Derived: extended } = expand('create', { children: { type: 'object' } });
    expect(extended?.properties?.children).toEqual({ type: 'object' });
    expect(extended?.additionalProperties).toBe(false);
  });
});

describe('inline', () => {
  test('is create without the name, which is the key', () => {
    const { Derived } = expand('inline');
    expect(Derived?.required).toEqual(['zone']);
    expect(Derived?.properties).not.toHaveProperty('name');
    expect(Derived?.properties).toHaveProperty('zone');
  });

  test('needs to know the key', () => {
    const { 'x-hikube-resource': _resource, ...keyless } = POOL;
    const derived: Schema = { 'x-hikube-derive': { from: 'Pool', as: 'inline' } };
    expect(() => expandDerived({ Pool: keyless, Derived: derived })).toThrow(
      'an inline form needs x-hikube-resource.key on its source',
    );
  });
});

describe('patch', () => {
  const schemas = expand('patch');
  const properties = schemas.Derived?.properties ?? {};

  test('requires nothing and holds what may change', () => {
    expect(schemas.Derived).not.toHaveProperty('required');
    expect(Object.keys(properties)).toEqual([
      'zone',
      'note',
      'size',
      'mode',
      'network',
      'labels',
      'rules',
      'options',
    ]);
  });

  test('takes null where there is something to go back to', () => {
    expect(properties.zone).toEqual({ type: 'string' });
    expect(properties.note).toEqual({ type: ['string', 'null'] });
    expect(properties.size).toEqual({ type: ['integer', 'null'] });
    expect(properties.mode).toEqual({
      anyOf: [{ type: 'string', enum: ['small', 'large'] }, { type: 'null' }],
    });
  });

  test('removes a key of a map with null, and has room to exchange all of them', () => {
    expect(properties.labels).toEqual({
      type: ['object', 'null'],
      maxProperties: 8,
      additionalProperties: { type: ['string', 'null'] },
    });
  });

  test('replaces a list whole', () => {
    expect(properties.rules).toEqual({
      type: ['array', 'null'],
      maxItems: 3,
      items: { type: 'object', required: ['port'], properties: { port: { type: 'integer' } } },
    });
  });

  test('merges into an object, also one that it refers to', () => {
    expect(properties.network?.properties).toEqual({ exposure: { type: ['string', 'null'] } });
    expect(properties.options).toEqual({
      anyOf: [{ $ref: '#/components/schemas/OptionsPatch' }, { type: 'null' }],
    });
    expect(schemas.OptionsPatch).toEqual({
      type: 'object',
      additionalProperties: false,
      properties: { url: { type: 'string' }, path: { type: ['string', 'null'] } },
    });
  });

  test('does not take the name of a schema that exists', () => {
    const derived: Schema = { 'x-hikube-derive': { from: 'Pool', as: 'patch' } };
    const taken = {
      Name: {},
      Options: OPTIONS,
      OptionsPatch: { type: 'string' },
      Pool: POOL,
      Derived: derived,
    };
    expect(() => expandDerived(taken)).toThrow(
      'OptionsPatch: this name is needed for a derived schema; rename the schema',
    );
  });
});

test('list is a page of at most 200 and where the next one begins', () => {
  expect(expand('list').Derived).toEqual({
    type: 'object',
    description: 'Derived.',
    required: ['items', 'nextCursor'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        description: 'Items of this page, in a stable order.',
        maxItems: 200,
        items: { $ref: '#/components/schemas/Pool' },
      },
      nextCursor: {
        type: ['string', 'null'],
        description: 'Send it as `cursor` to read the next page; null on the last page.',
        minLength: 1,
        maxLength: 512,
      },
    },
  });
});

test('a source that does not exist', () => {
  expect(() => expandDerived({ Derived: { 'x-hikube-derive': { from: 'Nothing', as: 'list' } } })).toThrow(
    'Derived: x-hikube-derive.from names Nothing, which does not exist',
  );
});
