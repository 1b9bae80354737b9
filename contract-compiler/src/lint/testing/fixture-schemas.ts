// Schemas of the small contract: one property of every kind that a resource can have.
import type { Schema } from '../../read/schema.ts';

const NAME: Schema = {
  type: 'string',
  description: 'A name of its own.',
  minLength: 1,
  maxLength: 42,
  pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$',
};

const POOL: Schema = {
  type: 'object',
  description: 'A pool of machines.',
  'x-hikube-resource': { name: 'pool', key: 'name' },
  required: ['name', 'mode', 'size', 'labels', 'tags', 'cards', 'uid', 'createdAt', 'generation', 'status'],
  additionalProperties: false,
  properties: {
    name: {
      $ref: '#/components/schemas/Name',
      'x-hikube-terraform': { class: 'input', immutable: 'replace' },
    },
    mode: {
      type: 'string',
      description: 'How the pool works.',
      enum: ['small', 'large'],
      'x-hikube-enum': 'closed',
      default: 'small',
      'x-hikube-terraform': { class: 'constant-default' },
    },
    size: {
      type: 'integer',
      description: 'Derived from the mode.',
      minimum: 0,
      maximum: 9,
      'x-hikube-terraform': { class: 'derived-default', dependsOn: ['mode'] },
    },
    labels: {
      type: 'object',
      description: 'Labels of your own.',
      maxProperties: 8,
      propertyNames: { maxLength: 63 },
      additionalProperties: { type: 'string', maxLength: 63 },
      default: {},
      'x-hikube-terraform': { class: 'constant-default', collection: 'map' },
    },
    tags: {
      type: 'array',
      description: 'Tags in no order.',
      maxItems: 8,
      uniqueItems: true,
      items: { type: 'string', maxLength: 63 },
      default: [],
      'x-hikube-terraform': { class: 'constant-default', collection: 'set' },
    },
    cards: {
      type: 'array',
      description: 'Cards, each of them one entry.',
      maxItems: 8,
      items: { type: 'string', maxLength: 63 },
      default: [],
      'x-hikube-terraform': { class: 'constant-default', collection: 'ordered', equality: 'multiset' },
    },
    values: {
      type: 'object',
      description: 'Free values of any shape.',
      maxProperties: 8,
      additionalProperties: true,
      'x-hikube-terraform': { class: 'input', json: true, normaliser: 'json' },
    },
    uid: { $ref: '#/components/schemas/Name', 'x-hikube-terraform': { class: 'output' } },
    createdAt: {
      type: 'string',
      description: 'When it was made.',
      maxLength: 40,
      'x-hikube-terraform': { class: 'output' },
    },
    generation: {
      type: 'integer',
      description: 'Counts changes.',
      minimum: 1,
      maximum: 99,
      'x-hikube-terraform': { class: 'volatile' },
    },
    status: { $ref: '#/components/schemas/PoolStatus', 'x-hikube-terraform': { class: 'volatile' } },
  },
};

const MACHINE: Schema = {
  type: 'object',
  description: 'A machine of a pool.',
  'x-hikube-resource': { name: 'machine', key: 'name', parent: { property: 'pool', resource: 'Pool' } },
  required: ['name', 'pool'],
  additionalProperties: false,
  properties: {
    name: {
      $ref: '#/components/schemas/Name',
      'x-hikube-terraform': { class: 'input', immutable: 'replace' },
    },
    pool: { $ref: '#/components/schemas/Name', 'x-hikube-terraform': { class: 'output', parent: true } },
  },
};

const closed = (description: string): Schema => ({
  type: 'object',
  description,
  additionalProperties: false,
  properties: {},
});

/** The schemas as written, by name. */
export const SCHEMAS: Record<string, Schema> = {
  Name: NAME,
  Pool: POOL,
  Machine: MACHINE,
  PoolStatus: {
    ...closed('What is observed.'),
    properties: {
      phase: { type: 'string', description: 'Where it is in its life.', maxLength: 32 },
      conditions: {
        type: 'array',
        description: 'Aspects of it.',
        maxItems: 8,
        items: { type: 'string', maxLength: 32 },
      },
    },
  },
  PoolCreate: { description: 'A pool to create.', 'x-hikube-derive': { from: 'Pool', as: 'create' } },
  PoolPatch: { description: 'A change of a pool.', 'x-hikube-derive': { from: 'Pool', as: 'patch' } },
  PoolList: { description: 'A page of pools.', 'x-hikube-derive': { from: 'Pool', as: 'list' } },
  Operation: closed('Work that was started.'),
  OperationKind: {
    type: 'string',
    description: 'Kind of the work.',
    enum: ['Pool.create', 'Pool.update'],
    'x-hikube-enum': 'open',
  },
  Kind: {
    type: 'string',
    description: 'Kind of an object.',
    enum: ['Pool', 'Machine'],
    'x-hikube-enum': 'open',
  },
  ObjectReference: {
    ...closed('Names an object.'),
    properties: { kind: { $ref: '#/components/schemas/Kind' }, name: { $ref: '#/components/schemas/Name' } },
  },
  Impact: closed('What a write would do.'),
  Problem: closed('Why a request was refused.'),
};
