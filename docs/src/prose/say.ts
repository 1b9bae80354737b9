// Short texts of drawings, which stand where they are drawn.
import type { Language } from '../site.ts';

/** The text of a language. */
export const say = (language: Language, en: string, fr: string, de: string): string =>
  ({ en, fr, de })[language];
