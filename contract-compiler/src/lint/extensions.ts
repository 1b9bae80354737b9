// Rule: our own words are spelt as the generator reads them; a misspelt one would be ignored in silence.
import type { Json } from '../read/schema.ts';
import type { Finding, Rule } from './rule.ts';

/** Every word with the keys that it may have; null where it has none. */
const WORDS: Record<string, readonly string[] | null> = {
  'x-hikube-terraform': [
    'class',
    'dependsOn',
    'immutable',
    'collection',
    'equality',
    'normaliser',
    'json',
    'omit',
    'parent',
    'inline',
    'rolls',
  ],
  'x-hikube-resource': ['name', 'key', 'parent'],
  'x-hikube-derive': ['from', 'as'],
  'x-hikube-secret': null,
  'x-hikube-enum': null,
  'x-hikube-catalogue': null,
  'x-hikube-name': null,
  'x-hikube-in-place': null,
  'x-hikube-explained': null,
  'x-hikube-problem-codes': null,
  'x-hikube-problem-types': null,
  'x-hikube-scope': null,
  'x-codeSamples': null,
  'x-itemSchema': null,
  'x-hikube-operation': ['kind'],
  'x-hikube-at-once': null,
  'x-hikube-deprecated': ['since', 'sunset', 'instead'],
  'x-hikube-problems': null,
  'x-hikube-previews': null,
};

function* misspelt(value: Json, where: string): Generator<Finding> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, child] of Object.entries(value)) {
    const here = Array.isArray(value) ? `${where}[${key}]` : where === '' ? key : `${where}.${key}`;
    if (!key.startsWith('x-') || key.startsWith('X-')) {
      yield* misspelt(child, here);
      continue;
    }
    const allowed = WORDS[key];
    if (allowed === undefined)
      yield { where: here, detail: `is no word of ours; use one of ${Object.keys(WORDS).join(', ')}` };
    else if (allowed !== null && child !== null && typeof child === 'object') {
      for (const inner of Object.keys(child)) {
        if (!allowed.includes(inner))
          yield { where: here, detail: `has the unknown key ${inner}; use one of ${allowed.join(', ')}` };
      }
    }
  }
}

export const extensions: Rule = {
  name: 'extensions',
  law: 'Every extension is one that the generator knows, with keys that it reads.',
  check({ document, sources }) {
    const { examples: _data, schemas: _derived, ...components } = document.components;
    return [
      ...misspelt(sources as unknown as Json, ''),
      ...misspelt(components as unknown as Json, 'components'),
      ...misspelt(document.paths as unknown as Json, ''),
      ...misspelt(document.info as unknown as Json, 'info'),
    ];
  },
};
