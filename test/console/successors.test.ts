// A cluster that goes while somebody looks at it, and another of its name that comes: nothing that was meant for the first
// meets the second.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { missingChromium } from '../support/chromium.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { type Setting, startSetting } from './setting.ts';
import type { WatchedPage } from './watched-page.ts';

const ORDER = {
  name: 'shop',
  topology: 'development',
  nodeGroups: { web: { minReplicas: 1, maxReplicas: 3 } },
} as const;

const leftOut = isForFullRun('The other meetings with successors of clusters');

let setting: Setting;
let opened: WatchedPage;
let writes: string[];

/** Another cluster of that name. */
async function succeed(): Promise<string> {
  await setting.hikube.clusters.delete('shop');
  return (await setting.hikube.clusters.create({ ...ORDER, displayName: 'The second' })).uid;
}

async function open(hash: string): Promise<void> {
  opened = await setting.open(hash);
  writes = [];
  opened.page.on('request', (request) => {
    if (!['GET', 'HEAD'].includes(request.method()) && !request.url().includes('/previews/'))
      writes.push(request.method());
  });
}

describe.skipIf(isLeftOut('Successors of clusters', missingChromium()))(
  'a cluster of the same name that came later',
  () => {
    beforeAll(async () => {
      setting = await startSetting();
    });
    afterAll(async () => {
      await setting?.[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      await setting.hikube.clusters.create({ ...ORDER, displayName: 'The first' });
    });
    afterEach(async () => {
      expect(opened.complaints).toEqual([]);
      await opened[Symbol.asyncDispose]();
      await setting.hikube.clusters.delete('shop');
    });

    test('is not deleted by a question that was asked of the first', async () => {
      await open('#/clusters/shop');
      const { page } = opened;
      await page.getByRole('button', { name: 'Delete …' }).click();
      const dialog = page.getByRole('dialog', { name: 'Delete The first?' });
      await dialog.getByLabel('Type shop to confirm').fill('shop');
      const uid = await succeed();
      await dialog.getByText('is another one now').waitFor();
      await page.keyboard.press('Enter');
      expect(await dialog.getByRole('button', { name: 'Delete shop' }).count()).toBe(0);
      await dialog.getByRole('button', { name: 'Keep it' }).click();
      await page.getByRole('heading', { name: 'The second', exact: true }).waitFor();
      expect(await setting.hikube.clusters.get('shop')).toMatchObject({ uid, status: { phase: 'Running' } });
      expect(writes).toEqual([]);
    });

    test.skipIf(leftOut)('is not changed by what was written for the first', async () => {
      await open('#/clusters/shop/change');
      const { page } = opened;
      await page.getByLabel('Nodes at most').fill('9');
      await page.getByRole('button', { name: 'See what it does' }).click();
      await page.locator('.impact').waitFor();
      const uid = await succeed();
      await page.getByRole('button', { name: /^Change The/ }).click();
      await page.getByText('is another one now').waitFor();
      expect(await page.getByLabel('Nodes at most').inputValue()).toBe('9');
      expect(writes).toEqual([]);
      expect(await setting.hikube.clusters.get('shop')).toMatchObject({ uid, generation: 1 });
      expect((await setting.hikube.nodeGroups.get('shop', 'web')).maxReplicas).toBe(3);
    });

    test.skipIf(leftOut)('is not upgraded in the place of the first', async () => {
      await setting.hikube.clusters.delete('shop');
      await setting.hikube.clusters.create({ ...ORDER, displayName: 'The first', version: '1.34' });
      await open('#/clusters/shop/upgrade');
      const { page } = opened;
      const button = page.getByRole('button', { name: 'Upgrade to 1.35' });
      await button.waitFor();
      // The page does not see it by itself: it looks again before it asks.
      await page.route('**/v1/clusters/shop/nodes*', (route) => route.abort());
      await setting.hikube.clusters.delete('shop');
      await setting.hikube.clusters.create({ ...ORDER, displayName: 'The second', version: '1.34' });
      await button.click();
      await page.getByText('is another one now').waitFor();
      expect(writes).toEqual([]);
    });

    test.skipIf(leftOut)('is said to be gone, where none came', async () => {
      await open('#/clusters/shop');
      const { page } = opened;
      await page.locator('.matrix').waitFor();
      await setting.hikube.clusters.delete('shop');
      await page.getByText('The cluster "shop" is gone.').waitFor();
      expect(await page.getByRole('button', { name: 'Delete …' }).count()).toBe(0);
      await setting.hikube.clusters.create({ ...ORDER, displayName: 'The second' });
      await page.getByRole('heading', { name: 'The second', exact: true }).waitFor();
      await page.locator('.matrix').waitFor();
    });
  },
);
