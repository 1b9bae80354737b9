// Clients name protobuf first and JSON as what they can live with.
import { expect, test } from 'vitest';
import { negotiateObject } from './negotiate.ts';

const PROTOBUF = 'application/vnd.kubernetes.protobuf';
const TABLE = ';as=Table;v=v1;g=meta.k8s.io';
const ONE = { stream: false, protobuf: true };
const STREAM = { stream: true, protobuf: true };
const CUSTOM = { stream: false, protobuf: false };

test.each([
  { what: 'an object in protobuf', accept: `${PROTOBUF},application/json`, offer: ONE, type: PROTOBUF },
  {
    what: 'a watch in JSON',
    accept: `${PROTOBUF},application/json`,
    offer: STREAM,
    type: 'application/json',
  },
  {
    what: 'a custom object in JSON',
    accept: `${PROTOBUF},application/json`,
    offer: CUSTOM,
    type: 'application/json',
  },
  {
    what: 'a table in JSON',
    accept: `${PROTOBUF}${TABLE},application/json${TABLE}`,
    offer: ONE,
    type: 'application/json',
  },
])('gives $what to who can take both', ({ accept, offer, type }) => {
  expect(negotiateObject(accept, offer).type).toBe(type);
});

test('gives the form with the clause that won', () => {
  expect(negotiateObject(`${PROTOBUF}${TABLE},application/json${TABLE}`, ONE).as).toBe('Table');
  expect(negotiateObject(`${PROTOBUF}${TABLE},application/json`, ONE).as).toBe('');
});

test('refuses a form that is in protobuf only', () => {
  expect(() => negotiateObject(`${PROTOBUF}${TABLE}`, ONE)).toThrow('only the following media types');
  expect(() => negotiateObject(PROTOBUF, CUSTOM)).toThrow('only the following media types');
});
