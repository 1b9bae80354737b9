// What is shown where there is no page: the search, and the ways on.
import { html } from '../render/html.ts';
import { icon } from '../render/icons.ts';
import { hrefFrom } from '../render/links.ts';
import { SECTIONS, sectionLink } from '../render/sections.ts';
import { LANGUAGES, type Language, type Page, twinPath } from '../site.ts';
import { wordsOf } from '../words/words.ts';

/** Where most of what somebody looks for stands. */
const WAYS = [...SECTIONS, 'changes'] as const;

/**
 * One in each language; no list and no search leads to them.
 * @param paths of all other pages
 */
export function notFoundPages(paths: ReadonlySet<string>): readonly Page[] {
  return LANGUAGES.map((language) => notFoundPage(language, paths));
}

function notFoundPage(language: Language, paths: ReadonlySet<string>): Page {
  const { notFound, sections } = wordsOf(language);
  const path = twinPath('404', language);
  const ways = WAYS.flatMap((section) => {
    const link = sectionLink(section, language, paths);
    return link === undefined ? [] : [{ link, name: sections[section], text: notFound.ways[section] }];
  });
  return {
    path,
    language,
    section: 'home',
    group: '',
    title: notFound.title,
    lead: notFound.lead,
    source: 'docs/src/prose/not-found.ts',
    blocks: [
      {
        kind: 'island',
        html: html`<section class="hero"><div class="say"><h1>${notFound.title}</h1><p class="lead">${notFound.lead}</p>
<p class="row"><button class="btn primary big" type="button" data-search>${icon('search')}${notFound.search}</button></p></div></section>
<section class="band"><ul class="lines">${ways.map(({ link, name, text }) => html`<li><a href="${hrefFrom(path, link)}">${name}</a><span>${text}</span></li>`)}</ul></section>`,
        markdown: ways.map(({ link, name, text }) => `- [${name}](${link}): ${text}`).join('\n'),
      },
    ],
  };
}
