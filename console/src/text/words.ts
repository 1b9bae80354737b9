// Which language the page speaks.
import { english } from './en.ts';
import { type Formats, formats } from './format.ts';
import { french } from './fr.ts';
import { typesetAll } from './typeset.ts';

/** A language of the console. Names of the contract, reasons of events and code stay as they are in every one. */
export type Language = 'en' | 'fr';

/** All words of the page, and the ways to write what is measured. */
export type Words = ReturnType<typeof english> & Formats;

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-CH' };

/** The words of a language. */
export function wordsOf(language: Language, now: () => number): Words {
  return { ...(language === 'fr' ? typesetAll(french()) : english()), ...formats(LOCALES[language], now) };
}

/** The first language of a reader that the page speaks. */
export function languageOf(liked: readonly string[]): Language {
  for (const each of liked) {
    if (/^fr\b/i.test(each)) return 'fr';
    if (/^en\b/i.test(each)) return 'en';
  }
  return 'en';
}
