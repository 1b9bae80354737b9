// What changed, from CHANGELOG.md.
import { headingOf, type Release } from '../machines/changelog.ts';
import { slug } from '../render/markdown.ts';
import type { Block, Page } from '../site.ts';
import { linkIn, type PageOfFile } from './document.ts';

const FILE = 'CHANGELOG.md';

/** One page for all releases; the feed says the same. */
export function changesPage(releases: readonly Release[], pageOf: PageOfFile): Page {
  return {
    path: 'changes/index',
    language: 'en',
    section: 'changes',
    group: '',
    title: 'Changes',
    lead: 'What a user notices, newest first. [As a feed](/changes.xml).',
    keywords: ['changelog', 'release notes', 'news'],
    source: FILE,
    blocks: releases.flatMap((release) => releaseBlocks(release, pageOf)),
  };
}

function releaseBlocks(release: Release, pageOf: PageOfFile): readonly Block[] {
  const kinds = [...new Set(release.changes.map(({ kind }) => kind))];
  return [
    { kind: 'heading', level: 2, text: headingOf(release) },
    ...kinds.flatMap((kind): Block[] => {
      const points = release.changes.filter((change) => change.kind === kind).map(({ text }) => `- ${text}`);
      return [
        // Every release has the same kinds.
        { kind: 'heading', level: 3, text: kind, id: slug(`${release.name} ${kind}`) },
        { kind: 'prose', markdown: linkIn(points.join('\n'), FILE, pageOf) },
      ];
    }),
  ];
}
