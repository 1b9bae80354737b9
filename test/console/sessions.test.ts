// A token that ends behind an open page, and one of somebody else that takes its place.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from '../support/browser.ts';
import { missingChromium } from '../support/chromium.ts';
import { isLeftOut } from '../support/left-out.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { listenWithConsole, type Setting, signIn, startSetting, type WithConsole } from './setting.ts';
import { shown } from './shown.ts';
import { openPage, type WatchedPage } from './watched-page.ts';

const DAY_S = 86_400;

const leftOut = isLeftOut('Sessions of the console', missingChromium());

describe.skipIf(leftOut)('a token that ends behind an open page', () => {
  let setting: Setting;
  let opened: WatchedPage;
  beforeAll(async () => {
    setting = await startSetting();
    await setting.hikube.clusters.create({ name: 'shop', nodeGroups: { web: { maxReplicas: 3 } } }).accepted;
  });
  afterAll(async () => {
    await setting?.[Symbol.asyncDispose]();
  });
  afterEach(async () => {
    expect(opened.complaints).toEqual([]);
    await opened[Symbol.asyncDispose]();
  });

  test('marks what is shown as old and asks nothing any more, until somebody signs in in place', async () => {
    const { id, token } = await setting.hikube.tokens.create({ scopes: ['read', 'write'] });
    opened = await setting.open('#/clusters/shop', { hasOwnClock: true, token });
    const { page } = opened;
    await shown(page, page.getByText('Live,'));
    await setting.hikube.tokens.revoke(id);
    const dialog = page.getByRole('dialog');
    await expect
      .poll(async () => {
        await page.clock.fastForward(8_000);
        return dialog.count();
      })
      .toBe(1);
    await shown(page, page.getByText(/This picture is of \d\d:\d\d/));
    await shown(page, page.getByText(/^Last answer [\d:]+$/));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (let minute = 0; minute < 10; minute += 1) await page.clock.fastForward(60_000);
    expect(asked).toEqual([]);
    await dialog.getByLabel('Token').fill(setting.emulator.token);
    await page.keyboard.press('Enter');
    await shown(page, page.getByText('Live,'));
    expect([await dialog.count(), await page.getByText('This picture').count()]).toEqual([0, 0]);
  });

  test('by its own end, too, and the form that was half filled is sent with the next one', async () => {
    // A day, which is minutes here: it is not to end before somebody has signed in with it.
    const { token } = await setting.hikube.tokens.create({ scopes: ['read', 'write'], ttlSeconds: DAY_S });
    opened = await setting.open('#/install', { token });
    const { page } = opened;
    await page.getByLabel('Name', { exact: true }).fill('half');
    await page.getByLabel('Display name').fill('Half written');
    await page.getByLabel('Nodes at least').fill('1');
    await setting.emulator.clock.advance((DAY_S + 1) * 1_000);
    // The page may hear of the end by itself, and its dialog be in front of the button by then.
    const create = page.getByRole('button', { name: 'Create the cluster' });
    await create.dispatchEvent('click');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Your token has ended.').waitFor();
    expect((await setting.hikube.clusters.list()).items.map(({ name }) => name)).toEqual(['shop']);
    await dialog.getByLabel('Token').fill(setting.emulator.token);
    await page.keyboard.press('Enter');
    await expect.poll(() => dialog.count()).toBe(0);
    // Who is in again is not told any more that he was not.
    expect(await page.getByRole('alert').allInnerTexts()).not.toContainEqual(expect.stringMatching(/token/i));
    await create.click();
    await page.getByRole('heading', { name: 'Half written', exact: true }).waitFor();
    expect(await setting.hikube.nodeGroups.get('half', 'web')).toMatchObject({ minReplicas: 1 });
  });
});

describe.skipIf(leftOut)('the token of another tenant', () => {
  let service: TestService;
  let listening: WithConsole;
  let browser: Awaited<ReturnType<typeof startChromium>>;
  let opened: WatchedPage;
  const written: string[] = [];
  beforeAll(async () => {
    service = await startTestService();
    const answer = async (request: Request) => {
      if (request.method !== 'GET')
        written.push(
          `${request.method} ${request.headers.get('authorization')} ${new URL(request.url).pathname}`,
        );
      return service.service.fetch(request);
    };
    listening = await listenWithConsole(answer);
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await listening?.close(0);
    await service?.dispose();
  });

  test('shows nothing of the first one and writes nothing to it', async () => {
    const mine = await service.token({
      tenant: 'demo',
      scopes: ['admin'],
      expiresAt: service.clock.now() + 3_600_000,
    });
    const theirs = await service.token({ tenant: 'other', scopes: ['admin'] });
    const create = (token: string, name: string) =>
      service.api.as(token)('POST', '/clusters', { body: { name, displayName: `Display of ${name}` } });
    await create(mine, 'first-only');
    await create(mine, 'both');
    await create(theirs, 'both');
    await create(theirs, 'second-only');
    opened = await openPage(browser, `${listening.url}/#/clusters/both/change`);
    const { page } = opened;
    await signIn(page, mine);
    await page.getByLabel('Display name').fill('Written by the first');
    await service.clock.advance(3_600_000);
    // As above: its dialog may be in front of the button by then.
    await page.getByRole('button', { name: 'See what it does' }).dispatchEvent('click');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Your token has ended.').waitFor();
    written.length = 0;
    await dialog.getByLabel('Token').fill(theirs);
    await page.keyboard.press('Enter');
    await expect.poll(() => dialog.count()).toBe(0);
    // The same address with the same name is another cluster: nothing that was typed for the first is in its form.
    await page.getByLabel('Display name').waitFor();
    expect(await page.getByLabel('Display name').inputValue()).toBe('Display of both');
    await page.getByRole('link', { name: 'Clusters' }).first().click();
    await page.getByRole('link', { name: 'Display of second-only' }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('first-only');
    expect(written).toEqual([]);
    await page.evaluate(`location.hash = '#/clusters/first-only'`);
    await page.getByText('There is no cluster "first-only"').waitFor();
    expect(opened.complaints).toEqual([]);
    await opened[Symbol.asyncDispose]();
  });
});
