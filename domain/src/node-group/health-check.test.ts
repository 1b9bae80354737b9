import { expect, test } from 'vitest';
import { UNKNOWN } from '../values/unknown.ts';
import { checkHealthCheck, mostUnhealthy, startupTimeoutMs } from './health-check.ts';

test.each([
  [undefined],
  [UNKNOWN],
  [{}],
  [{ maxUnhealthy: '0', nodeStartupTimeout: '90s' }],
  [{ nodeStartupTimeout: '30s' }],
  [{ maxUnhealthy: '100%', nodeStartupTimeout: null }],
])('takes %j', (healthCheck) => {
  expect(checkHealthCheck(healthCheck)).toEqual([]);
});

test.each([
  ['often', '/healthCheck invalid_type'],
  [{ maxUnhealthy: 1 }, '/healthCheck/maxUnhealthy invalid_type'],
  [{ maxUnhealthy: '101%' }, '/healthCheck/maxUnhealthy invalid_value'],
  [{ maxUnhealthy: '-1' }, '/healthCheck/maxUnhealthy invalid_value'],
  [{ nodeStartupTimeout: 'soon' }, '/healthCheck/nodeStartupTimeout invalid_duration'],
  [{ nodeStartupTimeout: '0s' }, '/healthCheck/nodeStartupTimeout invalid_duration'],
  // The platform refuses it when it is applied.
  [{ nodeStartupTimeout: '29s' }, '/healthCheck/nodeStartupTimeout invalid_duration'],
])('refuses %j', (healthCheck, finding) => {
  expect(checkHealthCheck(healthCheck).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([finding]);
});

test('a share is rounded down, so that one node alone is never made anew', () => {
  const most = (maxUnhealthy: string, nodes: number) => mostUnhealthy({ maxUnhealthy }, nodes);
  expect([most('50%', 1), most('50%', 5), most('2', 1), most('0%', 9)]).toEqual([0, 2, 2, 0]);
  expect(mostUnhealthy(undefined, 3)).toBeUndefined();
  expect([startupTimeoutMs({ nodeStartupTimeout: '90s' }), startupTimeoutMs({})]).toEqual([
    90_000,
    undefined,
  ]);
});
