// The sections of the portal, in the order in which people are shown them, and where each begins.
import { type Language, twinPath } from '../site.ts';

export const SECTIONS = [
  'guides',
  'concepts',
  'api',
  'terraform',
  'sdk',
  'cli',
  'constructs',
  'problems',
] as const;

/**
 * The first page of a section: in this language, else in English; undefined where there is none.
 * @param pages by their paths
 */
export function sectionLink(
  section: string,
  language: Language,
  pages: Pick<ReadonlyMap<string, unknown>, 'has'>,
): string | undefined {
  const path = twinPath(`${section}/index`, language);
  if (pages.has(path)) return `/${path.replace(/index$/, '')}`;
  return pages.has(`${section}/index`) ? `/${section}/` : undefined;
}
