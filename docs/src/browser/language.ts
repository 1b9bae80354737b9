// The language of the page.
import type { Language } from '../site.ts';

/** What texts of a script are in. */
export const language: Language = document.documentElement.lang === 'fr' ? 'fr' : 'en';
