// With more than one release, which no CHANGELOG of ours has yet.
import { expect, test } from 'vitest';
import { changesPage } from '../prose/changes.ts';
import { renderBlocks } from '../render/blocks.ts';
import { entriesFor } from '../search/entries.ts';
import { indexOf } from '../search/index-file.ts';
import { readChangelog } from './changelog.ts';
import { feedOf } from './feed.ts';

const releases = readChangelog(`# Changelog

## Unreleased
### Added
- One: it is new.

## 0.2.0 - 2027-01-02
### Added
- Two, see [the guide](docs/guides/operate.md).
### Changed
- Three.
`);
const page = changesPage(releases, (file) => (file.endsWith('operate.md') ? 'guides/operate' : undefined));
const shown = renderBlocks(page.blocks, page)
  .map(({ text }) => text)
  .join('\n');
const ids = [...shown.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);

test('each entry leads to its release on the page of changes', () => {
  const links = [...feedOf(releases).matchAll(/<link href="[^"#]*#([^"]+)"/g)].map(([, id]) => id);
  expect(links).toHaveLength(3);
  for (const link of links) expect(ids).toContain(link);
});

test('each heading has an address of its own, and can be searched', () => {
  expect(new Set(ids).size).toBe(ids.length);
  expect(
    indexOf(entriesFor('en', [page], { en: {}, fr: {}, de: {} })).search('Three').length,
  ).toBeGreaterThan(0);
});

test('a link to a file leads to its page', () => {
  expect(shown).toContain('href="../guides/operate.html"');
});
