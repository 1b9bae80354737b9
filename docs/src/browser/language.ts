// The language of the page.
import { LANGUAGES, type Language } from '../site.ts';

/** What texts of a script are in. */
export const language: Language = LANGUAGES.find((each) => each === document.documentElement.lang) ?? 'en';
