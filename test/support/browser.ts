// The browser in which pages are tried, with more patience than a machine needs that does much else.
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { CHROMIUM } from './chromium.ts';

/** Longer than anything takes on a busy machine. */
const PATIENCE_MS = 90_000;

/** Starts it. @param words flags beside those that every start needs */
export function startChromium(...words: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', ...words],
    timeout: PATIENCE_MS,
  });
}

/** A context that waits that long for what its pages do. */
export async function openContext(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}
