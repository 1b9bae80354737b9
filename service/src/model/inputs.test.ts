import type { Fields } from '@hikube/openapi/fields';
import { expect, test } from 'vitest';
import { clusterInputs, withInputs } from './inputs.ts';
import { clusterRecord } from './testing/records.ts';

const text = { kind: 'text', class: 'input', optional: true, compare: 'json' } as const;
const TABLE: Fields = {
  note: text,
  network: { kind: 'object', class: 'input', compare: 'json', fields: { exposure: text, note: text } },
};

test.each([
  [{ uid: '1', note: 'a' }, { note: 'b' }, { uid: '1', note: 'b' }],
  [{ uid: '1', note: 'a' }, {}, { uid: '1' }],
  [{ uid: '1' }, { note: 'b' }, { uid: '1', note: 'b' }],
  [
    { network: { exposure: 'a', note: 'x', cni: 'cilium' } },
    { network: { exposure: 'b' } },
    { network: { exposure: 'b', cni: 'cilium' } },
  ],
])('%j with the inputs %j is %j', (record, inputs, expected) => {
  expect(withInputs(TABLE, record, inputs)).toEqual(expected);
});

test('what the platform sets is no input', () => {
  const inputs = clusterInputs(clusterRecord());
  expect(inputs.network).toEqual({ exposure: 'proxied' });
  expect(inputs).not.toHaveProperty('uid');
  expect(inputs).not.toHaveProperty('name');
});
