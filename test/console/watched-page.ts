// A page in a browser, and what a page must never do: ask another origin, run what its policy forbids, or fail.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openContext } from '../support/browser.ts';

/** A page that is watched. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Origins that it has asked. */
  readonly asked: ReadonlySet<string>;
  /** What it complained about: errors of scripts, and what the policy of the page has stopped. */
  readonly complaints: readonly string[];
}

/** How a page is opened. */
export interface PageOptions extends NonNullable<Parameters<Browser['newContext']>[0]> {
  /** The test moves the time of the page, by `page.clock`. */
  readonly hasOwnClock?: boolean;
}

/** Opens an address. */
export async function openPage(
  browser: Browser,
  address: string,
  { hasOwnClock = false, ...options }: PageOptions = {},
): Promise<WatchedPage> {
  const context = await openContext(browser, { locale: 'en-GB', reducedMotion: 'reduce', ...options });
  if (hasOwnClock) await context.clock.install();
  const page = await context.newPage();
  const asked = new Set<string>();
  const complaints: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http')) asked.add(origin);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const text = message.text();
    // A refusal of the API is an answer, which the page shows.
    if (message.type() === 'error' && !/Failed to load resource/.test(text)) complaints.push(text);
  });
  await page.goto(address);
  return { page, context, asked, complaints, [Symbol.asyncDispose]: () => context.close() };
}
