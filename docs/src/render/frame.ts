// The frame around a page: bar, side bar, content, foot. It is whole without a script; scripts add search and tabs.
import { LANGUAGES, type Language, type Page, REPOSITORY, twinPath } from '../site.ts';
import { type Words, wordsOf } from '../words/words.ts';
import { renderBlocks } from './blocks.ts';
import { breakable, type Html, html } from './html.ts';
import { icon, MARK } from './icons.ts';
import { hrefFrom } from './links.ts';
import { inline, plain } from './markdown.ts';
import { SECTIONS, sectionLink } from './sections.ts';
import { typesetFrench } from './typeset.ts';

/** What the frame knows of the whole portal. */
export interface Site {
  readonly pages: ReadonlyMap<string, Page>;
  /** Version of the contract. */
  readonly version: string;
  /** Versions that stand beside this one, each in a folder of its name. */
  readonly otherVersions: readonly string[];
}

/** Nothing is loaded from anywhere else, and nothing runs that is not a file of the portal. */
const POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** The whole document of a page. */
export function renderPage(page: Page, site: Site): string {
  const words = wordsOf(page.language);
  const to = (link: string) => hrefFrom(page.path, link);
  const isHome = page.section === 'home';
  const title = isHome ? `${page.title} · Hikube` : `${page.title} · Hikube docs`;
  const document = html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${title}</title>
<meta name="description" content="${plain(page.lead)}">
<link rel="icon" href="${to('/favicon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${to('/portal.css')}">
<link rel="alternate" type="text/markdown" href="${to(`/${page.path}.md`)}">
<link rel="alternate" type="application/atom+xml" href="${to('/changes.xml')}" title="${words.changes}">
${twins(page, site).map((twin) => html`<link rel="alternate" hreflang="${twin.language}" href="${to(`/${twin.path}`)}">\n`)}<script src="${to('/theme.js')}"></script>
<script type="module" src="${to('/portal.js')}"></script>
</head>
<body class="portal">
<a class="skip" href="#main">${words.skip}</a>
${bar(page, site, words)}
${isHome ? landing(page) : docPage(page, site, words)}
${foot(page, site, words)}
</body>
</html>
`;
  return page.language === 'fr' ? typesetFrench(document.text) : document.text;
}

/** What is said to whoever does not see the two letters, in the language that it leads to. */
const READ_IN: Readonly<Record<Language, string>> = {
  en: ': Read in English',
  fr: ': Lire en français',
  de: ': Auf Deutsch lesen',
};

/** The page in other languages, where it is there. */
function twins({ path, language }: Page, { pages }: Site): readonly Page[] {
  return LANGUAGES.filter((each) => each !== language).flatMap(
    (each) => pages.get(twinPath(path, each)) ?? [],
  );
}

/** Where each other language goes on: the same page, or the first one of a language that nearly everything is in. */
function languageLinks(page: Page, site: Site): readonly (readonly [Language, string])[] {
  const found = new Map<Language, string>([
    ['en', 'index'],
    ['fr', 'fr/index'],
    ...twins(page, site).map(({ language, path }) => [language, path] as const),
  ]);
  return LANGUAGES.flatMap((language) => {
    const path = language === page.language ? undefined : found.get(language);
    return path === undefined ? [] : [[language, path] as const];
  });
}

function bar(page: Page, site: Site, words: Words): Html {
  const to = (link: string) => hrefFrom(page.path, link);
  const home = page.language === 'en' ? '/' : `/${page.language}/`;
  const items = SECTIONS.map((section) => {
    const link = sectionLink(section, page.language, site.pages);
    if (link === undefined) return '';
    const current =
      section === page.section ? html` aria-current="${page.path.endsWith('index') ? 'page' : 'true'}"` : '';
    return html`<li><a href="${to(link)}"${current}>${words.sections[section]}</a></li>`;
  });
  return html`<header class="top"><div class="top-in">
<a class="mark" href="${to(home)}">${MARK}Hikube</a>
<nav aria-label="${words.sectionsLabel}"><ul>${items}</ul></nav>
<div class="tools"><button class="find" type="button" data-search aria-keyshortcuts="/">${icon('search')}<span>${words.search}</span><kbd aria-hidden="true">/</kbd></button>
${languageLinks(page, site).map(([other, path]) => html`<a class="tool" hreflang="${other}" lang="${other}" href="${to(`/${path}`)}">${other.toUpperCase()}<span class="vh">${READ_IN[other]}</span></a>`)}
<button class="tool" type="button" data-theme-switch>${icon('moon')}<span class="vh">${words.theme}</span></button></div>
</div></header>`;
}

function landing(page: Page): Html {
  return html`<main id="main" class="land">${renderBlocks(page.blocks, page)}</main>`;
}

function docPage(page: Page, site: Site, words: Words): Html {
  const items = sideBar(page, site, words);
  const wide = page.aside === undefined ? '' : ' wide';
  return html`<div class="doc"><nav class="side" aria-label="${words.pagesLabel}">${items}</nav>
<main id="main" class="prose${wide}" data-title="${page.title}">
<details class="menu"><summary>${words.sections[page.section]}</summary>${items}</details>
<h1>${breakable(page.title)}</h1>
<p class="lead">${inline(page.lead, page.path)}</p>
${content(page)}
</main></div>`;
}

function content(page: Page): Html | readonly Html[] {
  if (page.aside === undefined) return renderBlocks(page.blocks, page);
  return html`<div class="duo"><div class="left">${renderBlocks(page.blocks, page)}</div><div class="right">${renderBlocks(page.aside, page)}</div></div>`;
}

const isIndex = ({ path }: Page): boolean => path.endsWith('index');

/** Pages of the section by their groups; the page itself is there even if it is hidden elsewhere. */
function sideBar(page: Page, { pages }: Site, words: Words): readonly Html[] {
  const groups = new Map<string, Page[]>();
  const ordered = [...pages.values()].sort((a, b) => Number(isIndex(b)) - Number(isIndex(a)));
  for (const each of ordered) {
    const belongs = each.section === page.section && each.language === page.language;
    if (!belongs || (each.isHidden === true && each.path !== page.path)) continue;
    groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  }
  return [...groups].map(
    ([group, members]) =>
      html`<h2>${group === '' ? words.sections[page.section] : group}</h2><ul>${members.map((each) => sideItem(each, page, words))}</ul>`,
  );
}

function sideItem(each: Page, page: Page, { overview }: Words): Html {
  const method =
    each.method === undefined
      ? ''
      : html`<span class="method">${each.method === 'DELETE' ? 'DEL' : each.method}</span>`;
  const current = each.path === page.path ? html` aria-current="page"` : '';
  return html`<li><a href="${hrefFrom(page.path, `/${each.path}`)}"${current}>${method}<span>${breakable(each.shortTitle ?? (isIndex(each) ? overview : each.title))}</span></a></li>`;
}

function foot(page: Page, { version, otherVersions }: Site, words: Words): Html {
  const to = (link: string) => hrefFrom(page.path, link);
  const others = otherVersions.map((other) => html` <a href="${to(`/${other}/`)}">${other}</a>`);
  return html`<footer class="foot"><div class="foot-in"><span>${words.promise} ${version}.${others.length > 0 && html` ${words.versions}:${others}`}</span><span><a href="${REPOSITORY}/edit/main/${page.source}">${words.edit}</a> · <a href="${to(`/${page.path}.md`)}">${words.markdown}</a> · <a href="${to('/changes/')}">${words.changes}</a></span></div></footer>
<div class="toast" data-toast role="status" hidden></div>`;
}
