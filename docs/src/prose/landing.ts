// The landing page, in each language: what it is, the emulator to try it, and the ways on.

import type { Contract } from '../reference/contract.ts';
import { samplesOf } from '../reference/operation-pages.ts';
import { sampleTabs } from '../render/code.ts';
import { html } from '../render/html.ts';
import { icon } from '../render/icons.ts';
import { hrefFrom } from '../render/links.ts';
import { LANGUAGES, type Language, type Page, twinPath } from '../site.ts';
import { LANDING_TEXTS } from '../words/landing.ts';
import { emulatorPanel } from './emulator-panel.ts';

/** Problems that a reader meets first. */
const FIRST_PROBLEMS = [
  'quota_exceeded',
  'validation_failed',
  'deletion_protected',
  'precondition_failed',
  'not_cancellable',
  'rate_limited',
];

/** The landing in each language. */
export function landingPages(contract: Contract, guides: readonly Page[]): readonly Page[] {
  return LANGUAGES.map((language) => landing(language, contract, guides));
}

function landing(language: Language, contract: Contract, all: readonly Page[]): Page {
  const texts = LANDING_TEXTS[language];
  const path = twinPath('index', language);
  // What is not written in German is there in English.
  const written = language === 'de' ? 'en' : language;
  const to = (link: string) => hrefFrom(path, link);
  const create = contract.operations.find(({ operationId }) => operationId === 'createCluster');
  const guides = all.filter(
    (page) => page.language === written && page.section === 'guides' && !page.path.endsWith('index'),
  );
  const problems = `/${twinPath('problems/', language)}`;
  const first = `/${twinPath('guides/first-cluster', written)}`;
  const page = html`<section class="hero"><div class="say"><h1>${texts.title}</h1><p class="lead">${texts.lead}</p>
<p class="row"><button class="btn primary big" type="button" data-start-emulator>${icon('play')}${texts.start}</button><a class="btn big" href="${to(first)}">${texts.first}</a></p></div>
${emulatorPanel(language)}</section>
<section class="band" aria-labelledby="ways"><div class="two"><div><h2 id="ways">${texts.ways}</h2><p>${texts.waysText}</p><p><a href="${to('/api/')}">${texts.waysLink}</a></p></div>
<div>${sampleTabs('ways-tabs', texts.ways, create === undefined ? [] : samplesOf(create))}</div></div></section>
<section class="band" aria-labelledby="guides"><h2 id="guides">${texts.guides}</h2><ul class="lines" lang="${written}">${guides.map((guide) => html`<li><a href="${to(`/${guide.path}`)}">${guide.shortTitle ?? guide.title}</a><span>${firstSentence(guide.lead)}</span></li>`)}</ul></section>
<section class="band" aria-labelledby="errors"><div class="two"><div><h2 id="errors">${texts.error}</h2><p>${texts.errorText}</p><p><a href="${to(problems)}">${texts.errorLink}</a></p></div>
<ul class="codes">${FIRST_PROBLEMS.map((code) => html`<li><a href="${to(`${problems}${code}`)}"><code>${code}</code></a></li>`)}</ul></div></section>`;
  return {
    path,
    language,
    section: 'home',
    group: '',
    title: texts.title,
    lead: texts.lead,
    source: 'docs/src/words/landing.ts',
    blocks: [
      {
        kind: 'island',
        html: page,
        markdown: [
          `## ${texts.guides}`,
          guides.map((guide) => `- [${guide.title}](/${guide.path})`).join('\n'),
          `## ${texts.error}`,
          `${texts.errorText} [${texts.errorLink}](${problems})`,
        ].join('\n\n'),
      },
    ],
  };
}

/** Up to its first full stop or colon; French has a space before the latter. */
function firstSentence(lead: string): string {
  const text = lead.replaceAll(/\[([^\]]*)\]\([^)]*\)|`/g, '$1');
  return (/^.*?[.:](?=\s|$)/.exec(text)?.[0] ?? text).replace(/\s*:$/, '.');
}
