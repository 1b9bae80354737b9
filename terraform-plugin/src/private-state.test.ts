// What a resource remembers survives the way through the state file.
import { expect, test } from 'vitest';
import { decodePrivateState, encodePrivateState } from './private-state.ts';

test('what is written is read', () => {
  const state = { operation: 'op-1', steps: [1, null], nested: { a: true } };
  expect(decodePrivateState(encodePrivateState(state))).toEqual(state);
});

test('nothing takes no bytes', () => {
  expect(encodePrivateState({})).toEqual(new Uint8Array());
  expect(decodePrivateState(new Uint8Array())).toEqual({});
  expect(decodePrivateState(undefined)).toEqual({});
});

test.each(['not json', '[1]', '"x"', 'null', '\u00ff'])(
  'what another provider wrote counts as nothing: %j',
  (text) => {
    expect(decodePrivateState(Buffer.from(text, 'latin1'))).toEqual({});
  },
);
