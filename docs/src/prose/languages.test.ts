// What is there in several languages says the same in each: the same code, the same names, the same things to press.
import { describe, expect, test } from 'vitest';
import { twinPath } from '../site.ts';
import { readSources } from '../sources.ts';
import { type Document, documentPage } from './document.ts';

const { documents, concepts } = await readSources();
const all = [...documents, ...concepts];
const pairs = all
  .filter(({ language }) => language !== 'en')
  .map((other) => [other.path, other, all.find(({ path }) => path === twinPath(other.path, 'en'))!] as const);

/** What a page says, without what its file has for others. */
function textOf(document: Document): string {
  const { lead, blocks } = documentPage(document, () => undefined);
  return [lead, ...blocks.map((block) => (block.kind === 'prose' ? block.markdown : ''))].join('\n\n');
}

const FENCED = /^```.*?^```/gms;

const codeOf = (text: string) => text.match(FENCED) ?? [];

/** Lines that stand for a drawing, the emulator or a sample. */
const liveOf = (text: string) => text.match(/^::: .*$/gm) ?? [];

/** Inline code, each once; what stands for a name of the reader's own is in the language of the reader. */
function namesOf(text: string): readonly string[] {
  const found = text.replaceAll(FENCED, '').matchAll(/`([^`\n]+)`/g);
  return [...new Set([...found].map(([, name = '']) => name.replaceAll(/<[^>]*>/g, '<…>')))].sort();
}

test.each([
  ['fr', ['guides', 'concepts']],
  ['de', ['concepts']],
] as const)('what is read first is in %s, in one order', (language, sections) => {
  const inLanguage = all.filter((page) => page.language === language).map(({ path }) => path);
  const english = all
    .filter(({ section }) => sections.some((each) => each === section))
    .filter((page) => page.language === 'en');
  expect(english.length).toBeGreaterThan(3);
  expect(inLanguage).toEqual(english.map(({ path }) => twinPath(path, language)));
});

describe.each(pairs)('%s', (_path, other, english) => {
  test('shows the same code', () => {
    expect(codeOf(textOf(other))).toEqual(codeOf(textOf(english)));
  });

  test('names the same', () => {
    expect(namesOf(textOf(other))).toEqual(namesOf(textOf(english)));
  });

  test('lets the same be pressed', () => {
    expect(liveOf(textOf(other))).toEqual(liveOf(textOf(english)));
  });

  test('has the same headings, one for one', () => {
    const levels = (text: string) => text.replaceAll(FENCED, '').match(/^##+(?= )/gm) ?? [];
    expect(levels(textOf(other))).toEqual(levels(textOf(english)));
  });
});
