// Every kubeconfig has an end, is listed as soon as it is there, and opens nothing any more once it is revoked.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KubectlBench, startBench } from '../kubectl/bench.ts';
import { startChromium } from '../support/browser.ts';
import { missingChromium } from '../support/chromium.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { listenWithConsole, signIn, type WithConsole } from './setting.ts';
import { openPage } from './watched-page.ts';

/** Presses the button, and gives what the browser has saved. */
async function download(page: Page): Promise<{ readonly kubeconfig: string }> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Get a kubeconfig' }).click();
  return { kubeconfig: await readFile(await (await saved).path(), 'utf8') };
}

const leftOut =
  isLeftOut('Kubeconfigs of the console', missingChromium()) || isForFullRun('Kubeconfigs of the console');

describe.skipIf(leftOut)('a kubeconfig of the console', () => {
  let bench: KubectlBench;
  let listening: WithConsole;
  let browser: Awaited<ReturnType<typeof startChromium>>;
  beforeAll(async () => {
    bench = await startBench();
    await bench.createCluster({ name: 'shop', topology: 'development' });
    listening = await listenWithConsole(bench.fetch);
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await listening?.close(0);
    await bench?.dispose();
  });

  test('says when it ends, is there at once, and opens nothing after it was revoked, it alone', async () => {
    await using opened = await openPage(browser, `${listening.url}/#/clusters/shop`);
    const { page } = opened;
    await signIn(page, bench.token);
    const rows = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Revoke' }) });
    const first = await download(page);
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByLabel('Lives').selectOption('60');
    const second = await download(page);
    await expect.poll(() => rows.count()).toBe(2);
    for (const row of await rows.all())
      expect(await row.innerText()).toMatch(/view.*kc-[\s\S]*until [^\n]*\d\d:\d\d/);
    const status = async (access: typeof first) => (await bench.ask(access, '/api/v1/namespaces')).status;
    expect([await status(first), await status(second)]).toEqual([200, 200]);
    const { items } = (await (await bench.api('GET', '/clusters/shop/kubeconfigs')).json()) as {
      items: { id: string; expiresAt: string }[];
    };
    const [ends] = items.map(({ expiresAt }) => Date.parse(expiresAt)).sort((one, other) => one - other);
    const shorter = items.find(({ expiresAt }) => Date.parse(expiresAt) === ends);
    await rows
      .filter({ hasText: shorter?.id ?? '' })
      .getByRole('button', { name: 'Revoke' })
      .click();
    await page.getByText(`${shorter?.id} is worthless now.`).waitFor();
    expect([await status(first), await status(second)]).toEqual([401, 200]);
    await page.mouse.move(1, 1);
    await expect.poll(() => rows.count()).toBe(1);
    expect(opened.complaints).toEqual([]);
  });
});
