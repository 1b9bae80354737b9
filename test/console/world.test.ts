// The controls of the simulated world: each does what it says, for an administrator, and nobody else sees them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium } from '../support/chromium.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { faults, type Setting, startSetting } from './setting.ts';

const leftOut =
  isLeftOut('The controls of the world', missingChromium()) || isForFullRun('The controls of the world');

describe.skipIf(leftOut)('the simulated world', () => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await startSetting();
    await setting.hikube.clusters.create({
      name: 'shop',
      topology: 'development',
      nodeGroups: { web: { minReplicas: 1, maxReplicas: 4 } },
    });
  });
  afterAll(async () => {
    await setting?.[Symbol.asyncDispose]();
  });

  test('has demand, cards, volumes and patches to change', async () => {
    const { hikube } = setting;
    await using opened = await setting.open('#/world');
    const { page } = opened;
    await page.getByLabel('Nodes that pods want').fill('3');
    await page.getByRole('button', { name: 'Set the demand' }).click();
    await page.getByText('The pods of shop/web want 3 nodes.').waitFor();
    await expect.poll(async () => (await hikube.nodeGroups.get('shop', 'web')).status.readyReplicas).toBe(3);
    // What nobody has touched changes nothing.
    await expect.poll(() => page.getByLabel('How many exist').inputValue()).toBe('64');
    const set = page.getByRole('button', { name: 'Set the stock' });
    expect(await set.getAttribute('aria-disabled')).toBe('true');
    await page.getByText('It is so already.').waitFor();
    await page.getByLabel('How many exist').fill('7');
    await set.click();
    await page.getByText('There are 7 of').waitFor();
    expect(Object.values(await setting.emulator.simulation.stock())).toContain(7);
    await page.getByRole('button', { name: 'Make a volume' }).click();
    await page.getByText('The volume data is there.').waitFor();
    await expect
      .poll(async () => (await hikube.volumes.list('shop')).items.map(({ name }) => name))
      .toEqual(['data']);
    const patch = await page.getByLabel('Patch', { exact: true }).inputValue();
    await page.getByRole('button', { name: 'Release it' }).click();
    await page.getByText(`${patch} is released.`).waitFor();
    const { items } = await hikube.catalogue.kubernetesVersions();
    expect(items.map((version) => version.patch)).toContain(patch);
    expect(opened.complaints).toEqual([]);
  });

  test('has faults: what is struck says so in the words of the platform, and recovers without', async () => {
    const { hikube } = setting;
    await using opened = await setting.open('#/world');
    const { page } = opened;
    const message = 'The registry of charts is closed for the day.';
    await page.getByText('Nothing goes wrong on purpose.').waitFor();
    await page.getByLabel('What goes wrong').selectOption('AddonFails');
    await page.getByLabel('Where').selectOption('shop');
    await page.getByLabel('Add-on').selectOption('cert-manager');
    await page.getByLabel('What the platform says').fill(message);
    // With the keyboard alone.
    await page.keyboard.press('Enter');
    const away = page.getByRole('button', { name: /^Take it away Add-ons fail to install, shop/ });
    await away.waitFor();
    expect(await faults(page)).toEqual([]);
    const operation = await hikube.addons.put('shop', 'cert-manager', {}).accepted;
    await page.evaluate(`location.hash = '#/clusters/shop'`);
    await page.getByRole('row').filter({ hasText: 'cert-manager' }).getByText(message).waitFor();
    await page.evaluate(`location.hash = '#/operations'`);
    await page.getByRole('row').filter({ hasText: operation.id }).getByText(message).waitFor();
    await page.evaluate(`location.hash = '#/world'`);
    await away.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Nothing goes wrong on purpose.').waitFor();
    await page.evaluate(`location.hash = '#/clusters/shop'`);
    await page
      .getByRole('row')
      .filter({ hasText: 'cert-manager' })
      .getByText('Ready', { exact: true })
      .waitFor();
    expect(opened.complaints).toEqual([]);
  });

  test('has a clock, which is moved on', async () => {
    // An hour takes an hour here, unless somebody moves the clock.
    await using slow = await startSetting({ speed: 1 });
    await using opened = await slow.open('#/world');
    const { page } = opened;
    const before = slow.emulator.clock.now();
    await page.getByLabel('How much').selectOption('1 hour');
    await page.getByRole('button', { name: 'Let time pass' }).click();
    await expect.poll(() => slow.emulator.clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
    expect(await faults(page)).toEqual([]);
    expect(opened.complaints).toEqual([]);
  });

  test('is not there for somebody who may not change it', async () => {
    const { token } = await setting.hikube.tokens.create({ scopes: ['read', 'write'] });
    await using opened = await setting.open('#/', { token });
    const { page } = opened;
    await page.getByRole('link', { name: 'shop' }).waitFor();
    expect(await page.getByRole('link', { name: 'Simulated world' }).count()).toBe(0);
    await page.evaluate(`location.hash = '#/world'`);
    await page.getByText(/scope/).first().waitFor();
    expect(await page.getByRole('button', { name: /^Take / }).count()).toBe(0);
  });
});
