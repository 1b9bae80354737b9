// What changed, from CHANGELOG.md.
import type { Release } from '../machines/changelog.ts';
import type { Page } from '../site.ts';

/** One page for all releases; the feed says the same. Links of the CHANGELOG lead into the repository. */
export function changesPage(releases: readonly Release[]): Page {
  const markdown = releases
    .map(({ name, date, changes }) => {
      const kinds = [...new Set(changes.map(({ kind }) => kind))];
      const lists = kinds.map((kind) => {
        const points = changes
          .filter((change) => change.kind === kind)
          .map(({ text }) => `- ${inRepository(text)}`);
        return `### ${kind}\n${points.join('\n')}`;
      });
      return `## ${name}${date === undefined ? '' : `, ${date}`}\n\n${lists.join('\n\n')}`;
    })
    .join('\n\n');
  return {
    path: 'changes/index',
    language: 'en',
    section: 'changes',
    group: '',
    title: 'Changes',
    lead: 'What a user notices, newest first. [As a feed](/changes.xml).',
    keywords: ['changelog', 'release notes', 'news'],
    source: 'CHANGELOG.md',
    blocks: [{ kind: 'prose', markdown }],
  };
}

function inRepository(text: string): string {
  return text.replaceAll(/\]\((?!https?:)([^)]+)\)/g, '](https://github.com/hidora/hikube/blob/main/$1)');
}
