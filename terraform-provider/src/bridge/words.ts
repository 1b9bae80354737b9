// Texts of the API and of the rules name properties as JSON has them; who reads them in Terraform has written
// attributes.
import { type TerraformAttribute, terraformResources } from '@hikube/openapi/terraform-attributes';

/** What a person wrote stands in quotes and stays as it is. */
const QUOTED_OR_CAMEL_CASE = /"[^"]*"|\b[a-z]+(?:[A-Z][a-z0-9]*)+\b/g;

let names: ReadonlyMap<string, string> | undefined;

/** `raise maxReplicas` → `raise max_replicas`. */
export function inTerraformWords(text: string): string {
  // Most processes of a command never say anything.
  names ??= new Map([
    ...Object.values(terraformResources).flatMap(({ attributes }) => namesIn(attributes)),
    // What is write-only has no row in the table.
    ['secretValues', 'values_override_wo'],
    // Nor what belongs to a request.
    ['applyIn', 'apply_in'],
  ]);
  const known = names;
  return text.replace(QUOTED_OR_CAMEL_CASE, (word) => known.get(word) ?? word);
}

function namesIn(rows: readonly TerraformAttribute[]): (readonly [string, string])[] {
  return rows.flatMap(({ property, name, attributes = [] }) => [
    [property, name] as const,
    ...namesIn(attributes),
  ]);
}
