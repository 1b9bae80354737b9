// Where a keyboard is after what it asked for: at what came of it, and never lost with what is gone. And a protected cluster
// that is deleted: one step after the other, each said once.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium } from '../support/chromium.ts';
import { isLeftOut } from '../support/left-out.ts';
import { focused, type Setting, startSetting } from './setting.ts';
import type { WatchedPage } from './watched-page.ts';

const nodeGroups = { web: { minReplicas: 1, maxReplicas: 3 } };

let setting: Setting;
let opened: WatchedPage;

const press = async (page: Page, name: string | RegExp) => {
  await page.getByRole('button', { name }).focus();
  await page.keyboard.press('Enter');
};

describe.skipIf(isLeftOut('Where a keyboard is in the console', missingChromium()))('by keyboard', () => {
  beforeAll(async () => {
    setting = await startSetting();
    const { clusters } = setting.hikube;
    await clusters.create({ name: 'shop', version: '1.34', nodeGroups });
    await clusters.create({ name: 'safe', deletionProtection: true, nodeGroups });
  });
  afterAll(async () => {
    await setting?.[Symbol.asyncDispose]();
  });
  afterEach(async () => {
    expect(opened.complaints).toEqual([]);
    await opened[Symbol.asyncDispose]();
  });

  test('what a change does is in view, and has the focus', async () => {
    opened = await setting.open('#/clusters/shop/change', { viewport: { width: 1280, height: 500 } });
    const { page } = opened;
    await page.getByLabel('Nodes at most').fill('6');
    await press(page, 'See what it does');
    const heading = page.getByRole('heading', { name: 'What it does', exact: true });
    await heading.waitFor();
    await expect.poll(() => focused(page)).toContain('<h2');
    expect((await heading.boundingBox())?.y).toBeLessThan(250);
  });

  test('an upgrade that has begun leaves the focus on its page', async () => {
    opened = await setting.open('#/clusters/shop/upgrade');
    const { page } = opened;
    await press(page, 'Upgrade to 1.35');
    await expect.poll(() => focused(page)).toContain('<h1');
  });

  test('a token that was made is in view, and has the focus', async () => {
    opened = await setting.open('#/tokens', { viewport: { width: 1280, height: 300 } });
    const { page } = opened;
    await page.getByLabel('Name').fill('ci');
    await press(page, 'Make a token');
    const told = page.getByText('Shown once');
    await told.waitFor();
    await expect.poll(() => focused(page)).toContain('<p');
    expect((await told.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    // The next one is another one: nothing is left in the form to be made twice.
    expect(await page.getByLabel('Name').inputValue()).toBe('');
  });

  test('a token is revoked after a question alone, and the focus is not lost with it', async () => {
    await setting.hikube.tokens.create({ scopes: ['read'], displayName: 'old' });
    opened = await setting.open('#/tokens');
    const { page } = opened;
    const revoke = page.getByRole('button', { name: 'Revoke … old' });
    const dialog = page.getByRole('dialog', { name: 'Revoke old?' });
    await revoke.press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    await expect.poll(() => focused(page)).toContain('<button');
    expect(await revoke.count()).toBe(1);
    await revoke.press('Enter');
    await dialog.getByRole('button', { name: 'Revoke old' }).press('Enter');
    await expect.poll(() => revoke.count()).toBe(0);
    await expect.poll(() => focused(page)).toContain('<h1');
    const { items } = await setting.hikube.tokens.list();
    expect(items.find(({ displayName }) => displayName === 'old')?.revokedAt).toMatch(/^2/);
  });

  test('the token of the page is not revoked with itself, and the question says why', async () => {
    opened = await setting.open('#/tokens');
    const { page } = opened;
    const { id } = (await setting.hikube.tokens.list()).items.find(({ scopes }) => scopes.includes('admin'))!;
    await page.getByRole('row').filter({ hasText: id }).getByRole('button').press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Revoke/ }).press('Enter');
    await dialog.getByText('This is the token that you use now').waitFor();
    await dialog.getByRole('button', { name: 'Keep it' }).press('Enter');
    await expect.poll(() => dialog.count()).toBe(0);
  });

  test('a protected cluster: first the protection, then what goes, and then nothing of it is left', async () => {
    opened = await setting.open('#/clusters/safe');
    const { page } = opened;
    await press(page, 'Delete …');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Turn the protection off' }).waitFor();
    expect(await dialog.getByText(/protected against deletion/).count()).toBe(1);
    await dialog.getByRole('button', { name: 'Turn the protection off' }).press('Enter');
    await dialog.getByText('1 node of 1 node group').waitFor();
    expect(await dialog.getByText(/protected against deletion/).count()).toBe(0);
    await dialog.getByLabel('Type safe to confirm').fill('safe');
    await page.keyboard.press('Enter');
    await page.getByText('The cluster "safe" is gone.').waitFor();
    expect(await page.locator('.head .sub').count()).toBe(0);
    await expect.poll(() => focused(page)).toContain('<h1');
  });
});
