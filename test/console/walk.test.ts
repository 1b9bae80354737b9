// A person walks through the console in a real browser: the form of a new cluster, a site that goes down, an upgrade, and the end.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium } from '../support/chromium.ts';
import { isLeftOut } from '../support/left-out.ts';
import { faults, focused, type Setting, startSetting } from './setting.ts';
import type { WatchedPage } from './watched-page.ts';

describe.skipIf(isLeftOut('The walk through the console', missingChromium()))('a person', () => {
  let setting: Setting;
  let opened: WatchedPage;
  beforeAll(async () => {
    setting = await startSetting();
    opened = await setting.open();
  });
  afterAll(async () => {
    await opened?.[Symbol.asyncDispose]();
    await setting?.[Symbol.asyncDispose]();
  });

  test('a form that is wrong says what, leads there, and asks nobody', async () => {
    const { page } = opened;
    await page.getByRole('link', { name: 'Create a cluster' }).first().click();
    await page.getByRole('heading', { name: 'Create a cluster' }).waitFor();
    await page.getByLabel('Nodes at least').fill('7');
    await page.getByRole('button', { name: 'Create the cluster' }).click();
    const summary = page.getByRole('alert').first();
    await expect.poll(() => summary.innerText()).toContain('minReplicas 7 is greater than maxReplicas 5');
    // The focus follows what is shown.
    await expect.poll(() => focused(page)).toContain('note fail');
    await summary.getByRole('button').first().click();
    expect(await focused(page)).toContain('id="name"');
    expect(await faults(page)).toEqual([]);
    expect((await setting.hikube.clusters.list()).items).toEqual([]);
  });

  test('the form makes a cluster, and its page shows it come up', async () => {
    const { page } = opened;
    await page.getByLabel('Name', { exact: true }).fill('shop');
    await page.getByLabel('Display name').fill('Shop');
    await page.getByLabel('Version').selectOption('1.34');
    await page.getByLabel('Nodes at least').fill('2');
    await page.getByLabel('Protect it against deletion').uncheck();
    await page.getByText('The service would take it so.').waitFor();
    await page.getByRole('button', { name: 'Create the cluster' }).click();
    await page.getByRole('heading', { name: 'Shop', exact: true }).waitFor();
    await page.locator('.st.tag', { hasText: 'Running' }).waitFor();
    await expect
      .poll(() => page.locator('.matrix tbody tr', { hasText: 'web' }).locator('.u.ok').count())
      .toBe(2);
    expect(await page.locator('.code').innerText()).toContain('resource "hikube_kubernetes_cluster" "shop"');
    expect(await faults(page)).toEqual([]);
  });

  test('a site that goes down hatches its column, and is told of', async () => {
    const { page } = opened;
    await page.getByRole('link', { name: 'Simulated world' }).click();
    const ask = page.getByRole('button', { name: 'Take Gland down …' });
    await ask.click();
    const dialog = page.getByRole('dialog', { name: 'Take Gland down?' });
    await dialog.getByText('of the clusters of every tenant').waitFor();
    expect(await faults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Leave it up' }).click();
    const down = async () =>
      (await setting.hikube.catalogue.sites()).items.filter(({ available }) => !available);
    expect(await down()).toEqual([]);
    await ask.click();
    await dialog.getByRole('button', { name: 'Take Gland down' }).click();
    await page.getByRole('button', { name: 'Bring Gland back' }).waitFor();
    expect((await down()).map(({ name }) => name)).toEqual(['gland']);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Clusters' }).first().click();
    await page.getByRole('link', { name: 'Shop', exact: true }).click();
    await page.locator('.matrix thead th.away', { hasText: 'Gland' }).waitFor();
    // What follows from it can be more than the page shows at first.
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.locator('.log', { hasText: 'SiteUnavailable' }).waitFor();
    await setting.emulator.simulation.setSite('gland', true);
    await expect.poll(() => page.locator('.matrix thead th.away').count()).toBe(0);
    await page.locator('.st.tag', { hasText: 'Running' }).waitFor();
  });

  test('the link to an add-on that is missing begins a change with it', async () => {
    const { page } = opened;
    await page.evaluate(`location.hash = '#/clusters/shop/change/nfs'`);
    await page.getByRole('checkbox', { name: /^NFS storage/, checked: true }).waitFor();
    await page.getByRole('checkbox', { name: /^Velero/, checked: false }).waitFor();
    const see = page.getByRole('button', { name: 'See what it does' });
    await expect.poll(() => see.getAttribute('aria-disabled')).toBe('false');
    await page.getByRole('link', { name: 'Shop', exact: true }).click();
  });

  test('a change shows what rolls before it is asked for', async () => {
    const { page } = opened;
    await page.getByRole('link', { name: 'Change' }).click();
    await page.getByLabel('Instance type').selectOption('s1.xlarge');
    await page.getByRole('button', { name: 'See what it does' }).click();
    await page.locator('.impact .big').first().waitFor();
    expect(await page.locator('.impact .big').allInnerTexts()).toEqual(['2', '0', '0']);
    expect(await faults(page)).toEqual([]);
    expect((await setting.hikube.nodeGroups.get('shop', 'web')).instanceType).toBe('s1.large');
    await page.getByRole('button', { name: 'Change Shop' }).click();
    await page.locator('.st.tag').waitFor();
    await expect
      .poll(async () => (await setting.hikube.nodeGroups.get('shop', 'web')).instanceType)
      .toBe('s1.xlarge');
    await expect
      .poll(
        async () => (await setting.hikube.operations.list({ status: ['pending', 'running'] })).items.length,
      )
      .toBe(0);
  });

  test('an upgrade says what it does, and its page follows it to the end', async () => {
    const { page } = opened;
    await page.getByRole('link', { name: 'Upgrade', exact: true }).click();
    await page.getByText('Upgrade the control plane to 1.35').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Upgrade to 1.35' }).click();
    // While it runs it can be paused; where the page is slower than the cluster, it is over by then.
    const newest = page.getByText(/1\.35(?:\.1)? is the newest/);
    await page.getByRole('button', { name: 'Pause' }).or(newest).first().waitFor();
    await newest.waitFor();
    expect((await setting.hikube.clusters.get('shop')).version).toBe('1.35');
  });

  test('a kubeconfig is saved, listed at once, and made worthless', async () => {
    const { page } = opened;
    await page.getByRole('link', { name: 'Shop', exact: true }).click();
    // Hours pass in a minute here.
    await page.getByLabel('Lives').selectOption('480');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Get a kubeconfig' }).click();
    expect((await download).suggestedFilename()).toBe('kubeconfig-shop.yaml');
    await page.getByRole('button', { name: 'Revoke' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Revoke' }).count()).toBe(0);
    const [kubeconfig] = (await setting.hikube.kubeconfigs.list('shop')).items;
    expect(kubeconfig?.revokedAt).not.toBeNull();
  });

  test('deleting says what goes, asks for the name, and means the cluster that was shown', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Delete …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 nodes of 1 node group').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    await page.getByRole('button', { name: 'Delete …' }).click();
    await dialog.getByLabel('Type shop to confirm').fill('shopp');
    await page.keyboard.press('Enter');
    await dialog.getByText('Type shop, exactly so.').waitFor();
    expect((await setting.hikube.clusters.get('shop')).status.phase).not.toBe('Deleting');
    await dialog.getByLabel('Type shop to confirm').fill('shop');
    const sent = page.waitForRequest((request) => request.method() === 'DELETE');
    await page.keyboard.press('Enter');
    expect((await sent).headers()['if-match']).toMatch(/^"[0-9a-f-]{36}\.\d+"$/);
    await page.getByText('The cluster "shop" is gone.').waitFor();
  });

  test('all of it asked the service alone, and nothing was stopped or failed', () => {
    expect([...opened.asked]).toEqual([setting.origin]);
    expect(opened.complaints).toEqual([]);
  });
});
