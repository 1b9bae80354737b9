// An entry of a kubeconfig as people read and write one: YAML over lines, with the keys of kubectl.
type Yaml = typeof import('../yaml.ts');

/** Every text stays on its line, and what a reader of YAML 1.1 would take for something else is quoted. */
const OPTIONS = {
  schema: 'core',
  compat: 'yaml-1.1',
  aliasDuplicateObjects: false,
  blockQuote: false,
  indentSeq: false,
  lineWidth: 0,
} as const;

/** @param indent before every line but the first, which stands behind its hyphen */
export function block(yaml: Yaml, entry: object, indent: string, lineBreak: string): string {
  return yaml.stringify(entry, OPTIONS).trimEnd().split('\n').join(`${lineBreak}${indent}`);
}

/** A name as a value behind its key. */
export const scalar = (yaml: Yaml, value: string): string => yaml.stringify(value, OPTIONS).trimEnd();
