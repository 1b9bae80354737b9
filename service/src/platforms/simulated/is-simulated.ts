// Tells the simulated platform from real ones: only it can be changed from outside.
import type { Platform } from '../platform.ts';
import type { SimulatedPlatform } from './simulated-platform.ts';

/** Whether the platform has controls. */
export function isSimulated(platform: Platform): platform is SimulatedPlatform {
  return 'controls' in platform;
}
