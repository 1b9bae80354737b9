// Lists of the catalogue as data sources: one attribute that holds the whole list.

import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import type { Hikube } from '@hikube/sdk';
import { diagnosticsOf } from '../api/problems.ts';
import { attributeOf } from '../contract/attribute.ts';
import { fromApi } from '../contract/from-api.ts';
import type { ApiObject } from '../contract/to-api.ts';
import { DiagnosticsError, defineSchema } from '../framework/index.ts';
import { define } from '../resources/common.ts';

type Row = Omit<TerraformAttribute, 'class' | 'required'>;

/** Options of a catalogue data source. */
interface CatalogueOptions {
  readonly description: string;
  /** Name of the attribute that holds the list. */
  readonly attribute: string;
  readonly rows: readonly Row[];
  list(hikube: Hikube, signal: AbortSignal): Promise<readonly object[]>;
}

export function catalogueDataSource({ description, attribute, rows, list }: CatalogueOptions) {
  const outputs = rows.map((row): TerraformAttribute => ({ ...row, class: 'output', required: false }));
  const whole: TerraformAttribute = {
    name: attribute,
    property: attribute,
    type: 'list',
    class: 'output',
    required: false,
    description,
    attributes: outputs,
  };
  return define.dataSource({
    schema: defineSchema({ description, attributes: { [attribute]: attributeOf(whole, 'data') } }),
    read: async ({ data, signal }) => {
      const hikube = await data.client();
      try {
        const items = await list(hikube, signal);
        return { state: { [attribute]: items.map((item) => fromApi(outputs, item as ApiObject)) } as never };
      } catch (refusal) {
        throw new DiagnosticsError(...diagnosticsOf(refusal, `read the ${attribute.replaceAll('_', ' ')}`));
      }
    },
  });
}

const text = (name: string, property: string, description: string): Row => ({
  name,
  property,
  type: 'string',
  description,
});
const flag = (name: string, property: string, description: string): Row => ({
  name,
  property,
  type: 'bool',
  description,
});

export const versions = catalogueDataSource({
  description: 'Kubernetes versions that can be ordered, oldest first.',
  attribute: 'versions',
  rows: [
    text('minor', 'minor', 'Minor version, such as `1.34`.'),
    text('patch', 'patch', 'Patch that the platform runs.'),
    flag('default', 'default', 'Used when a cluster names none.'),
    {
      name: 'upgrades_to',
      property: 'upgradesTo',
      type: 'list',
      element: { type: 'string' },
      description: 'Minor versions that may follow.',
    },
  ],
  list: (hikube, signal) => hikube.catalogue.kubernetesVersions({ limit: 200, signal }).toArray(),
});

export const instanceTypes = catalogueDataSource({
  description: 'Flavours of worker nodes.',
  attribute: 'instance_types',
  rows: [
    text('name', 'name', 'Name such as `s1.large`.'),
    text('family', 'family', 'Series: s1 standard, u1 universal, m1 memory.'),
    { name: 'vcpus', property: 'vcpus', type: 'number', description: 'Virtual CPUs.' },
    text('memory', 'memory', 'Memory as a quantity.'),
  ],
  list: (hikube, signal) => hikube.catalogue.instanceTypes({ limit: 200, signal }).toArray(),
});

export const gpuTypes = catalogueDataSource({
  description: 'GPUs that nodes can have.',
  attribute: 'gpu_types',
  rows: [
    text('name', 'name', 'Device name for `gpus`.'),
    text('display_name', 'displayName', 'Name for people.'),
    text('memory', 'memory', 'Memory of the card as a quantity.'),
  ],
  list: (hikube, signal) => hikube.catalogue.gpuTypes({ limit: 200, signal }).toArray(),
});

export const sites = catalogueDataSource({
  description: 'Datacentres, and whether each is up.',
  attribute: 'sites',
  rows: [
    text('id', 'id', 'Id of the site.'),
    text('display_name', 'displayName', 'Name for people.'),
    flag('available', 'available', 'It is up.'),
  ],
  list: (hikube, signal) => hikube.catalogue.sites({ limit: 200, signal }).toArray(),
});

export const addons = catalogueDataSource({
  description: 'Add-ons of the catalogue.',
  attribute: 'addons',
  rows: [
    text('id', 'id', 'Id, the `name` of `hikube_kubernetes_addon`.'),
    text('display_name', 'displayName', 'Name for people.'),
    text('description', 'description', 'What it does.'),
    flag('available', 'available', 'This platform offers it.'),
    flag('always_on', 'alwaysOn', 'It cannot be disabled, only configured.'),
    {
      name: 'versions',
      property: 'versions',
      type: 'list',
      element: { type: 'string' },
      description: 'Versions that can be chosen, newest first.',
    },
    flag('values_override', 'valuesOverride', 'It takes Helm values.'),
  ],
  list: (hikube, signal) => hikube.catalogue.addons({ limit: 200, signal }).toArray(),
});
