import { describe, expect, test } from 'vitest';
import { COZYSTACK, HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { checkDeletion } from './deletion.ts';

describe('checkDeletion', () => {
  test.each([
    [undefined],
    [null],
    [UNKNOWN],
    [{}],
    [{ volumes: UNKNOWN }],
    [{ volumes: 'delete' }],
    [{ volumes: 'retain' }],
  ])('takes %j', (deletion) => {
    expect(checkDeletion(deletion, HIKUBE)).toEqual([]);
  });

  test.each([
    [{ volumes: 'keep' }, '/deletion/volumes', 'invalid_value'],
    [{ volumes: true }, '/deletion/volumes', 'invalid_type'],
    ['retain', '/deletion', 'invalid_type'],
  ])('refuses %j', (deletion, pointer, code) => {
    expect(checkDeletion(deletion, HIKUBE)).toMatchObject([{ pointer, code }]);
  });

  test('a platform that deletes volumes with their cluster is said to', () => {
    expect(checkDeletion({ volumes: 'delete' }, COZYSTACK)).toEqual([]);
    expect(checkDeletion({ volumes: 'retain' }, COZYSTACK)).toMatchObject([
      { pointer: '/deletion/volumes', code: 'capability_missing', allowed: ['delete'] },
    ]);
    // Nobody knows what the platform can do.
    expect(checkDeletion({ volumes: 'retain' })).toEqual([]);
  });
});
