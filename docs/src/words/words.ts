// What the frame of a page says, in each language. Names from the contract stay as they are.
import type { Language } from '../site.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** Texts around the content. */
export type Words = typeof en;

const WORDS: Readonly<Record<Language, Words>> = { en, fr, de };

/** The texts of a language. */
export function wordsOf(language: Language): Words {
  return WORDS[language];
}
