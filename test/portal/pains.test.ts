// What readers of other portals complain of, in a real browser: credentials that stay, an old site that is shown on, long answers,
// and ways back that are lost.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_SHOWN } from '../../docs/src/browser/emulator/shown.ts';
import { openContext, startChromium } from '../support/browser.ts';
import { missingChromium } from '../support/chromium.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { buildInto } from './build.ts';
import { type ServedPortal, servePortal } from './serve.ts';

const WATCH_TASKS = `globalThis.longest = 0;
new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longest = Math.max(longest, duration); })
  .observe({ type: 'longtask', buffered: true });`;
const KEPT =
  'JSON.stringify([location.href, document.cookie, { ...localStorage }, { ...sessionStorage }, document.body.innerText])';

const leftOut =
  isForFullRun('What readers of portals complain of') ||
  isLeftOut('What readers of portals complain of', missingChromium());

describe.skipIf(leftOut)('a reader', () => {
  let folder: string;
  let served: ServedPortal;
  let browser: Browser;
  let operations: readonly string[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hikube-pains-'));
    const pages = await buildInto(folder);
    operations = pages.filter((path) => /^api\/[a-z]\w+\.html$/.test(path) && !/index|growing/.test(path));
    served = await servePortal(folder);
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    served?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const at = (path: string) => `${served.origin}/docs/${path}`;

  /** A page that no other one shares anything with. */
  const newPage = async (options?: Parameters<typeof openContext>[1]) =>
    (await openContext(browser, options)).newPage();

  /** Presses the sample of an operation, and gives what is said of the answer. */
  async function send(page: Page): Promise<string> {
    await page.click('[data-send]');
    const status = page.locator('[data-status]');
    await expect.poll(() => status.textContent()).toMatch(/^\d{3}/);
    return (await status.textContent()) ?? '';
  }

  test('presses every sample of the site, and nobody else hears of it', async () => {
    const asked = new Set<string>();
    const context = await openContext(browser);
    context.on('request', (request) => asked.add(new URL(request.url()).origin));
    const page = await context.newPage();
    const refused: string[] = [];
    for (const path of operations) {
      await page.goto(at(path));
      const said = await send(page);
      if (!said.startsWith('2')) refused.push(`${path}: ${said}`);
    }
    expect(operations.length).toBeGreaterThan(60);
    expect(refused).toEqual([]);
    expect([...asked]).toEqual([served.origin]);
    await context.close();
    console.log(`samples pressed in a browser: ${operations.length}, 0 requests to others`);
  });

  test('presses the samples of a guide, each in a world of its own, in either language', async () => {
    const page = await newPage({ viewport: { width: 360, height: 900 } });
    for (const path of ['guides/upgrade', 'fr/guides/upgrade']) {
      await page.goto(at(path));
      for (const [operationId, answer] of [
        ['getUpgradePlan', /^200$/],
        ['createVersionUpgrade', /^202, op-/],
      ] as const) {
        const panel = page.locator(`[aria-labelledby="try-${operationId}"]`);
        await panel.locator('[data-send]').click();
        await expect.poll(() => panel.locator('[data-status]').textContent()).toMatch(answer);
      }
    }
    await page.close();
  });

  test('finds no token anywhere after a sample was sent, nor after a reload', async () => {
    const page = await newPage();
    await page.goto(at('api/createCluster'));
    expect(await send(page)).toMatch(/^202/);
    expect(await page.evaluate(KEPT)).not.toMatch(/hik_/);
    await page.reload();
    expect(await page.evaluate(KEPT)).not.toMatch(/hik_/);
    expect(await page.textContent('[data-answer]')).toBe('');
    expect(await page.textContent('.code')).toContain('$HIKUBE_TOKEN');
    await page.close();
  });

  test('sees a new build at the first plain reload, and no worker stands between', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'hikube-rebuilt-'));
    await cp(folder, copy, { recursive: true });
    const rebuilt = await servePortal(copy);
    const page = await newPage();
    await page.goto(`${rebuilt.origin}/docs/api/createCluster`);
    await send(page);
    expect(
      await page.evaluate('navigator.serviceWorker.getRegistrations().then(({ length }) => length)'),
    ).toBe(0);
    const file = join(copy, 'api/createCluster.html');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/<h1>[^<]*/, '<h1>Built anew'));
    await page.reload();
    expect(await page.textContent('h1')).toBe('Built anew');
    await page.close();
    rebuilt.close();
    await rm(copy, { recursive: true });
  });

  test('gets the beginning of an answer of five megabytes, at once', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, 'long-answer-worker.ts')],
      bundle: true,
      write: false,
    });
    const page = await newPage();
    await page.addInitScript(WATCH_TASKS);
    await page.route('**/emulator.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: outputFiles[0]!.text }),
    );
    await page.goto(at('api/listClusters'));
    await page.evaluate('longest = 0');
    expect(await send(page)).toMatch(/^200, the first 200 kB of \d{4} kB$/);
    expect((await page.textContent('[data-answer]'))?.length).toBe(MOST_SHOWN);
    console.log(
      `an answer of 5 MB: longest task of the page ${await page.evaluate('Math.round(longest)')} ms`,
    );
    await page.close();
  });

  test('comes back to the page and the place that an operation was opened from', async () => {
    const page = await newPage({ viewport: { width: 1280, height: 700 } });
    await page.goto(at('api/'));
    const link = page.locator('main td a[href="createNodeGroup.html"]');
    await link.scrollIntoViewIfNeeded();
    const place = Number(await page.evaluate('scrollY'));
    expect(place).toBeGreaterThan(700);
    await link.click();
    await page.waitForURL(/createNodeGroup/);
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    expect(page.url()).toBe(at('api/createNodeGroup.html'));
    await page.goBack();
    expect(page.url()).toBe(at('api/'));
    await expect.poll(async () => Number(await page.evaluate('scrollY'))).toBe(place);
    await page.close();
  });
});
