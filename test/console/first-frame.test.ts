// What happens in the very frame in which the page is drawn is heard.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium } from '../support/chromium.ts';
import { isLeftOut } from '../support/left-out.ts';
import { type Setting, signIn, startSetting } from './setting.ts';

/** Goes on as soon as the navigation stands in the document, which is before it is painted. */
const HASTE = `
  new MutationObserver((_, observer) => {
    if (document.querySelector('.bar nav') === null) return;
    observer.disconnect();
    location.hash = '#/install';
  }).observe(document, { childList: true, subtree: true });
`;

describe.skipIf(isLeftOut('The first frame of the console', missingChromium()))('the first frame', () => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await startSetting();
  });
  afterAll(async () => {
    await setting?.[Symbol.asyncDispose]();
  });

  test('an address that changes before the page is painted is followed', async () => {
    await using opened = await setting.open();
    const { page } = opened;
    // The token is forgotten with it.
    await page.reload();
    await page.evaluate(HASTE);
    await signIn(page, setting.emulator.token);
    await page.getByLabel('Nodes at least').waitFor();
    expect(opened.complaints).toEqual([]);
  });
});
