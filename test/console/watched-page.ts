// Debian's Chromium with a page in it, and what a page must never do: ask another origin, run what its policy forbids, or fail.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM } from '../support/chromium.ts';

/** Longer than anything takes on a busy machine. */
const PATIENCE_MS = 90_000;

/** A page that is watched. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Origins that it has asked. */
  readonly asked: ReadonlySet<string>;
  /** What it complained about: errors of scripts, and what the policy of the page has stopped. */
  readonly complaints: readonly string[];
}

/** Starts it. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
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
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
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
