// The driver keeps the contract of platforms, on the older release only where there is time for both.
import { describePlatformContract } from '@hikube/service/platform/suite';
import { describe } from 'vitest';
import { isForFullRun } from '../../support/left-out.ts';
import { driveCozystack } from './driver.support.ts';

describe('cozystack 1.6.2', () => describePlatformContract(() => driveCozystack('1.6.2')));

describe.skipIf(isForFullRun('The driver on cozystack 1.1.2'))('cozystack 1.1.2', () =>
  describePlatformContract(() => driveCozystack('1.1.2')),
);
