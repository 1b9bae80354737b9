// Much happens while somebody works: nothing moves under the hand, nothing that was written is lost, and what was meant is
// what is sent.
import type { Hikube, Operation } from '@hikube/sdk';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium } from '../support/chromium.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { makeNoise } from './noise.ts';
import { focused, type Setting, startSetting } from './setting.ts';
import type { WatchedPage } from './watched-page.ts';

const WEB = { minReplicas: 1, maxReplicas: 3 };

const leftOut = isForFullRun('Places, and settings of add-ons, while much happens');

let setting: Setting;
let hikube: Hikube;
let opened: WatchedPage;

/** An operation that stays open: it waits for a window that does not come soon. */
async function waiting(): Promise<Operation> {
  const startTime = `${String((new Date(setting.emulator.clock.now()).getUTCHours() + 12) % 24).padStart(2, '0')}:00`;
  await hikube.clusters.create({
    name: 'waits',
    topology: 'development',
    nodeGroups: { web: WEB },
    maintenance: {
      window: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], startTime, durationMinutes: 60 },
    },
  });
  return hikube.nodeGroups.update('waits', 'web', { diskSize: '40Gi' }, { applyIn: 'window' }).accepted;
}

const topOf = async (place: Locator) => Math.round((await place.boundingBox())?.y ?? Number.NaN);
const scrolled = (page: Page) => page.evaluate('document.documentElement.scrollTop');

describe.skipIf(isLeftOut('The console while much happens', missingChromium()))('while much happens', () => {
  beforeAll(async () => {
    // Slow enough that a window does not open by itself.
    setting = await startSetting({ speed: 60 });
    hikube = setting.hikube;
    await hikube.clusters.create({ name: 'shop', nodeGroups: { web: WEB }, addons: { 'cert-manager': {} } });
  });
  afterAll(async () => {
    await setting?.[Symbol.asyncDispose]();
  });
  afterEach(async () => {
    expect(opened.complaints).toEqual([]);
    await opened[Symbol.asyncDispose]();
  });

  test('a row stays under the pointer that is on it, and what is pressed is what was seen', async () => {
    const { id } = await waiting();
    opened = await setting.open('#/operations');
    const { page } = opened;
    const cancel = page
      .getByRole('row')
      .filter({ hasText: id })
      .getByRole('button', { name: /Cancel/ });
    await cancel.hover();
    const before = await topOf(cancel);
    await page.mouse.down();
    await makeNoise(setting, 'shop', 'web');
    await page.getByText(/\d+ new/).waitFor();
    expect(await topOf(cancel)).toBe(before);
    const asked = page.waitForRequest((request) => request.method() === 'POST');
    await page.mouse.up();
    expect(new URL((await asked).url()).pathname).toContain(id);
    await page.mouse.move(1, 1);
    await expect.poll(() => page.getByText(/\d+ new/).count()).toBe(0);
    expect(await page.getByRole('row').count()).toBeGreaterThan(20);
  });

  test.skipIf(leftOut)('a place that was scrolled to, a tab, a choice and the focus stay', async () => {
    opened = await setting.open('#/clusters/shop', { viewport: { width: 1280, height: 500 } });
    const { page } = opened;
    await page.getByRole('tab', { name: 'SDK' }).click();
    await page.getByLabel('Lives').selectOption('480');
    await page.getByLabel('May').selectOption('edit');
    const copy = page.getByRole('button', { name: 'Copy', exact: true });
    await copy.scrollIntoViewIfNeeded();
    await copy.focus();
    const before = await topOf(copy);
    const place = await scrolled(page);
    expect(place).toBeGreaterThan(0);
    await makeNoise(setting, 'shop', 'web');
    // The page has seen it: an event that was not there is in its list.
    await page.getByText('OperationSucceeded').nth(5).waitFor({ state: 'attached' });
    expect(await topOf(copy)).toBe(before);
    expect(await focused(page)).toContain('copy');
    expect(await page.getByRole('tab', { name: 'SDK' }).getAttribute('aria-selected')).toBe('true');
    expect([await page.getByLabel('Lives').inputValue(), await page.getByLabel('May').inputValue()]).toEqual([
      '480',
      'edit',
    ]);
  });

  test('a change of state stands in no way of a save, and one of another field is taken in', async () => {
    opened = await setting.open('#/clusters/shop/change');
    const { page } = opened;
    await page.getByLabel('Nodes at most').fill('6');
    await page.getByRole('button', { name: 'See what it does' }).click();
    await page.locator('.impact').waitFor();
    const sent: string[] = [];
    await page.route('**/v1/clusters/shop', async (route) => {
      const request = route.request();
      if (request.method() !== 'PATCH') return route.continue();
      // Between the last look of the page and its request: first a state changes, and then another field.
      if (sent.length === 0) {
        await setting.emulator.simulation.setSite('gland', false);
        await expect
          .poll(async () =>
            (await hikube.clusters.get('shop')).status.conditions.some(({ reason }) => /Site/.test(reason)),
          )
          .toBe(true);
        await hikube.clusters.update('shop', { labels: { team: 'theirs' } }).accepted;
      }
      const answer = await route.fetch();
      sent.push(`${answer.status()}`);
      return route.fulfill({ response: answer });
    });
    await page.getByRole('button', { name: /^Change/ }).click();
    await page.locator('.st.tag').waitFor();
    expect(sent).toEqual(['412', '202']);
    expect((await hikube.nodeGroups.get('shop', 'web')).maxReplicas).toBe(6);
    expect((await hikube.clusters.get('shop')).labels).toEqual({ team: 'theirs' });
    await setting.emulator.simulation.setSite('gland', true);
  });

  test.skipIf(leftOut)('a setting of an add-on is asked for in a change, checked, and sent', async () => {
    opened = await setting.open('#/clusters/shop/change', { locale: 'fr-CH' });
    const { page } = opened;
    await page.getByRole('checkbox', { name: /^NFS storage/ }).check();
    const size = page.getByLabel('Taille du stockage partagé');
    await size.fill('gros');
    await size.blur();
    await page.getByText('« gros » n’est pas une quantité').waitFor();
    await size.fill('80Gi');
    await page.getByLabel('Adresse pour Let’s Encrypt').fill('ops@example.com');
    await page.getByRole('button', { name: 'Voir ce que cela fait' }).click();
    await page.locator('.impact').waitFor();
    await page.getByRole('button', { name: 'Modifier shop' }).click();
    await page.locator('.st.tag').waitFor();
    expect((await hikube.addons.get('shop', 'nfs')).options).toEqual({ nfs: { size: '80Gi' } });
    expect((await hikube.addons.get('shop', 'cert-manager')).options).toEqual({
      certManager: { issuers: { 'lets-encrypt': { type: 'lets-encrypt', email: 'ops@example.com' } } },
    });
  });
});
