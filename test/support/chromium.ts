// The browser in which pages are tried.
import { existsSync } from 'node:fs';

export const CHROMIUM = '/usr/bin/chromium';

/** Why no page can be tried here. */
export function missingChromium(): string | undefined {
  return existsSync(CHROMIUM) ? undefined : `there is no ${CHROMIUM} on this machine`;
}
