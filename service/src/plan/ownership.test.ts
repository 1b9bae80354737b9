import { expect, test } from 'vitest';
import { checkHolder } from './ownership.ts';
import { openFor } from './records.ts';

const ONE = '0c9e2f4a-7b1d-4c3e-8a5f-6d7e8f9a0b1c';
const OTHER = '1c9e2f4a-7b1d-4c3e-8a5f-6d7e8f9a0b1c';

test('a create is open only for whoever keeps a state', () => {
  expect(openFor(undefined)).toEqual({});
  expect(openFor(ONE)).toEqual({ holder: { id: ONE, since: null } });
});

test.each([
  ['nobody says who they are', ONE, undefined],
  ['nobody holds it', undefined, ONE],
  ['its holder asks', ONE, ONE],
])('a delete goes through where %s', (_, current, holder) => {
  expect(() => checkHolder('cluster "prod"', openFor(current), holder)).not.toThrow();
});

test('a delete on behalf of another holder is refused, also while the create is open', () => {
  for (const since of [null, '2026-03-02T09:15:00.000Z']) {
    expect(() => checkHolder('cluster "prod"', { holder: { id: ONE, since } }, OTHER)).toThrow(
      expect.objectContaining({ code: 'held_elsewhere', message: expect.stringContaining('cluster "prod"') }),
    );
  }
});
