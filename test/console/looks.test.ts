// Every page on a phone and at a desk, in both colour schemes and both languages: nothing runs over the edge, no
// field meets another, and axe finds no fault.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium } from '../support/chromium.ts';
import { isLeftOut } from '../support/left-out.ts';
import { SCALE } from '../support/scale.ts';
import { meetings } from './meetings.ts';
import { faults, type Setting, startSetting } from './setting.ts';

const PAGES = [
  '',
  'install',
  'operations',
  'quota',
  'tokens',
  'world',
  'clusters/prod',
  'clusters/prod/change',
] as const;
const LAST = ['clusters/prod/upgrade', 'nowhere'] as const;

/** Pages with something to fill in. */
const FORMS = ['install', 'tokens', 'world', 'clusters/prod', 'clusters/prod/change'] as const;

/** The narrow, dark and long-worded one is the hardest. */
const LOOKS = [
  [360, 'dark', 'fr-CH'],
  [360, 'light', 'en-GB'],
  [1280, 'dark', 'en-GB'],
  [1280, 'light', 'fr-CH'],
] as const;

/** Goes to another page, and waits until it stands in place of the one before. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`
    if (location.hash !== '#/${path}') document.querySelector('main').dataset.isBefore = '';
    location.hash = '#/${path}';
  `);
  await page.locator('main:not([data-is-before]) h1').waitFor();
}

let setting: Setting;

describe.skipIf(isLeftOut('The looks of the console', missingChromium()))('every page', () => {
  beforeAll(async () => {
    setting = await startSetting();
    const { emulator } = setting;
    // A platform says what it likes, in words as long as it likes.
    const fault = {
      kind: 'AddonFails',
      addon: 'cert-manager',
      message: `${'x'.repeat(140)}/${'y'.repeat(140)}`,
    };
    const planted = await emulator.fetch(new URL('/_platform/simulated/faults', emulator.endpoint), {
      method: 'PUT',
      headers: { Authorization: `Bearer ${emulator.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(fault),
    });
    expect(planted.status).toBe(200);
    const web = { minReplicas: 1, maxReplicas: 100, roles: ['ingress-nginx'] };
    await setting.hikube.clusters.create({
      ...{ name: 'prod', displayName: 'A production with a rather long name for one', version: '1.34' },
      labels: { team: 'shop' },
      nodeGroups: {
        web,
        ml: {
          minReplicas: 0,
          maxReplicas: 3,
          gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
          kubelet: { evictionHardMemory: '5%' },
        },
      },
      addons: { 'cert-manager': {}, 'vertical-pod-autoscaler': {} },
    }).accepted;
  });
  afterAll(async () => {
    await setting?.[Symbol.asyncDispose]();
  });

  test.each(SCALE < 1 ? LOOKS.slice(0, 1) : LOOKS)('at %i px, %s, %s', async (width, colorScheme, locale) => {
    await using opened = await setting.open('#/', { viewport: { width, height: 800 }, colorScheme, locale });
    const { page, complaints } = opened;
    for (const path of [...PAGES, ...LAST]) {
      await goTo(page, path);
      await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
      const over = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([path, over, await faults(page)]).toEqual([path, 0, []]);
    }
    expect(await page.evaluate('document.documentElement.lang')).toBe(locale.slice(0, 2));
    // Every page that there is can be seen in the bar.
    const cut = await page.evaluate(
      '(() => { const { scrollWidth, clientWidth } = document.querySelector(".bar nav"); return scrollWidth - clientWidth; })()',
    );
    expect(cut).toBe(0);
    expect(complaints).toEqual([]);
  });

  test.each(['fr-CH', 'en-GB'])('in %s, no label and no field of a form meets another', async (locale) => {
    await using opened = await setting.open('#/', { locale });
    const { page } = opened;
    for (const path of FORMS) {
      await goTo(page, path);
      await page.locator('.field').first().waitFor();
      // What is folded away has no place of its own.
      await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true');
      for (const width of [360, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect([path, width, await meetings(page)]).toEqual([path, width, []]);
      }
    }
  });
});
