// The whole portal as files: pages with their twins, style, scripts, search, and what programs read.

import { feedOf } from './machines/feed.ts';
import { llmsText } from './machines/llms.ts';
import { redirectsText } from './machines/redirects.ts';
import { allPages, type Sources } from './pages.ts';
import { notFoundPages } from './prose/not-found.ts';
import { brokenLinks } from './render/check-links.ts';
import { renderPage, type Site } from './render/frame.ts';
import { fileOf, fromRoot } from './render/links.ts';
import { twinOf } from './render/twin.ts';
import { scripts } from './scripts.ts';
import { entriesFor } from './search/entries.ts';
import { indexFile } from './search/index-file.ts';
import { LANGUAGES } from './site.ts';
import { FAVICON, stylesheet } from './style.ts';

/** Broken links that are told; the rest has the same cause as a rule. */
const MOST_TOLD = 20;

/** Every file of the portal by its path. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

/**
 * Builds everything.
 * @param otherVersions versions that stand beside this one, each in a folder of its name
 * @throws Error with every link that leads nowhere
 */
export async function buildPortal(sources: Sources, otherVersions: readonly string[] = []): Promise<Files> {
  const pages = allPages(sources);
  const lost = notFoundPages(new Set(pages.map(({ path }) => path)));
  const site: Site = {
    pages: new Map([...pages, ...lost].map((page) => [page.path, page])),
    version: sources.contract.document.info.version,
    otherVersions,
  };
  if (site.pages.size !== pages.length + lost.length)
    throw new Error(`Two pages have one path: ${twice(pages.map(({ path }) => path))}.`);
  const files = new Map<string, string | Uint8Array>();
  for (const page of pages) {
    files.set(fileOf(page.path), renderPage(page, site));
    files.set(`${page.path}.md`, twinOf(page));
  }
  for (const page of lost) {
    files.set(fileOf(page.path), fromRoot(renderPage(page, site), page.path));
    files.set(`${page.path}.md`, twinOf(page));
  }
  files.set('_redirects', redirectsText(sources.redirects, new Set(site.pages.keys())));
  files.set('portal.css', await stylesheet());
  files.set('favicon.svg', FAVICON);
  for (const [path, script] of await scripts()) files.set(path, script);
  for (const language of LANGUAGES)
    files.set(`search/${language}.json`, indexFile(entriesFor(language, pages, sources.questions)));
  files.set('openapi.json', JSON.stringify(sources.contract.document));
  files.set('llms.txt', llmsText(pages, site.version));
  files.set('changes.xml', feedOf(sources.changelog));
  const broken = brokenLinks(files, otherVersions);
  if (broken.length > 0) throw new Error(`Links lead nowhere:\n${broken.slice(0, MOST_TOLD).join('\n')}`);
  return files;
}

function twice(paths: readonly string[]): string {
  return paths.filter((path, at) => paths.indexOf(path) !== at).join(', ');
}
