// Colours of code, given at build time so that a page needs no script for them.
import Prism from 'prismjs';
import 'prismjs/components/prism-bash.js';
import 'prismjs/components/prism-docker.js';
import 'prismjs/components/prism-hcl.js';
import 'prismjs/components/prism-http.js';
import 'prismjs/components/prism-ini.js';
import 'prismjs/components/prism-json.js';
import 'prismjs/components/prism-typescript.js';
import 'prismjs/components/prism-yaml.js';
import { escapeHtml, Html } from './html.ts';

/** Names that people write for a language. */
const ALIASES: Readonly<Record<string, string>> = {
  sh: 'bash',
  shell: 'bash',
  ts: 'typescript',
  js: 'javascript',
  terraform: 'hcl',
  dockerfile: 'docker',
  yml: 'yaml',
};

/** Kinds of the highlighter, by the four colours of the look. */
const COLOURS: Readonly<Record<string, string>> = {
  comment: 'c',
  string: 's',
  'template-string': 's',
  'attr-value': 's',
  number: 'n',
  boolean: 'n',
  keyword: 'k',
  function: 'k',
  builtin: 'k',
  'class-name': 'k',
  property: 'k',
  key: 'k',
};

type Token = string | Prism.Token;

function paint(token: Token | readonly Token[]): string {
  if (typeof token === 'string') return escapeHtml(token);
  if (Array.isArray(token)) return token.map(paint).join('');
  const { type, content } = token as Prism.Token;
  const inner = paint(content as Token | readonly Token[]);
  const colour = COLOURS[type];
  return colour === undefined ? inner : `<span class="${colour}">${inner}</span>`;
}

/** Code as HTML; a language that nobody knows stays plain. */
export function highlight(source: string, language: string): Html {
  const name = language.toLowerCase();
  const grammar = Prism.languages[ALIASES[name] ?? name];
  return new Html(grammar === undefined ? escapeHtml(source) : paint(Prism.tokenize(source, grammar)));
}
