import { expect, test } from 'vitest';
import { shownValues } from './values.ts';

const CATALOGUE = {};

test.each([
  { what: 'none', values: undefined, known: undefined, shown: undefined, secret: undefined },
  {
    what: 'only what nobody knows',
    values: { 'cert-manager': { a: 1 } },
    known: undefined,
    shown: undefined,
    secret: { 'cert-manager': { a: 1 } },
  },
  {
    what: 'only what is known, nested by the service',
    values: { 'cert-manager': { a: 1 } },
    known: { a: 1 },
    shown: { a: 1 },
    secret: undefined,
  },
  {
    what: 'both',
    values: { 'cert-manager': { a: 1, b: { c: 2, d: 3 } } },
    known: { a: 1, b: { c: 2 } },
    shown: { a: 1, b: { c: 2 } },
    secret: { 'cert-manager': { b: { d: 3 } } },
  },
  {
    what: 'a secret in the place of what is known',
    values: { 'cert-manager': { a: 2 } },
    known: { a: 1 },
    shown: { a: 1 },
    secret: { 'cert-manager': { a: 2 } },
  },
])('$what', ({ values, known, shown, secret }) => {
  expect(shownValues('cert-manager', values, known, CATALOGUE)).toEqual({
    ...(shown && { shown }),
    ...(secret && { secret }),
  });
});
