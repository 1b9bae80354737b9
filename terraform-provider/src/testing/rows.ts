// A small table of every kind of row, for the tests of this folder.
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';

const row = (over: Partial<TerraformAttribute> & { name: string }): TerraformAttribute => ({
  property: over.name,
  type: 'string',
  class: 'input',
  required: false,
  description: '',
  ...over,
});

export const rows: readonly TerraformAttribute[] = [
  row({
    name: 'name',
    required: true,
    immutable: 'replace',
    bounds: { minLength: 1, maxLength: 42, pattern: '^[a-z]+$' },
  }),
  row({ name: 'parent', class: 'output', parent: true }),
  row({ name: 'display_name', property: 'displayName', class: 'constant-default', default: '' }),
  row({ name: 'version', class: 'derived-default', dependsOn: [], normaliser: 'kubernetesVersion' }),
  row({ name: 'endpoint', class: 'output' }),
  row({ name: 'labels', type: 'map', element: { type: 'string' }, class: 'constant-default', default: {} }),
  row({
    name: 'control_plane',
    property: 'controlPlane',
    type: 'object',
    class: 'derived-default',
    dependsOn: ['topology'],
    attributes: [
      row({ name: 'replicas', type: 'number', class: 'derived-default', dependsOn: ['topology'] }),
      row({
        name: 'etcd_members',
        property: 'etcdMembers',
        type: 'number',
        class: 'derived-default',
        dependsOn: ['topology'],
      }),
    ],
  }),
  row({
    name: 'node_groups',
    property: 'nodeGroups',
    type: 'map',
    attributes: [
      row({
        name: 'min_replicas',
        property: 'minReplicas',
        type: 'number',
        class: 'constant-default',
        default: 0,
      }),
      row({
        name: 'roles',
        type: 'set',
        element: { type: 'string' },
        class: 'constant-default',
        default: [],
      }),
      row({
        name: 'gpus',
        type: 'list',
        class: 'constant-default',
        default: [],
        attributes: [row({ name: 'name', required: true })],
      }),
    ],
  }),
  row({ name: 'values', type: 'string', json: true, normaliser: 'json' }),
];
