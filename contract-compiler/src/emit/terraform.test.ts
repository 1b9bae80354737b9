// The attribute table that Terraform's schema is built from.
import {
  type TerraformAttribute,
  type TerraformResourceName,
  terraformResources,
} from '@hikube/openapi/terraform-attributes';
import { describe, expect, test } from 'vitest';

function attribute(resource: TerraformResourceName, ...path: string[]): TerraformAttribute {
  let attributes: readonly TerraformAttribute[] = terraformResources[resource].attributes;
  let found: TerraformAttribute | undefined;
  for (const name of path) {
    found = attributes.find((candidate) => candidate.name === name);
    attributes = found?.attributes ?? [];
  }
  if (found === undefined) throw new Error(`there is no ${path.join('.')}`);
  return found;
}

const names = (resource: TerraformResourceName) =>
  terraformResources[resource].attributes.map(({ name }) => name);

test('every resource of the contract', () => {
  expect(Object.keys(terraformResources).sort()).toEqual([
    'kubernetes_addon',
    'kubernetes_cluster',
    'kubernetes_kubeconfig',
    'kubernetes_node_group',
    'kubernetes_version_upgrade',
  ]);
});

test('what changes by itself is no attribute', () => {
  expect(names('kubernetes_cluster')).not.toContain('status');
  expect(names('kubernetes_cluster')).not.toContain('generation');
  expect(names('kubernetes_cluster')).not.toContain('manager');
});

test('names are in snake case and know their property', () => {
  expect(attribute('kubernetes_cluster', 'deletion_protection')).toMatchObject({
    property: 'deletionProtection',
    type: 'bool',
    class: 'constant-default',
    default: false,
    required: false,
  });
});

test('a derived default names its attributes as Terraform does', () => {
  expect(attribute('kubernetes_cluster', 'control_plane', 'etcd_members')).toMatchObject({
    type: 'number',
    class: 'derived-default',
    dependsOn: ['topology'],
    bounds: { minimum: 1, maximum: 5 },
  });
});

test('a quantity has its normaliser and the pattern of what it refers to', () => {
  expect(attribute('kubernetes_node_group', 'disk_size')).toMatchObject({
    type: 'string',
    normaliser: 'quantity',
    default: '20Gi',
    bounds: { maxLength: 32 },
  });
});

test('sets, ordered lists and maps', () => {
  expect(attribute('kubernetes_node_group', 'roles')).toMatchObject({
    type: 'set',
    collection: 'set',
    element: { type: 'string' },
  });
  expect(attribute('kubernetes_node_group', 'gpus')).toMatchObject({
    type: 'list',
    equality: 'multiset',
    attributes: [{ name: 'name', required: true }],
  });
  expect(attribute('kubernetes_cluster', 'labels')).toMatchObject({
    type: 'map',
    collection: 'map',
    element: { type: 'string' },
  });
});

test('a JSON text', () => {
  expect(attribute('kubernetes_addon', 'values_override')).toMatchObject({
    type: 'string',
    json: true,
    normaliser: 'json',
    secret: 'maybe',
  });
});

test('a closed enum lists its values', () => {
  expect(attribute('kubernetes_cluster', 'topology').enum).toEqual(['production', 'development']);
});

describe('inline maps', () => {
  test('hold what a person writes of a child, without its name', () => {
    const map = attribute('kubernetes_cluster', 'node_groups');
    expect(map).toMatchObject({
      type: 'map',
      class: 'input',
      required: false,
      inline: 'kubernetes_node_group',
    });
    expect(map.attributes?.map(({ name }) => name)).toEqual([
      'min_replicas',
      'max_replicas',
      'instance_type',
      'resources',
      'disk_size',
      'storage_class',
      'kubelet',
      'health_check',
      'roles',
      'gpus',
      'labels',
      'taints',
      'rollout',
    ]);
  });

  test('of add-ons', () => {
    const map = attribute('kubernetes_cluster', 'addons');
    expect(map.inline).toBe('kubernetes_addon');
    expect(map.attributes?.map(({ name }) => name)).toEqual(['version', 'values_override', 'options']);
  });
});
