// Tells the simulated platform from real ones: only it can be changed from outside.

import type { SimulatedPlatform } from '@hikube/platform-simulated';
import type { Platform } from './platform.ts';

/** Whether the platform has controls. */
export function isSimulated(platform: Platform): platform is SimulatedPlatform {
  return 'controls' in platform;
}
