// What is there in two languages says the same in both: the same code, the same names, the same things to press.
import { describe, expect, test } from 'vitest';
import { readSources } from '../sources.ts';
import { type Document, documentPage } from './document.ts';

const { documents, concepts } = await readSources();
const all = [...documents, ...concepts];
const pairs = all
  .filter(({ language }) => language === 'fr')
  .map((french) => [french.path, french, all.find(({ path }) => `fr/${path}` === french.path)!] as const);

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

test('every guide and every concept is in both languages, in one order', () => {
  const twins = all
    .filter(({ language, section }) => language === 'en' && ['guides', 'concepts'].includes(section))
    .map(({ path }) => `fr/${path}`);
  expect(twins.length).toBeGreaterThan(18);
  expect(pairs.map(([path]) => path)).toEqual(twins);
});

describe.each(pairs)('%s', (_path, french, english) => {
  test('shows the same code', () => {
    expect(codeOf(textOf(french))).toEqual(codeOf(textOf(english)));
  });

  test('names the same', () => {
    expect(namesOf(textOf(french))).toEqual(namesOf(textOf(english)));
  });

  test('lets the same be pressed', () => {
    expect(liveOf(textOf(french))).toEqual(liveOf(textOf(english)));
  });

  test('has the same headings, one for one', () => {
    const levels = (text: string) => text.replaceAll(FENCED, '').match(/^##+(?= )/gm) ?? [];
    expect(levels(textOf(french))).toEqual(levels(textOf(english)));
  });
});
