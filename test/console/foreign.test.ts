// Pages of others in the same browser: under a name of theirs that leads to this machine, in a frame, or by asking.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openContext, startChromium } from '../support/browser.ts';
import { missingChromium } from '../support/chromium.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { type Setting, startSetting } from './setting.ts';

const leftOut = isLeftOut('Foreign pages', missingChromium()) || isForFullRun('Foreign pages');

describe.skipIf(leftOut)('a page of somebody else', () => {
  let setting: Setting;
  let browser: Awaited<ReturnType<typeof startChromium>>;
  beforeAll(async () => {
    setting = await startSetting();
    await setting.hikube.clusters.create({ name: 'shop', topology: 'development' }).accepted;
    browser = await startChromium(
      '--host-resolver-rules=MAP evil.test 127.0.0.1',
      // The browser would keep such a page away by itself: here it is the emulator that has to.
      '--disable-features=LocalNetworkAccessChecks',
    );
  });
  afterAll(async () => {
    await browser?.close();
    await setting?.[Symbol.asyncDispose]();
  });

  test('gets neither the console nor an answer of the API under a name that merely leads here', async () => {
    const context = await openContext(browser);
    const page = await context.newPage();
    const port = new URL(setting.origin).port;
    const answer = await page.goto(`http://evil.test:${port}/`);
    expect([answer?.status(), await page.locator('input').count()]).toEqual([403, 0]);
    // What its own server had sent before the name was led here.
    await page.route('**/theirs', (route) => route.fulfill({ contentType: 'text/html', body: '<p>theirs' }));
    await page.goto(`http://evil.test:${port}/theirs`);
    const asked = await page.evaluate(`(async () => {
      const headers = { authorization: 'Bearer ${setting.emulator.token}' };
      const read = await fetch('/v1/clusters', { headers });
      const remove = await fetch('/v1/clusters/shop', { method: 'DELETE', headers });
      return [read.status, await read.text(), remove.status];
    })()`);
    expect(asked).toEqual([403, expect.not.stringContaining('"shop"'), 403]);
    expect((await setting.hikube.clusters.get('shop')).status.phase).not.toBe('Deleting');
    await context.close();
  });

  test('can neither show the console in a frame nor read what the API answers', async () => {
    const context = await openContext(browser);
    const page = await context.newPage();
    await page.route('http://other.test/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<iframe src="${setting.origin}/"></iframe>` }),
    );
    await page.goto('http://other.test/');
    await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
    const read = await page.evaluate(`fetch('${setting.origin}/v1/sites', {
      headers: { authorization: 'Bearer ${setting.emulator.token}' },
    }).then(() => 'read', () => 'refused')`);
    expect(read).toBe('refused');
    await context.close();
  });
});
