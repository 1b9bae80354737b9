// Texts as Go prints them, because clients and people compare the messages of a server.

const SHORT: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

function escaped(text: string, quote: string): string {
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === quote) out += `\\${quote}`;
    else if (SHORT[character] !== undefined) out += SHORT[character];
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else out += character;
  }
  return out;
}

/** As `%q`. */
export function quote(text: string): string {
  return `"${escaped(text, '"')}"`;
}

/** A character in single quotes. */
export function quoteCharacter(character: string): string {
  return character === '"' ? `'"'` : `'${escaped(character, "'")}'`;
}

/** As `%v` of a value that was read from JSON. */
export function plain(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(plain).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${entries.map(([key, item]) => `${key}:${plain(item)}`).join(' ')}]`;
}
