// Values as YAML that every reader understands alike, also one of YAML 1.1, to which `no` is false and `1.30` is 1.3.
import { Scalar, stringify } from 'yaml';

const OPTIONS = {
  schema: 'core',
  compat: 'yaml-1.1',
  aliasDuplicateObjects: false,
  // Lines are never folded: a text on one line is found again by searching for it.
  lineWidth: 0,
} as const;

/** The YAML text of a JSON value. */
export function yamlText(value: unknown): string {
  return stringify(value, (_key, inner: unknown) => (isHuge(inner) ? exponential(inner) : inner), OPTIONS);
}

/** A whole number that no double keeps exactly, which is refused when it is written out digit by digit. */
function isHuge(value: unknown): value is number {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

function exponential(value: number): Scalar {
  const scalar = new Scalar(value);
  scalar.format = 'EXP';
  return scalar;
}
