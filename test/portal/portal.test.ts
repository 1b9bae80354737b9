// The portal in a real browser, built and served as a reader gets it: accessibility, layout, scripts, and the emulator in a page.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openContext, startChromium } from '../support/browser.ts';
import { missingChromium } from '../support/chromium.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { buildInto } from './build.ts';
import { type ServedPortal, servePortal } from './serve.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Some hundred pages, on a machine that may be busy. */
const AXE_PATIENCE_MS = 400_000;
const WIDTHS = [1280, 360];
const SCHEMES = ['light', 'dark'] as const;

// What is run in a page is text: these tests know no document.
const COUNT_SHIFTS = `globalThis.seen = { shift: 0 };
new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.shift += entry.value; })
  .observe({ type: 'layout-shift', buffered: true });`;
const SEEN = `({
  shift: seen.shift,
  script: performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
    .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0),
})`;
/** Tables of which a reader would see a part only; fonts differ by some pixels. */
const CUT_OFF = `[...document.querySelectorAll('.scroll')]
  .filter((table) => table.scrollWidth > 1.1 * table.clientWidth).length`;
const KEPT = 'JSON.stringify([location.href, document.cookie, { ...localStorage }, { ...sessionStorage }])';

/** Language and kind of a page: its folder, or its own name where it is the first page of one. */
function kindOf(path: string): string {
  const [, language = 'en', bare = ''] = /^(?:(fr|de)\/)?(.*)\.html$/.exec(path) ?? [];
  const isAlone = /(?:^|\/)index$|^problems\/rules$|^guides\/questions$/.test(bare);
  return `${language} ${isAlone ? bare : bare.replace(/^(cli)\/.*|\/[^/]*$/, '$1')}`;
}

const leftOut =
  isForFullRun('The portal in Chromium') || isLeftOut('The portal in Chromium', missingChromium());

describe.skipIf(leftOut)('the portal', () => {
  let folder: string;
  let served: ServedPortal;
  let origin: string;
  let browser: Browser;
  let context: BrowserContext;
  let pages: readonly string[];
  const elsewhere: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hikube-portal-'));
    // The page for where there is none has no address of its own, and a test of its own.
    pages = (await buildInto(folder)).filter((path) => !path.endsWith('404.html'));
    served = await servePortal(folder);
    ({ origin } = served);
    browser = await startChromium();
    context = await openContext(browser);
    context.on('request', (request) => {
      if (!request.url().startsWith(origin)) elsewhere.push(request.url());
    });
    context.on('weberror', (error) => complaints.push(error.error().message));
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  afterAll(async () => {
    await browser?.close();
    served?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  async function open(
    path: string,
    options: { width?: number; scheme?: 'light' | 'dark' } = {},
  ): Promise<Page> {
    const page = await context.newPage();
    await page.setViewportSize({ width: options.width ?? 1280, height: 900 });
    await page.emulateMedia({ colorScheme: options.scheme ?? 'light' });
    await page.goto(`${origin}/docs/${path}`, { waitUntil: 'load' });
    return page;
  }

  /** Serious faults of a page, each in a line. */
  async function faults(page: Page): Promise<readonly string[]> {
    const { violations } = (await page.evaluate(
      'axe.run(document, { resultTypes: ["violations"] })',
    )) as AxeResults;
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map(({ target }) => target.join(' '))
            .slice(0, 3)
            .join(', ')}`,
      );
  }

  // Each page in one of the four ways, so that each kind of page is seen in all of them.
  test.each([0, 1, 2, 3])(
    'has no serious fault of accessibility, and no page or table wider than its screen (%i of 4)',
    async (part) => {
      const axe = await readFile(AXE, 'utf8');
      const [width, scheme] = [WIDTHS[part % 2]!, SCHEMES[part >> 1]!];
      const page = await open('index.html', { width, scheme });
      const found: string[] = [];
      let looked = 0;
      for (const path of pages.filter((_, at) => at % 4 === part)) {
        await page.goto(`${origin}/docs/${path}`);
        await page.evaluate(axe);
        const wide = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        if (Number(wide) > 0) found.push(`${path} at ${width}: ${wide} px too wide`);
        if (Number(await page.evaluate(CUT_OFF)) > 0) found.push(`${path} at ${width}: a table is cut off`);
        for (const fault of await faults(page)) found.push(`${path} at ${width} ${scheme}: ${fault}`);
        looked += 1;
      }
      await page.close();
      expect(looked).toBeGreaterThan(50);
      expect(found).toEqual([]);
    },
    AXE_PATIENCE_MS,
  );

  // One of each kind in each language is seen in all four ways, and so are the pages that there is only one of.
  test.each(SCHEMES)(
    'has no serious fault on a page of each kind in each language, at both widths (%s)',
    async (scheme) => {
      const axe = await readFile(AXE, 'utf8');
      const sample = new Map(pages.map((path) => [kindOf(path), path]));
      expect([...sample.keys()]).toEqual(
        expect.arrayContaining(['fr problems/rules', 'de concepts', 'en cli']),
      );
      const found: string[] = [];
      for (const width of WIDTHS) {
        const page = await open('index.html', { width, scheme });
        for (const path of sample.values()) {
          await page.goto(`${origin}/docs/${path}`);
          await page.evaluate(axe);
          for (const fault of await faults(page)) found.push(`${path} at ${width}: ${fault}`);
        }
        await page.close();
      }
      expect(found).toEqual([]);
    },
    AXE_PATIENCE_MS,
  );

  test.each([
    ['index.html', 'quota', 'problems/quota_exceeded'],
    ['fr/index.html', 'quota dépassé', 'fr/problems/quota_exceeded'],
    ['de/index.html', 'Kontingent', 'de/problems/quota_exceeded'],
  ])('finds in the language of %s, in a dialog without a serious fault', async (path, question, answer) => {
    const page = await open(path, { width: 360 });
    await page.click('header [data-search]');
    await page.fill('dialog.search input', question);
    await page.waitForSelector('dialog.search li a');
    await page.evaluate(await readFile(AXE, 'utf8'));
    expect(await faults(page)).toEqual([]);
    expect(await page.getAttribute('dialog.search li a', 'href')).toContain(`/docs/${answer}.html`);
    await page.close();
  });

  test('moves nothing while a page is loaded, and loads little script', async () => {
    for (const path of [
      'index.html',
      'api/createNodeGroup.html',
      'problems/quota_exceeded.html',
      'guides/first-cluster.html',
    ]) {
      const page = await context.newPage();
      await page.addInitScript(COUNT_SHIFTS);
      await page.goto(`${origin}/docs/${path}`, { waitUntil: 'networkidle' });
      const seen = (await page.evaluate(SEEN)) as { shift: number; script: number };
      expect(seen.shift, path).toBe(0);
      expect(seen.script, path).toBeGreaterThan(0);
      expect(seen.script, path).toBeLessThan(60_000);
      await page.close();
    }
  });

  test('shows the heading of a page without a script', async () => {
    const plain = await openContext(browser, { javaScriptEnabled: false });
    const page = await plain.newPage();
    for (const [path, heading] of [
      ['api/createNodeGroup', 'Create a node group'],
      ['api/schemas/NodeGroup', 'NodeGroup'],
      ['problems/quota_exceeded', 'The quota does not allow it'],
    ] as const) {
      await page.goto(`${origin}/docs/${path}`);
      expect(await page.textContent('h1')).toBe(heading);
      expect(await page.isVisible('h1')).toBe(true);
    }
    await plain.close();
  });

  test('shows where to go on when there is no such page, in the language of the address', async () => {
    const lost = await openContext(browser, { viewport: { width: 360, height: 900 } });
    const page = await lost.newPage();
    for (const [path, heading] of [
      ['guides/none', 'There is no such page'],
      ['fr/guides/a/b/c.html', 'Cette page n’existe pas'],
    ] as const) {
      const answer = await page.goto(`${origin}/docs/${path}`);
      expect(answer?.status()).toBe(404);
      expect(await page.textContent('h1')).toBe(heading);
      await page.evaluate(await readFile(AXE, 'utf8'));
      expect(await faults(page)).toEqual([]);
      // Its style, its script and its index are found from any depth.
      await page.click('main [data-search]');
      await page.keyboard.type('quota_exceeded');
      await page.waitForSelector('dialog.search li a');
      await page.keyboard.press('Enter');
      await page.waitForURL(/problems\/quota_exceeded\.html$/);
    }
    await page.goto(`${origin}/docs/guides/quickstart`);
    expect(page.url()).toBe(`${origin}/docs/guides/first-cluster`);
    await lost.close();
  });

  test('prints the content with every sample, and not what is around it', async () => {
    const page = await open('api/createNodeGroup');
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('nav.side')).toBe(false);
    expect(await page.isVisible('.try')).toBe(false);
    const samples = page.locator('.tabs > section');
    // curl, SDK, CLI, HCL and constructs.
    expect(await samples.count()).toBe(5);
    for (const sample of await samples.all()) expect(await sample.isVisible()).toBe(true);
    await page.close();
  });

  test('finds a rule by its name with the keyboard alone', async () => {
    const page = await open('index.html');
    await page.keyboard.press('/');
    await page.keyboard.type('even_etcd_members');
    await page.waitForSelector('dialog.search li a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/problems\/rules\.html#even_etcd_members$/);
    await page.close();
  });

  test.each([
    ['index.html', 'prod is running', 'prod is running on two sites', ['3 of 3 sites', '2 of 3 sites']],
    [
      'fr/index.html',
      'prod fonctionne',
      'prod fonctionne sur deux sites',
      ['3 sur 3 sites', '2 sur 3 sites'],
    ],
    [
      'de/index.html',
      'prod läuft',
      'prod läuft an zwei Standorten',
      ['3 von 3 Standorten', '2 von 3 Standorten'],
    ],
  ])(
    'brings up a cluster on %s, takes a site down and brings it back, without a server',
    async (path, whole, less, [all, two]) => {
      const page = await open(path);
      await page.click('[data-start-emulator]');
      const phase = page.locator('[data-phase]');
      await expect.poll(() => phase.textContent()).toBe(whole);
      const count = page.locator('[data-count]');
      await expect.poll(() => count.textContent()).toBe(all);
      await page.click('[data-site-switch]');
      await expect.poll(() => page.locator('g[data-site=gland]').getAttribute('class')).toContain('cut');
      await expect.poll(() => phase.textContent()).toBe(less);
      expect(await count.textContent()).toBe(two);
      await page.click('[data-hour]');
      await page.click('[data-site-switch]');
      await expect.poll(() => phase.textContent()).toBe(whole);
      await page.close();
    },
  );

  test('sends a sample to the emulator, changed or not, and keeps the token to itself', async () => {
    const page = await open('api/createNodeGroup');
    await page.click('[data-send]');
    const status = page.locator('[data-status]');
    await expect.poll(() => status.textContent()).toMatch(/^202, op-/);
    await page.fill('[data-body]', '{ "name": "wrong", "minReplicas": 5, "maxReplicas": 3 }');
    await page.click('[data-send]');
    await expect.poll(() => status.textContent()).toBe('422');
    expect(await page.textContent('[data-answer]')).toContain('min_above_max');
    const kept = await page.evaluate(KEPT);
    expect(kept).not.toMatch(/hik_/);
    expect(await page.textContent('.code')).toContain('$HIKUBE_TOKEN');
    await page.close();
  });

  test('has asked nobody else for anything, and no browser has complained', () => {
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
