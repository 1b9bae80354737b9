// Writes configuration from values, for tests that make theirs from the contract's table; and one that has an object of
// each kind, for laws that hold for all of them.

/** A cluster with one object of each other kind. */
export const EACH_KIND = `
resource "hikube_kubernetes_cluster" "main" {
  name            = "prod"
  initial_version = "1.33"
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "web"
}
resource "hikube_kubernetes_addon" "flux" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "flux"
}
resource "hikube_kubernetes_version_upgrade" "next" {
  cluster_id     = hikube_kubernetes_cluster.main.id
  target_version = "1.34"
}
`;

/** Options that look at one object of `EACH_KIND` inside the cluster, one after the other. */
export const REFRESH_EACH_CHILD = ['node_group.web', 'addon.flux', 'version_upgrade.next'].map((address) => [
  `-target=hikube_kubernetes_${address}`,
  '-refresh-only',
]);

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
