// What consoles of others are blamed for, and what hostile names, tokens and pages try.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium } from '../support/chromium.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { type Setting, signIn, startSetting } from './setting.ts';
import type { WatchedPage } from './watched-page.ts';

const HOSTILE = `"><img src=x onerror="window.pwned=1"><svg onload="window.pwned=1">{{7*7}}`;

const leftOut = isForFullRun('A console that is cut off');

let setting: Setting;
let opened: WatchedPage;
const group = { minReplicas: 1, maxReplicas: 3 };

describe.skipIf(isLeftOut('What consoles are blamed for', missingChromium()))('a console', () => {
  beforeAll(async () => {
    setting = await startSetting();
    const nodeGroups = { web: group };
    await setting.hikube.clusters.create({ name: 'shop', displayName: HOSTILE, nodeGroups }).accepted;
  });
  afterAll(async () => {
    await setting?.[Symbol.asyncDispose]();
  });
  afterEach(async () => {
    expect(await opened.page.evaluate('globalThis.pwned')).toBeUndefined();
    expect(opened.complaints).toEqual([]);
    await opened[Symbol.asyncDispose]();
  });

  test('shows a name that is a script as a name', async () => {
    opened = await setting.open();
    const { page } = opened;
    await page.getByRole('link', { name: HOSTILE }).click();
    await page.getByRole('heading', { name: HOSTILE, exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete …' }).click();
    await page.getByRole('dialog').getByText('node group').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toContain('<img');
  });

  test('keeps the token in memory: in no address, storage or cookie, and gone after a reload', async () => {
    opened = await setting.open();
    const { page, context } = opened;
    const { token } = setting.emulator;
    await page.getByRole('button', { name: 'Passer en français' }).click();
    const kept = (await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, document.body.outerHTML])',
    )) as string;
    expect(kept).toContain('hikube.language');
    expect(kept).not.toContain(token);
    expect(await context.cookies()).toEqual([]);
    await page.reload();
    await page.getByLabel('Jeton').waitFor();
    expect(await page.locator('input[type=password]').inputValue()).toBe('');
  });

  test('has no authority that another page could use', async () => {
    opened = await setting.open();
    const other = await opened.context.newPage();
    const answered = other.waitForResponse(/\/v1\/clusters/);
    await other.setContent(
      `<form method="post" enctype="text/plain" action="${setting.origin}/v1/clusters"><input name='{"name":"forged","x":"' value='"}'></form><script>document.forms[0].submit()</script>`,
    );
    expect([401, 403]).toContain((await answered).status());
    expect((await setting.hikube.clusters.list()).items.map(({ name }) => name)).not.toContain('forged');
  });

  test('asks for a token again where it ended, and keeps what was typed', async () => {
    opened = await setting.open();
    const { page } = opened;
    const { id, token } = await setting.hikube.tokens.create({
      scopes: ['read', 'write'],
      displayName: 'short',
    });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(page, token);
    await page.getByRole('link', { name: 'Create a cluster' }).click();
    await page.getByLabel('Display name').fill('Half written');
    await setting.hikube.tokens.revoke(id);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Your token has ended.').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await dialog.getByLabel('Token').fill(setting.emulator.token);
    expect(asked).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await page.getByLabel('Display name').inputValue()).toBe('Half written');
  });

  test('loses no text, focus or place while things happen, and asks before what was typed is left', async () => {
    opened = await setting.open('#/install');
    const { page } = opened;
    const name = page.getByLabel('Name', { exact: true });
    await name.pressSequentially('half');
    await setting.hikube.clusters.create({ name: 'noise', topology: 'development' });
    await setting.hikube.clusters.delete('noise');
    await page.keyboard.type('-way');
    expect(await name.inputValue()).toBe('half-way');
    await page.getByRole('link', { name: 'Quota' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave the form?' });
    await dialog.getByRole('button', { name: 'Stay here' }).click();
    expect(await name.inputValue()).toBe('half-way');
    await page.getByRole('link', { name: 'Quota' }).click();
    await dialog.getByRole('button', { name: 'Leave it' }).click();
    await page.getByRole('heading', { name: 'Quota' }).waitFor();
  });

  // It waits as long as a page does between two looks.
  test.skipIf(leftOut)('says that it is cut off, and is right again once it is not', async () => {
    opened = await setting.open('#/clusters/shop');
    const { page, context } = opened;
    await page.locator('.matrix').waitFor();
    await context.setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await setting.hikube.clusters.update('shop', { labels: { team: 'back' } });
    await context.setOffline(false);
    await page.getByText('team=back').waitFor();
    expect(await page.getByText('You are offline.').count()).toBe(0);
    // What a browser says of requests without a network is no mistake of the page.
    (opened.complaints as string[]).length = 0;
  });

  test.skipIf(leftOut)(
    'changes nothing while it is cut off, and takes back then what failed by that',
    async () => {
      opened = await setting.open('#/clusters/shop');
      const { page, context } = opened;
      const buttons = ['Get a kubeconfig', 'Delete …'].map((name) => page.getByRole('button', { name }));
      const areOff = () => Promise.all(buttons.map((button) => button.getAttribute('aria-disabled')));
      await expect.poll(areOff).toEqual(['false', 'false']);
      // The network is gone a moment before the machine says so.
      await page.route('**/kubeconfigs', (route) =>
        route.request().method() === 'POST' ? route.abort('internetdisconnected') : route.continue(),
      );
      await buttons[0]?.click();
      const failed = page.getByRole('alert').filter({ hasText: /\S/ });
      await failed.waitFor();
      await context.setOffline(true);
      await expect.poll(areOff).toEqual(['true', 'true']);
      expect(await page.getByText('You are offline: this can be done').count()).toBe(2);
      await context.setOffline(false);
      await expect.poll(() => failed.count()).toBe(0);
      expect(await areOff()).toEqual(['false', 'false']);
      (opened.complaints as string[]).length = 0;
    },
  );

  test('takes in what others changed elsewhere, and shows both values where they changed the same', async () => {
    opened = await setting.open('#/clusters/shop/change');
    const { page } = opened;
    await page.getByLabel('Nodes at most').fill('7');
    await setting.hikube.nodeGroups.update('shop', 'web', { minReplicas: 2 });
    const see = page.getByRole('button', { name: 'See what it does' });
    await see.click();
    await page.locator('.impact').waitFor();
    expect(await page.getByLabel('Nodes at least').inputValue()).toBe('2');
    await setting.hikube.nodeGroups.update('shop', 'web', { maxReplicas: 9 });
    await page.getByRole('button', { name: /^Change/ }).click();
    const both = page.getByRole('alert').filter({ hasText: 'nodeGroups/web/maxReplicas' });
    await both.waitFor();
    expect(await both.locator('td').allInnerTexts()).toEqual(['9', '7']);
    expect((await setting.hikube.nodeGroups.get('shop', 'web')).maxReplicas).toBe(9);
    await both.getByRole('button', { name: 'Put mine on top' }).click();
    await see.click();
    await page.locator('.impact').waitFor();
    await page.getByRole('button', { name: /^Change/ }).click();
    await expect.poll(async () => (await setting.hikube.nodeGroups.get('shop', 'web')).maxReplicas).toBe(7);
  });
});
