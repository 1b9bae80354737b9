// Finds the attribute that a problem is about: `/nodeGroups/web/minReplicas` → `node_groups["web"].min_replicas`.
import { pointerTokens } from '@hikube/domain';
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import type { AttributePath, PathStep } from 'terraform-plugin';

/**
 * The attribute path of a JSON pointer into the body. It goes as deep as the schema does and stops there: a place
 * inside a JSON text, or in a set, has no address in Terraform.
 */
export function pathOf(rows: readonly TerraformAttribute[], pointer: string): AttributePath {
  const path: PathStep[] = [];
  let level: readonly TerraformAttribute[] | undefined = rows;
  let row: TerraformAttribute | undefined;
  for (const token of pointerTokens(pointer) ?? []) {
    if (level !== undefined) {
      row = level.find((candidate) => candidate.property === token);
      if (row === undefined) break;
      path.push(row.name);
      // The elements of a collection come between its name and their attributes.
      level = row.type === 'object' ? row.attributes : undefined;
    } else if (row?.type === 'map') {
      path.push({ key: token });
      level = row.attributes;
      row = undefined;
    } else if (row?.type === 'list' && /^[0-9]+$/.test(token)) {
      path.push(Number(token));
      level = row.attributes;
      row = undefined;
    } else {
      break;
    }
  }
  return path;
}
