// The console in a real browser, in front of an emulator whose time runs fast.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { consoleFiles } from '@hikube/console/files';
import { createEmulator, type Emulator } from '@hikube/emulator';
import { type Listening, listen } from '@hikube/emulator/node';
import type { Hikube } from '@hikube/sdk';
import { listen as listenOn } from '@hikube/server';
import { systemClock, systemRandom } from '@hikube/service';
import { createPages } from '@hikube/service/http';
import type { Page } from 'playwright-core';
import { startChromium } from '../support/browser.ts';
import { openPage, type PageOptions, type WatchedPage } from './watched-page.ts';

/** Minutes of a cluster become about a second. */
const SPEED = 240;

/** What the tests of the console stand on. */
export interface Setting extends AsyncDisposable {
  readonly emulator: Emulator;
  /** A client of a program, beside the one of the page. */
  readonly hikube: Hikube;
  readonly origin: string;
  /** A page that is signed in, as an administrator without another token. @param hash where it begins */
  open(hash?: string, options?: PageOptions & { readonly token?: string }): Promise<WatchedPage>;
}

/** Starts everything. @param speed how many times as fast as the clock of the machine the clusters live */
export async function startSetting({ speed = SPEED } = {}): Promise<Setting> {
  const emulator = await createEmulator({ time: { speed }, startAt: new Date() });
  const listening: Listening = await listen(emulator);
  const browser = await startChromium();
  const { origin } = new URL(listening.endpoint);
  return {
    emulator,
    origin,
    hikube: emulator.client(),
    async open(hash = '#/', { token = emulator.token, ...options } = {}) {
      const opened = await openPage(browser, `${origin}/${hash}`, options);
      await signIn(opened.page, token);
      return opened;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await listening.close();
      await emulator.close();
    },
  };
}

/** A service with the console in front of it, on a socket. */
export type WithConsole = Awaited<ReturnType<typeof listenOn>>;

/** Serves the console and, behind it, this API. */
export function listenWithConsole(api: (request: Request) => Promise<Response>): Promise<WithConsole> {
  const pages = createPages(consoleFiles);
  const answer = async (request: Request) => {
    const page = await pages(request);
    return page === undefined ? api(request) : new Response(page.body, { headers: page.headers });
  };
  return listenOn(
    { fetch: answer },
    { host: '127.0.0.1', port: 0, random: systemRandom, clock: systemClock },
  );
}

/** Signs in, with the keyboard alone. */
export async function signIn(page: Page, token: string): Promise<void> {
  await page.locator('input[type=password]').fill(token);
  await page.keyboard.press('Enter');
  await page.locator('.bar nav').waitFor();
}

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
  }[];
}

/** What axe finds on the page, one line each: rules of WCAG 2.2 A and AA and its best practices. */
export async function faults(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(await axe);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${impact} ${id}: ${target.join(' ')} ${failureSummary}`),
  );
}

/** The tag of the element that has the focus. */
export async function focused(page: Page): Promise<string> {
  return (await page.evaluate('document.activeElement.cloneNode(false).outerHTML')) as string;
}
