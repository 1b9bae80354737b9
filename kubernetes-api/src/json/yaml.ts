// YAML in and out, as Kubernetes reads and writes it.
import {
  Document,
  type DocumentOptions,
  LineCounter,
  type ParseOptions,
  parseDocument,
  type SchemaOptions,
  visit,
} from 'yaml';
import type { Json, JsonObject } from './json.ts';

/** What is wrong with a text, in the words of go-yaml. */
export class YamlError extends Error {}

export interface ParsedYaml {
  readonly value: Json;
  /** Sentences on keys that occur twice. */
  readonly duplicates: readonly string[];
}

const WORDS: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'mapping values are not allowed in this context',
  TAB_AS_INDENT: 'found character that cannot start any token',
  BAD_INDENT: 'did not find expected key',
  MISSING_CHAR: 'did not find expected node content',
};

// The library takes a single dot for a number, which go-yaml does not.
const FLOAT = /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)$/;
const MERGE = 'tag:yaml.org,2002:merge';
const READING: ParseOptions & SchemaOptions & DocumentOptions = {
  schema: 'yaml-1.1',
  merge: true,
  customTags: (tags) =>
    tags.map((tag) =>
      typeof tag === 'object' && 'test' in tag && tag.tag === 'tag:yaml.org,2002:float' && tag.test?.test('.')
        ? { ...tag, test: FLOAT }
        : tag,
    ),
};

/** @throws YamlError */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    uniqueKeys: false,
    lineCounter: lines,
    ...READING,
  });
  // Only the first of several documents counts.
  const [error] = document.errors.filter(({ code }) => code !== 'MULTIPLE_DOCS');
  if (error !== undefined) {
    const { line } = lines.linePos(placeOf(error.code, text, error.pos[0]));
    throw new YamlError(`yaml: line ${line}: ${WORDS[error.code] ?? error.message.split('\n')[0]}`);
  }
  const strictLines = new LineCounter();
  const strict = parseDocument(text, {
    uniqueKeys: true,
    lineCounter: strictLines,
    ...READING,
  });
  const duplicates = strict.errors
    .filter(({ code }) => code === 'DUPLICATE_KEY')
    .map(({ pos }) => {
      const key = /^["']?([^"':\s]+)/.exec(text.slice(pos[0]))?.[1] ?? '';
      return `line ${strictLines.linePos(pos[0]).line}: key "${key}" already set in map`;
    });
  return { value: expanded(document), duplicates };
}

/** Aliases of aliases grow without end; go-yaml stops at them, too. */
function expanded(document: Document.Parsed): Json {
  try {
    return (document.toJS({ maxAliasCount: 100 }) ?? null) as Json;
  } catch (error) {
    if (error instanceof ReferenceError) throw new YamlError('yaml: document contains excessive aliasing');
    throw error;
  }
}

/** go-yaml notices a second mapping at its colon, not where the first one began. */
function placeOf(code: string, text: string, start: number): number {
  const colon = text.indexOf(':', text.indexOf('\n', start));
  return code === 'BLOCK_AS_IMPLICIT_KEY' && colon > start ? colon : start;
}

/** Texts that would be read as something else are in double quotes, as go-yaml writes them. */
const WORD = /^(?:|~|null|y|n|yes|no|on|off|true|false|[-+]?\.(?:inf|nan)|<<|=)$/i;
const INTEGER = /^[-+]?(?:0x[\da-f_]+|0b[01_]+|0o?[0-7_]+|\d[\d_]*)$/i;
const NUMBER = /^[-+]?(?:\.[\d_]+|\d[\d_]*(?:\.[\d_]*)?)(?:e[-+]?\d+)?$/i;
/** Older readers take `1:30` for a number with base 60. */
const SEXAGESIMAL = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/;
const TIME = /^\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?$/;
const isAmbiguous = (text: string): boolean =>
  [WORD, INTEGER, NUMBER, SEXAGESIMAL, TIME].some((form) => form.test(text));

/** With sorted keys, as Go writes maps. */
export function toYaml(body: JsonObject): string {
  const document = new Document(body, {
    version: '1.1',
    // Without it a key `<<` is a text, and in quotes; with it what stands below would be read into the map around it.
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || tag.tag !== MERGE),
    aliasDuplicateObjects: false,
    sortMapEntries: true,
  });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && isAmbiguous(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  const text = document.toString({
    indentSeq: false,
    lineWidth: 0,
    minContentWidth: 0,
    singleQuote: true,
  });
  const lines = folded(text);
  // The one key that this writer quotes and go-yaml does not.
  return lines.replaceAll(/^( *)"\.": /gm, '$1.: ').replaceAll(/^( *)'\.': /gm, '$1.: ');
}

const WIDTH = 80;

/** go-yaml breaks a line at the first blank after the width is reached; what stands in a literal block stays. */
function folded(text: string): string {
  let literal = -1;
  return text
    .split('\n')
    .map((line) => {
      const indent = line.length - line.trimStart().length;
      if (literal >= 0 && (indent > literal || line === '')) return line;
      literal = /: [|>][-+]?\d?$/.test(line) ? indent : -1;
      return line.length > WIDTH && !line.endsWith('"') ? broken(line, ' '.repeat(indent + 2)) : line;
    })
    .join('\n');
}

function broken(line: string, indent: string): string {
  let out = '';
  let column = 0;
  for (let at = 0; at < line.length; at += 1) {
    const single = line[at] === ' ' && line[at - 1] !== ' ' && line[at + 1] !== ' ';
    if (single && column > WIDTH) {
      out += `\n${indent}`;
      column = indent.length;
    } else {
      out += line[at];
      column += 1;
    }
  }
  return out;
}
