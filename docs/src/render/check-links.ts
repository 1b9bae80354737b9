// Every link of every page leads to something: to a file of the portal and, with a fragment, to a place on it.

type Files = ReadonlyMap<string, string | Uint8Array>;

function idsOf(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id));
}

/** The file that a link of `from` leads to, both from the root; the page of a folder for a folder. */
export function targetOf(from: string, link: string): { file: string; hash: string } {
  const { pathname, hash } = new URL(link, `http://portal.test/${from}`);
  const path = decodeURIComponent(pathname.slice(1));
  return {
    file: path === '' || path.endsWith('/') ? `${path}index.html` : path,
    hash: decodeURIComponent(hash.slice(1)),
  };
}

/**
 * One line for each link that leads nowhere.
 * @param elsewhere folders beside the files, which were built before
 */
export function brokenLinks(files: Files, elsewhere: readonly string[] = []): readonly string[] {
  const ids = new Map<string, ReadonlySet<string>>();
  for (const [path, text] of files) if (path.endsWith('.html')) ids.set(path, idsOf(String(text)));
  const broken: string[] = [];
  for (const [from, text] of files) {
    if (!from.endsWith('.html')) continue;
    for (const [, link = ''] of String(text).matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      if (/^[a-z]+:/i.test(link)) continue;
      const { file, hash } = targetOf(from, link);
      if (elsewhere.some((folder) => file === `${folder}/index.html`)) continue;
      if (!files.has(file)) broken.push(`${from}: ${link}`);
      else if (hash !== '' && ids.get(file)?.has(hash) === false)
        broken.push(`${from}: ${link} (no such place)`);
    }
  }
  return broken;
}
