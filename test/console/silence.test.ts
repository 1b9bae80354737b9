// A page that is open for hours: it asks little, nothing at all while nobody looks, and never takes an old picture for a new one.
import type { Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { missingChromium } from '../support/chromium.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { makeNoise } from './noise.ts';
import { type Setting, startSetting } from './setting.ts';
import { shown } from './shown.ts';
import type { WatchedPage } from './watched-page.ts';

const MINUTE_MS = 60_000;
const STEP_MS = 4_000;
/** What one reading of the page of a cluster asks, its manifest included. */
const READING = 11;

const leftOut = isForFullRun('What a page says that gets no answer for a minute');

let setting: Setting;
let opened: WatchedPage;
let asked: string[];
let inFlight: Set<Request>;

/** As a browser tells a page that it is covered by others, or looked at again. */
async function cover(page: Page, isCovered: boolean): Promise<void> {
  await page.evaluate(`(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${isCovered ? 'hidden' : 'visible'}' });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${isCovered} });
    document.dispatchEvent(new Event('visibilitychange'));
  })()`);
}

/** Lets this much time pass in the page, in which every timer wakes that is due. */
async function pass(page: Page, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += STEP_MS) await page.clock.fastForward(STEP_MS);
}

/** Covers the page, and waits until it has noticed: what was under way then is still answered. */
async function hide(page: Page): Promise<void> {
  await cover(page, true);
  await expect.poll(async () => (await askedWithin(page, 20_000)).length).toBe(0);
}

async function askedWithin(page: Page, ms: number): Promise<readonly string[]> {
  asked.length = 0;
  await pass(page, ms);
  return [...asked];
}

describe.skipIf(isLeftOut('Silence while a page is open', missingChromium()))(
  'a page that stays open',
  () => {
    beforeAll(async () => {
      setting = await startSetting();
      await setting.hikube.clusters.create({ name: 'shop', nodeGroups: { web: { maxReplicas: 3 } } });
    });
    afterAll(async () => {
      await setting?.[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      opened = await setting.open('#/', { hasOwnClock: true });
      await opened.page.getByRole('link', { name: 'shop' }).first().click();
      await shown(opened.page, opened.page.locator('.matrix'));
      await shown(opened.page, opened.page.getByText('Live,'));
      asked = [];
      inFlight = new Set();
      opened.page.on('request', (request) => {
        asked.push(new URL(request.url()).pathname);
        // A stream is answered for as long as it is open.
        if (request.headers()['accept'] !== 'text/event-stream') inFlight.add(request);
      });
      for (const end of ['requestfinished', 'requestfailed'] as const)
        opened.page.on(end as 'requestfinished', (request) => inFlight.delete(request));
    });
    afterEach(async () => {
      expect(opened.complaints).toEqual([]);
      await opened[Symbol.asyncDispose]();
    });

    test.skipIf(leftOut)('asks once in eight seconds while nothing happens', async () => {
      const { page } = opened;
      await page.clock.pauseAt(((await page.evaluate('Date.now()')) as number) + 1_000);
      await expect.poll(() => inFlight.size).toBe(0);
      asked.length = 0;
      for (let second = 0; second < 60; second += 1) {
        await page.clock.runFor(1_000);
        await expect.poll(() => inFlight.size).toBe(0);
      }
      const readings = asked.filter((path) => path === '/v1/clusters/shop').length;
      expect(readings).toBeGreaterThan(3);
      expect(readings).toBeLessThanOrEqual(60 / 8 + 1);
      expect(asked.length).toBeLessThanOrEqual((readings + 1) * READING);
    });

    test('asks once a second at most while much happens', async () => {
      // In the time of the machine: that of a page which the test could move lags behind it on a busy one.
      await using live = await setting.open('#/clusters/shop');
      const { page } = live;
      await page.getByText('Live,').waitFor();
      await page.evaluate('performance.clearResourceTimings(); performance.setResourceTimingBufferSize(1e5)');
      // When the page began them, by its own clock: this process may hear of several at once.
      const begunUntilNow = async () =>
        (await page.evaluate(`performance.getEntriesByType('resource')
        .filter(({ name }) => new URL(name).pathname === '/v1/clusters/shop').map(({ startTime }) => startTime)`)) as number[];
      // A machine that is fast has made all the noise before the page may ask a second time.
      let begun: number[] = [];
      while (begun.length < 3) {
        await makeNoise(setting, 'shop', 'web');
        begun = await begunUntilNow();
      }
      const lastedMs = Math.max(...begun) - Math.min(...begun);
      expect(begun.length).toBeLessThanOrEqual(lastedMs / 1_000 + 2);
      expect(live.complaints).toEqual([]);
    });

    test('asks nothing while nobody looks, and is right as soon as somebody does', async () => {
      const { page } = opened;
      await hide(page);
      await setting.hikube.clusters.update('shop', { labels: { team: 'unseen' } });
      expect(await askedWithin(page, 10 * MINUTE_MS)).toEqual([]);
      expect(await page.getByText('team=unseen').count()).toBe(0);
      await cover(page, false);
      await shown(page, page.getByText('team=unseen'));
      await shown(page, page.getByText('Live,'));
      await expect.poll(() => asked.filter((path) => path === '/v1/events').length).toBeGreaterThan(1);
    });

    test.skipIf(leftOut)(
      'says since when it is old where nothing is answered any more, and waits for no answer that will not come',
      async () => {
        const { page } = opened;
        const hang = () => new Promise<void>(() => {});
        await page.route('**/v1/**', hang);
        await pass(page, 17_000);
        await shown(page, page.getByText('Last answer'));
        await pass(page, MINUTE_MS);
        await shown(page, page.getByText(/This picture is \d+ seconds old/));
        await setting.hikube.clusters.update('shop', { labels: { team: 'silent' } });
        await page.unroute('**/v1/**', hang);
        // What hangs goes on to hang; whoever comes back to the page does not wait for it.
        await cover(page, true);
        await cover(page, false);
        await shown(page, page.getByText('team=silent'));
        await shown(page, page.getByText('Live,'));
      },
    );

    test.skipIf(leftOut)('a picture from before a sleep is not called live', async () => {
      const { page } = opened;
      const hang = () => new Promise<void>(() => {});
      await hide(page);
      await page.clock.fastForward(60 * MINUTE_MS);
      await page.route('**/v1/**', hang);
      await cover(page, false);
      await shown(page, page.getByText('Last answer'));
      expect(await page.getByText('Live,').count()).toBe(0);
    });
  },
);
