// Values as YAML that every reader understands alike, also one of YAML 1.1, to which `no` is false and `1.30` is 1.3.
import { stringify } from 'yaml';

const OPTIONS = {
  schema: 'core',
  compat: 'yaml-1.1',
  aliasDuplicateObjects: false,
  // Lines are never folded: a text on one line is found again by searching for it.
  lineWidth: 0,
} as const;

/** The YAML text of a JSON value. */
export function yamlText(value: unknown): string {
  return stringify(value, OPTIONS);
}
