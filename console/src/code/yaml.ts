// JSON as YAML in blocks, for manifests that are shown and not read back: every text that YAML could take for something else
// is in quotes.

const PLAIN = /^[A-Za-z][\w./-]*$/;
/** What YAML 1.1 and 1.2 read as something that is no text. */
const WORDS = /^(?:true|false|yes|no|on|off|null|y|n|~)$/i;

/** A document. */
export function yamlOf(value: unknown): string {
  return `${lines(value, '').join('\n')}\n`;
}

function lines(value: unknown, indent: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => item(each, indent));
  return Object.entries(value as object).flatMap(([key, each]) => {
    const name = `${indent}${text(key)}:`;
    return isLeaf(each) ? [`${name} ${leaf(each)}`] : [name, ...lines(each, `${indent}  `)];
  });
}

function item(value: unknown, indent: string): readonly string[] {
  if (isLeaf(value)) return [`${indent}- ${leaf(value)}`];
  const [first = '', ...rest] = lines(value, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

const isEmpty = (value: object) => Object.keys(value).length === 0;
const isLeaf = (value: unknown) => typeof value !== 'object' || value === null || isEmpty(value);

function leaf(value: unknown): string {
  if (typeof value === 'string') return text(value);
  return JSON.stringify(value);
}

const text = (value: string) => (PLAIN.test(value) && !WORDS.test(value) ? value : JSON.stringify(value));
