// Where the portal is, where the service serves one beside the page: its index of addresses says so.
import type { Browser } from './browser.ts';

/** Address of the portal, with a slash at its end; undefined where this service serves none. */
export async function findDocumentation(
  { endpoint, fetch }: Pick<Browser, 'endpoint' | 'fetch'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const home = new URL('/', endpoint);
  try {
    const answer = await fetch(new Request(home, { headers: { accept: 'application/json' } }), { signal });
    const { documentation } = (await answer.json()) as { readonly documentation?: unknown };
    const found = new URL(String(documentation ?? 'none:'), home);
    return found.origin === home.origin && found.pathname.endsWith('/') ? found.href : undefined;
  } catch {
    // Without the portal everything else works.
    return undefined;
  }
}
