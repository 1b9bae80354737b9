// Where the portal is, where the service serves one beside the page: its index of addresses says so. It may be built while
// the page is open, so that one that is not there is looked for again when the reader comes to another page, or comes back.
import { useEffect, useState } from 'preact/hooks';
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

/**
 * Looks for it now, and whenever the reader comes to another page or comes back.
 * @param onFound told where it is; looks that end without one are no news
 * @returns ends the search
 */
export function searchDocumentation(
  browser: Pick<Browser, 'endpoint' | 'fetch' | 'address' | 'onSeen'>,
  onFound: (address: string) => void,
): () => void {
  const end = new AbortController();
  const look = async (): Promise<void> => {
    const found = await findDocumentation(browser, end.signal);
    if (found !== undefined) onFound(found);
  };
  void look();
  const ends = [browser.address.onChange(() => void look()), browser.onSeen(() => void look())];
  return () => {
    end.abort();
    for (const each of ends) each();
  };
}

/** Where it is, for as long as the page is open; undefined until there is one. */
export function useDocumentation(browser: Browser): string | undefined {
  const [found, setFound] = useState<string | undefined>();
  useEffect(
    () => (found === undefined ? searchDocumentation(browser, setFound) : undefined),
    [browser, found],
  );
  return found;
}
