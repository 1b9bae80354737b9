// Every attribute that a person can write, down to the last one inside an object, as the contract's table has them.
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';

/** One attribute, with the objects around it. */
export interface Leaf {
  /** Such as `maintenance.window.start_time` or `node_groups.*.min_replicas`. */
  readonly name: string;
  /** From the attribute of the resource down to the leaf. */
  readonly chain: readonly [TerraformAttribute, ...TerraformAttribute[]];
}

/** The leaf itself. */
export const rowOf = ({ chain }: Leaf): TerraformAttribute => chain.at(-1) as TerraformAttribute;

/** Inputs among `rows`. Lists, sets and scalar collections are written whole, so they are leaves. */
export function leavesOf(rows: readonly TerraformAttribute[]): readonly Leaf[] {
  return rows.flatMap((row) => leavesUnder([row]));
}

function leavesUnder(chain: Leaf['chain']): readonly Leaf[] {
  const row = chain.at(-1) as TerraformAttribute;
  if (row.class === 'output' || row.parent) return [];
  const isInline = row.inline !== undefined;
  if (row.attributes === undefined || (row.type !== 'object' && !isInline))
    return [{ name: nameOf(chain), chain }];
  return row.attributes.flatMap((inner) => leavesUnder([...chain, inner] as unknown as Leaf['chain']));
}

function nameOf(chain: readonly TerraformAttribute[]): string {
  return chain.map(({ name, inline }) => (inline === undefined ? name : `${name}.*`)).join('.');
}
