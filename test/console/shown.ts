// Waiting on a page whose time a test moves.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Waits until it is shown on a page with a clock of its own, and lets a little time of the page pass between two looks: by itself its time may stand still,
 * because the browser wakes a page less often that nobody touches.
 */
export async function shown(page: Page, what: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await page.clock.runFor(100);
      return what.count();
    })
    .toBeGreaterThan(0);
}
