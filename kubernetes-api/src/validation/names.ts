// Rules for names, labels and the like, with the sentences of Kubernetes. Each returns what is wrong; nothing when right.

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${QUALIFIED})?`;

const LABEL_TEXT =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const SUBDOMAIN_TEXT =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const QUALIFIED_TEXT =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const LABEL_VALUE_TEXT =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

function matches(pattern: string, text: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(text);
}

/** As `validation.RegexError`. */
function regexText(text: string, pattern: string, ...examples: readonly string[]): string {
  const shown = examples.map((example) => `'${example}', `).join(' or ');
  const joined = examples.length === 0 ? '' : `e.g. ${shown.replace(/, $/, ', ')}`;
  return `${text} (${joined}regex used for validation is '${pattern}')`;
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

export function isDnsLabel(text: string): string[] {
  const found: string[] = [];
  if (bytes(text) > 63) found.push('must be no more than 63 characters');
  if (!matches(LABEL, text)) found.push(regexText(LABEL_TEXT, LABEL, 'my-name', '123-abc'));
  return found;
}

export function isDnsSubdomain(text: string): string[] {
  const found: string[] = [];
  if (bytes(text) > 253) found.push('must be no more than 253 characters');
  if (!matches(SUBDOMAIN, text)) found.push(regexText(SUBDOMAIN_TEXT, SUBDOMAIN, 'example.com'));
  return found;
}

export function isQualifiedName(text: string): string[] {
  const parts = text.split('/');
  const found: string[] = [];
  let [name = ''] = parts;
  if (parts.length === 2) {
    const [prefix = '', rest = ''] = parts;
    name = rest;
    if (prefix === '') found.push('prefix part must be non-empty');
    else found.push(...isDnsSubdomain(prefix).map((line) => `prefix part ${line}`));
  } else if (parts.length !== 1) {
    return [
      `${regexText(`a valid label key ${QUALIFIED_TEXT}`, QUALIFIED, 'MyName', 'my.name', '123-abc')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  if (name === '') found.push('name part must be non-empty');
  else if (bytes(name) > 63) found.push('name part must be no more than 63 bytes');
  if (!matches(QUALIFIED, name))
    found.push(`name part ${regexText(QUALIFIED_TEXT, QUALIFIED, 'MyName', 'my.name', '123-abc')}`);
  return found;
}

export function isLabelValue(text: string): string[] {
  const found: string[] = [];
  if (bytes(text) > 63) found.push('must be no more than 63 bytes');
  if (!matches(LABEL_VALUE, text))
    found.push(regexText(LABEL_VALUE_TEXT, LABEL_VALUE, 'MyValue', 'my_value', '12345'));
  return found;
}

/** Keys of configuration: names of files. */
export function isConfigKey(text: string): string[] {
  const found: string[] = [];
  if (bytes(text) > 253) found.push('must be no more than 253 characters');
  if (!matches('[-._a-zA-Z0-9]+', text))
    found.push(
      regexText(
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
        '[-._a-zA-Z0-9]+',
        'key.name',
        'KEY_NAME',
        'key-name',
      ),
    );
  if (text === '.' || text === '..') found.push(`must not be '${text}'`);
  else if (text.startsWith('..')) found.push("must not start with '..'");
  return found;
}

/** A DNS-1035 label, as kinds of resources are named. */
export function isDns1035Label(text: string): string[] {
  const pattern = '[a-z]([-a-z0-9]*[a-z0-9])?';
  const found: string[] = [];
  if (bytes(text) > 63) found.push('must be no more than 63 characters');
  if (!matches(pattern, text))
    found.push(
      regexText(
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
        pattern,
        'my-name',
        'abc-123',
      ),
    );
  return found;
}

/** What may be one segment of a path, the only rule for names of roles and the like. */
export function isPathSegment(text: string): string[] {
  if (text === '.' || text === '..') return [`may not be '${text}'`];
  return ['/', '%']
    .filter((character) => text.includes(character))
    .map((character) => `may not contain '${character}'`);
}
