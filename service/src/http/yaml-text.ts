// Values as YAML that every reader understands alike, also one of YAML 1.1, to which `no` is false and `1.30` is 1.3.
import { stringify } from 'yaml';

/** The YAML text of a JSON value. */
export function yamlText(value: unknown): string {
  return stringify(value, { schema: 'core', compat: 'yaml-1.1', aliasDuplicateObjects: false, lineWidth: 0 });
}
