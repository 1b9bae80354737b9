// What is shown where there is no page: the search, and the ways on.
import { html } from '../render/html.ts';
import { icon } from '../render/icons.ts';
import { hrefFrom } from '../render/links.ts';
import { LANGUAGES, type Language, type Page, type Section, twinPath } from '../site.ts';
import { wordsOf } from '../words/words.ts';

const WAYS = [
  'guides',
  'concepts',
  'api',
  'terraform',
  'sdk',
  'cli',
  'constructs',
  'problems',
  'changes',
] as const satisfies readonly Section[];
/** Sections that stand in French, too. */
const IN_FRENCH = new Set<Section>(['guides', 'concepts', 'problems']);

/** One in each language; no list and no search leads to them. */
export function notFoundPages(): readonly Page[] {
  return LANGUAGES.map(notFoundPage);
}

function notFoundPage(language: Language): Page {
  const { notFound, sections } = wordsOf(language);
  const path = twinPath('404', language);
  const ways = WAYS.map((section) => {
    const link = `${language === 'fr' && IN_FRENCH.has(section) ? '/fr' : ''}/${section}/`;
    return { link, name: sections[section], text: notFound.ways[section] };
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
