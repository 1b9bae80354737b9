import type { Fields } from '@hikube/openapi/fields';
import { expect, test } from 'vitest';
import { complete } from './complete.ts';

const zone = { kind: 'text', class: 'constant-default', default: 'utc', compare: 'json' } as const;
const note = { kind: 'text', class: 'input', optional: true, compare: 'json' } as const;
const size = { kind: 'number', class: 'derived-default', dependsOn: [], compare: 'json' } as const;

const TABLE: Fields = {
  plan: {
    kind: 'object',
    class: 'derived-default',
    dependsOn: [],
    compare: 'json',
    fields: { size, zone, note },
  },
  window: { kind: 'object', class: 'input', optional: true, compare: 'json', fields: { zone, note } },
  breaks: { kind: 'list', class: 'input', optional: true, compare: 'json', elements: { zone, note } },
  users: { kind: 'map', class: 'input', optional: true, compare: 'json', elements: { zone } },
  way: {
    kind: 'choice',
    class: 'input',
    optional: true,
    compare: 'json',
    fields: { short: { kind: 'object', class: 'input', optional: true, compare: 'json', fields: { zone } } },
  },
};

const filled = (sparse: object) => complete(TABLE, sparse, { plan: { size: (from) => from } }, 3);

test.each([
  [{}, {}],
  [{ plan: { zone: 'cet' } }, { plan: { size: 3, zone: 'cet' } }],
  [{ plan: { size: 1, note: '' } }, { plan: { size: 1, zone: 'utc', note: '' } }],
  [{ window: {} }, { window: { zone: 'utc' } }],
  [{ breaks: [{ note: 'a' }, { zone: 'cet' }] }, { breaks: [{ zone: 'utc', note: 'a' }, { zone: 'cet' }] }],
  [{ breaks: [] }, { breaks: [] }],
  [{ users: { ann: {} } }, { users: { ann: { zone: 'utc' } } }],
  [{ way: { short: {} } }, { way: { short: { zone: 'utc' } } }],
  [{ way: {} }, { way: {} }],
  [{ unheardOf: 1 }, {}],
])('%j with its defaults has %j', (sparse, expected) => {
  expect(filled(sparse)).toEqual({ plan: { size: 3, zone: 'utc' }, ...expected });
});
