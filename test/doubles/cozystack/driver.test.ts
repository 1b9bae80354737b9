// The driver keeps the contract of platforms on both releases.
import { describePlatformContract } from '@hikube/service/platform/suite';
import { describe } from 'vitest';
import { driveCozystack } from './driver.support.ts';

describe.each(['1.1.2', '1.6.2'] as const)('cozystack %s', (profile) => {
  describePlatformContract(() => driveCozystack(profile));
});
