// The disks, the health check and the kubelet of a group, in the forms of a cluster: only what was changed is sent, what is
// wrong is said at its field, and what a platform has no place for is not asked for.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium } from '../support/chromium.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { focused, type Setting, startSetting } from './setting.ts';
import type { WatchedPage } from './watched-page.ts';

const WEB = {
  ...{ minReplicas: 1, maxReplicas: 3, diskSize: '30Gi', storageClass: 'replicated' },
  kubelet: { systemReservedCpu: '200m', evictionHardMemory: '5%' },
  healthCheck: { maxUnhealthy: '40%' },
};

const leftOut = isForFullRun('Settings of nodes in a new cluster, and on a platform that lacks them');

let setting: Setting;
let opened: WatchedPage;

const see = (page: Page) => page.getByRole('button', { name: 'See what it does' }).click();
const settings = (page: Page) =>
  page.locator('summary').filter({ hasText: 'Disks, health check and kubelet' });

describe.skipIf(isLeftOut('Settings of nodes in the console', missingChromium()))('settings of nodes', () => {
  beforeAll(async () => {
    setting = await startSetting();
    await setting.hikube.clusters.create({ name: 'shop', nodeGroups: { web: WEB } }).accepted;
  });
  afterAll(async () => {
    await setting?.[Symbol.asyncDispose]();
  });
  afterEach(async () => {
    expect(opened.complaints).toEqual([]);
    await opened[Symbol.asyncDispose]();
  });

  test('what was changed is sent, and what was emptied is taken away', async () => {
    opened = await setting.open('#/clusters/shop/change');
    const { page } = opened;
    // What is set is seen at once.
    await page.getByLabel('Class of the disks').selectOption('replicated-async');
    await page.getByLabel('CPUs for the system').fill('');
    await page.getByLabel('Memory for the kubelet').fill('512Mi');
    await page.getByLabel('Unhealthy at most').fill('');
    await see(page);
    await page.locator('.impact').waitFor();
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await page.getByRole('button', { name: 'Change shop' }).click();
    expect((await sent).postDataJSON()).toEqual({
      nodeGroups: {
        web: {
          storageClass: 'replicated-async',
          kubelet: { systemReservedCpu: null, kubeReservedMemory: '512Mi' },
          healthCheck: null,
        },
      },
    });
    await page.locator('.st.tag').waitFor();
    const web = await setting.hikube.nodeGroups.get('shop', 'web');
    expect(web).toMatchObject({ diskSize: '30Gi', storageClass: 'replicated-async' });
    expect(web.kubelet).toEqual({ evictionHardMemory: '5%', kubeReservedMemory: '512Mi' });
    expect(web.healthCheck).toBeUndefined();
  });

  test('what is wrong is said at its field, whether the page or the service has found it', async () => {
    opened = await setting.open('#/clusters/shop/change');
    const { page } = opened;
    const soft = page.getByLabel('Evict later below');
    await soft.fill('2%');
    await soft.blur();
    await page.locator('.field', { has: soft }).getByText('the soft threshold has to be').waitFor();
    await soft.fill('');
    // The rules read every duration, and the contract writes it with one unit.
    const join = page.getByLabel('Time to join');
    await join.fill('1h30m');
    await see(page);
    await page.locator('.field', { has: join }).getByText('Write a time of 30s or more').waitFor();
    expect(await join.getAttribute('aria-invalid')).toBe('true');
    await join.fill('90m');
    await expect.poll(() => join.getAttribute('aria-invalid')).toBe('false');
    await see(page);
    await page.locator('.impact').waitFor();
  });

  test.skipIf(leftOut)('a new cluster is made with them, by keyboard', async () => {
    opened = await setting.open('#/install');
    const { page } = opened;
    await page.getByLabel('Name', { exact: true }).fill('other');
    expect(await page.getByLabel('Time to join').isVisible()).toBe(false);
    await page.getByLabel('Card').focus();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toContain('summary');
    await page.keyboard.press('Enter');
    await page.getByLabel('Time to join').fill('20m');
    await page.getByRole('button', { name: 'Create the cluster' }).click();
    await page.locator('.st.tag').waitFor();
    expect((await setting.hikube.nodeGroups.get('other', 'web')).healthCheck).toEqual({
      nodeStartupTimeout: '20m',
    });
  });

  test.skipIf(leftOut)('a platform that lacks them says which, and asks for none of it', async () => {
    opened = await setting.open();
    const { page } = opened;
    await page.route('**/v1/capabilities*', async (route) => {
      const answer = await route.fetch();
      const { items, ...list } = (await answer.json()) as { items: { name: string }[] };
      const known = items.map((item) =>
        /kubelet|storageClass/.test(item.name) ? { ...item, available: false } : item,
      );
      return route.fulfill({ response: answer, json: { ...list, items: known } });
    });
    await page.goto(`${setting.origin}/#/install`);
    await settings(page).click();
    await page.getByText('Not on this platform: nodeGroup.storageClass, nodeGroup.kubelet').waitFor();
    expect(await page.getByLabel('CPUs for the system').count()).toBe(0);
    expect(await page.getByLabel('Time to join').isVisible()).toBe(true);
  });
});
