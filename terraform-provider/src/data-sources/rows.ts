// Rows for outputs that no resource of the contract has, written short.

import { snakeCase } from '@hikube/domain';
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';

/** An output; its Terraform name follows from the API's. */
export function output(
  property: string,
  type: TerraformAttribute['type'],
  description: string,
  more: Partial<TerraformAttribute> = {},
): TerraformAttribute {
  return {
    name: snakeCase(property),
    property,
    type,
    class: 'output',
    required: false,
    description,
    ...more,
  };
}

export const text = (property: string, description: string) => output(property, 'string', description);
export const count = (property: string, description: string) => output(property, 'number', description);
export const flag = (property: string, description: string) => output(property, 'bool', description);
/** A list of texts. */
export const texts = (property: string, description: string) =>
  output(property, 'list', description, { element: { type: 'string' } });
/** A list of objects. */
export const objects = (property: string, description: string, attributes: readonly TerraformAttribute[]) =>
  output(property, 'list', description, { attributes });
