// Data sources that are one list: an attribute that holds it, and what narrows it down.
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import type { Hikube } from '@hikube/sdk';
import { type Attributes, DiagnosticsError, defineSchema, type ObjectValue } from 'terraform-plugin';
import { diagnosticsOf } from '../api/problems.ts';
import { attributesOf } from '../bridge/attribute.ts';
import { fromApi } from '../bridge/from-api.ts';
import type { ApiObject } from '../bridge/to-api.ts';
import { define } from '../resources/common.ts';
import { objects } from './rows.ts';

interface ListOptions {
  readonly description: string;
  /** Name of the attribute that holds the list. */
  readonly attribute: string;
  readonly rows: readonly TerraformAttribute[];
  /** What a person writes to narrow the list. */
  readonly inputs?: Attributes;
  list(hikube: Hikube, config: ObjectValue, signal: AbortSignal): Promise<readonly object[]>;
}

export function listDataSource({ description, attribute, rows, inputs = {}, list }: ListOptions) {
  const whole = { ...objects(attribute, description, rows), name: attribute };
  return define.dataSource({
    schema: defineSchema({ description, attributes: { ...inputs, ...attributesOf([whole], 'data') } }),
    read: async ({ config, data, signal }) => {
      const hikube = await data.client();
      const written = config as ObjectValue;
      try {
        const items = await list(hikube, written, signal);
        const found = items.map((item) => fromApi(rows, item as ApiObject));
        return { state: { ...written, [attribute]: found } as never };
      } catch (refusal) {
        const path = Object.keys(inputs).slice(0, 1);
        const diagnostics = diagnosticsOf(refusal, `read the ${attribute.replaceAll('_', ' ')}`);
        throw new DiagnosticsError(
          ...diagnostics.map((found) => (path.length > 0 ? { ...found, path } : found)),
        );
      }
    },
  });
}
