// llms.txt: where a program that reads finds everything as Markdown.

import { plain } from '../render/markdown.ts';
import type { Page, Section } from '../site.ts';
import { wordsOf } from '../words/words.ts';

/** The list of all pages in English, by section, with the twins as links. */
export function llmsText(pages: readonly Page[], version: string): string {
  const sections = new Map<Section, Page[]>();
  for (const page of pages)
    if (page.language === 'en') sections.set(page.section, [...(sections.get(page.section) ?? []), page]);
  const lists = [...sections].map(([section, members]) =>
    [`## ${wordsOf('en').sections[section]}`, '', ...members.map(line)].join('\n'),
  );
  return `${[
    '# Hikube managed Kubernetes',
    `> Clusters, node groups, add-ons and upgrades as desired state. Version ${version} of the contract, which is in [OpenAPI](openapi.json). Every page is here as Markdown.`,
    ...lists,
  ].join('\n\n')}\n`;
}

function line({ title, path, lead, method }: Page): string {
  const text = plain(lead).replaceAll(/\s+/g, ' ');
  return `- [${method === undefined ? title : `${title} (${method})`}](${path}.md)${text === '' ? '' : `: ${text}`}`;
}
