// Values as the literals of a language: an object in lines of its own, or in one line where that is short.

/** How a language writes objects and lists. */
export interface Grammar {
  key(key: string, isMapKey: boolean): string;
  text(value: string): string;
  /** Between key and value. */
  readonly assign: string;
  /** Behind each entry of an object over several lines. */
  readonly end: string;
  /** Whether the signs between key and value stand below each other where entries follow that take a line each. */
  readonly aligns?: boolean;
  /** Fields whose keys are names that somebody chose. */
  readonly maps: ReadonlySet<string>;
  /** Writes a field in another way than as what it is. */
  readonly special?: (field: string, value: unknown, indent: string) => string | undefined;
}

const SHORT = 72;

/** Writes a value. @param field under which it stands */
export function literal(grammar: Grammar, value: unknown, indent: string, field = ''): string {
  const special = grammar.special?.(field, value, indent);
  if (special !== undefined) return special;
  if (typeof value === 'string') return grammar.text(value);
  if (Array.isArray(value)) return `[${value.map((each) => literal(grammar, each, indent)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const short = inOneLine(grammar, value, field, indent);
  return short.length <= SHORT && !short.includes('\n') && depth(value) < 2
    ? short
    : block(grammar, value, indent, field);
}

/** The entries of an object, each in lines of its own. */
export function entries(grammar: Grammar, value: object, indent: string, field = ''): string[] {
  const isMap = grammar.maps.has(field);
  const pairs = Object.entries(value).map(
    ([key, each]) => [grammar.key(key, isMap), literal(grammar, each, indent, isMap ? '' : key)] as const,
  );
  return pairs.map(([key, text], index) => {
    const written = grammar.aligns === true ? key.padEnd(widthAt(pairs, index)) : key;
    return `${indent}${written}${grammar.assign}${text}${grammar.end}`;
  });
}

/** The longest key of the run of one-line entries around this one. */
function widthAt(pairs: readonly (readonly [string, string])[], index: number): number {
  const isShort = (at: number) => pairs[at] !== undefined && !pairs[at][1].includes('\n');
  if (!isShort(index)) return 0;
  let [first, last] = [index, index];
  while (isShort(first - 1)) first -= 1;
  while (isShort(last + 1)) last += 1;
  return Math.max(...pairs.slice(first, last + 1).map(([key]) => key.length));
}

function block(grammar: Grammar, value: object, indent: string, field: string): string {
  return `{\n${entries(grammar, value, `${indent}  `, field).join('\n')}\n${indent}}`;
}

function inOneLine(grammar: Grammar, value: object, field: string, indent: string): string {
  const isMap = grammar.maps.has(field);
  const parts = Object.entries(value).map(
    ([key, each]) =>
      `${grammar.key(key, isMap)}${grammar.assign}${literal(grammar, each, indent, isMap ? '' : key)}`,
  );
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

function depth(value: unknown): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depth));
}
