// Back leads to the page and to the place on it from which one came.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium } from '../support/chromium.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { type Setting, startSetting } from './setting.ts';

const leftOut = isLeftOut('Back in the console', missingChromium()) || isForFullRun('Back in the console');

describe.skipIf(leftOut)('back', () => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await startSetting();
    const names = Array.from({ length: 30 }, (_, index) => `c${String(index).padStart(2, '0')}`);
    for (const name of names)
      await setting.hikube.clusters.create({ name, topology: 'development' }).accepted;
  });
  afterAll(async () => {
    await setting?.[Symbol.asyncDispose]();
  });

  test('leads to the place on the page from which one came, and a page that is opened begins at its top', async () => {
    await using opened = await setting.open('#/', { viewport: { width: 1280, height: 600 } });
    const { page } = opened;
    const scrolled = () => page.evaluate('document.documentElement.scrollTop') as Promise<number>;
    const link = page.getByRole('link', { name: 'c25' });
    await link.scrollIntoViewIfNeeded();
    const place = await scrolled();
    expect(place).toBeGreaterThan(300);
    await link.click();
    await page.getByRole('heading', { name: 'c25', exact: true }).waitFor();
    await page.locator('.matrix').waitFor();
    await expect.poll(scrolled).toBe(0);
    await page.goBack();
    await page.getByRole('heading', { name: 'Clusters', exact: true }).waitFor();
    await expect.poll(scrolled).toBe(place);
    await page.goForward();
    await page.locator('.matrix').waitFor();
    await expect.poll(scrolled).toBe(0);
    expect(opened.complaints).toEqual([]);
  });
});
