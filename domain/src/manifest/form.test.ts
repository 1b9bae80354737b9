import { expect, test } from 'vitest';
import { COZYSTACK, HIKUBE } from '../catalogue/profiles.test.support.ts';
import { manifestShapeOf } from './form.ts';

test.each([
  [HIKUBE.profile, '1.1.2'],
  [COZYSTACK.profile, '1.6'],
  ['cozystack-1.3.9', '1.1.2'],
  ['cozystack-1.4.0', '1.6'],
  ['cozystack-1.10', '1.6'],
  ['cozystack-2.0', '1.6'],
  ['cozystack', '1.6'],
  ['', '1.6'],
])('the profile %j reads the shape %s', (profile, shape) => {
  expect(manifestShapeOf(profile)).toBe(shape);
});
