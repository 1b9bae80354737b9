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

/** The same for as long as the page is open; undefined until there is one. */
export function useDocumentation(browser: Browser): string | undefined {
  const [found, setFound] = useState<string | undefined>();
  useEffect(() => {
    if (found !== undefined) return undefined;
    const end = new AbortController();
    const look = () => void findDocumentation(browser, end.signal).then(setFound);
    look();
    const ends = [browser.address.onChange(look), browser.onSeen(look)];
    return () => {
      end.abort();
      for (const each of ends) each();
    };
  }, [browser, found]);
  return found;
}
