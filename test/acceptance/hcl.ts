// Writes configuration from values, for tests that make theirs from the contract's table.

/** A value of a configuration; an `Expression` is written as it is. */
export type HclValue =
  | null
  | boolean
  | number
  | string
  | Expression
  | readonly HclValue[]
  | { readonly [name: string]: HclValue };

/** Something to be evaluated by Terraform, such as a reference. */
export class Expression {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** `resource "type" "name" { … }`; attributes that are undefined are left out. */
export function resource(
  type: string,
  name: string,
  attributes: Readonly<Record<string, HclValue | undefined>>,
): string {
  const lines = Object.entries(attributes)
    .filter((entry): entry is [string, HclValue] => entry[1] !== undefined)
    .map(([key, value]) => `  ${key} = ${expression(value)}`);
  return `resource "${type}" "${name}" {\n${lines.join('\n')}\n}\n`;
}

/** `import { … }`, which lets one apply import many objects. */
export function importBlock(address: string, id: string): string {
  return `import {\n  to = ${address}\n  id = "${id}"\n}\n`;
}

function expression(value: HclValue): string {
  if (value instanceof Expression) return value.text;
  if (Array.isArray(value)) return `[${value.map(expression).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${literal(key)} = ${expression(item)}`);
    return `{ ${entries.join(', ')} }`;
  }
  return typeof value === 'string' ? literal(value) : String(value);
}

/** JSON's escapes are HCL's; only templates must be kept from beginning. */
function literal(text: string): string {
  return JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{');
}
