// How text becomes terms, the same at build time and in the page: names stay whole, and their parts are found as well.
import type { Options, SearchOptions } from 'minisearch';

/** One thing that can be found: a page, or a heading on it. */
export interface Entry {
  readonly id: string;
  /** Link from the root of the portal. */
  readonly link: string;
  readonly title: string;
  /** Title of the page, where the entry is a heading; otherwise the section. */
  readonly place: string;
  /** Names that somebody would type exactly: codes, operations, fields, paths. */
  readonly names: string;
  readonly keywords: string;
  /** Questions of readers that it answers. */
  readonly questions: string;
  readonly lead: string;
  readonly text: string;
}

/** Words that every question has. */
const COMMON = new Set(
  (
    'a an and are be by can could do does for from get gets have how i if in into is it its may me mean means must my of on or ' +
    'our should that the their there they this to was we what when where which who why will with you your ' +
    'au aux avec ce ces combien comment d dans de des du en est et faire il j je l la le les leur m ma mes mon n ne nos notre on ou où par pas peut peux pour pourquoi qu que quel quelle quelles quels qui s sa se ses si son sur un une vos votre vous y ' +
    'als auf aus bei bin darf dass dem den der des die ein eine einem einen einer eines er es für fur gibt habe haben hat ich ihr im in ist kann man mein meine meinem meinen mich mir mit nach oder sich sie sind um und vom von vor wann warum was wenn wer wie wird wo zu zum zur'
  ).split(' '),
);

/** Words that mean the same to a reader: how they are written here. */
const SAME: Readonly<Record<string, string>> = {
  pipeline: 'ci',
  k8s: 'kubernetes',
  versions: 'version',
  remove: 'delete',
  destroy: 'delete',
  scale: 'replicas',
  upgraded: 'upgrade',
  upgrading: 'upgrade',
};

/** Names whole, and the parts that they are joined of. */
export function tokenize(text: string): string[] {
  const found: string[] = [];
  for (const [chunk] of text.matchAll(/[\p{L}\p{N}_$][\p{L}\p{N}_./:@$-]*|--[\w-]+|\/[\w/{}-]+/gu)) {
    const whole = chunk.replace(/[./:-]+$/, '');
    const parts = whole.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter((part) => part !== '');
    found.push(whole, ...(parts.length > 1 ? parts : []));
    const joined = whole.split('_');
    for (let from = 1; from < joined.length - 1; from += 1) found.push(joined.slice(from).join('_'));
  }
  return found;
}

/** A term as it is kept; null for a word that says nothing. */
function processTerm(term: string): string | null {
  // Not every keyboard has œ or ß.
  const plain = term.toLowerCase().replaceAll('œ', 'oe').replaceAll('ß', 'ss');
  const lower = plain.normalize('NFD').replaceAll(/\p{M}/gu, '');
  if (lower === '' || COMMON.has(lower)) return null;
  const one = /[a-z]{3}s$/.test(lower) && !/(?:ss|us|is)$/.test(lower) ? lower.slice(0, -1) : lower;
  return SAME[lower] ?? SAME[one] ?? one;
}

/** Of the index. */
export const INDEX_OPTIONS: Options<Entry> = {
  fields: ['title', 'names', 'keywords', 'questions', 'lead', 'text'],
  storeFields: ['link', 'title', 'place', 'lead'],
  tokenize,
  processTerm,
};

/**
 * What repeats the names of the API gives way to the page that explains them: packages; schemas, but for whoever types a name of
 * one whole; and pages of Terraform for whoever does not ask for Terraform.
 */
function weightOf(id: string, term: string): number {
  if (/^(?:sdk|constructs)\/(?!index)/.test(id)) return 0.3;
  if (id.startsWith('terraform/')) return /^(?:terraform|hcl|hikube)/.test(term) ? 1 : 0.6;
  if (id.startsWith('api/schemas/')) return processTerm(id.replace(/.*\//, '')) === term ? 1 : 0.5;
  return 1;
}

/** Of a question. */
export const SEARCH_OPTIONS: SearchOptions = {
  boost: { title: 5, names: 9, keywords: 3, questions: 14, lead: 3 },
  prefix: (term) => term.length > 2,
  fuzzy: (term) => (term.length > 5 ? 0.15 : false),
  weights: { prefix: 0.4, fuzzy: 0.2 },
  boostDocument: (id, term) => weightOf(String(id), term),
  combineWith: 'OR',
};
