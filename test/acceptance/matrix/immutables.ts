// What the contract says cannot change in place: an object of each resource, and what it would change to.
import type { TerraformResourceName } from '@hikube/openapi/terraform-attributes';
import { Expression, type HclValue } from '../hcl.ts';

const id = new Expression('hikube_kubernetes_cluster.home.id');
export const other = new Expression('hikube_kubernetes_cluster.other.id');

/** An object of each resource, and for each attribute that cannot change what it would change to. */
export const OBJECTS = {
  kubernetes_cluster: {
    base: { name: 'first', storage_class: 'replicated', topology: 'development', site: 'geneva' },
    changes: { name: 'second', storage_class: 'local', host: 'other.example.org', site: 'gland' },
  },
  kubernetes_node_group: {
    base: { cluster_id: id, name: 'first' },
    changes: { name: 'second', cluster_id: other },
  },
  kubernetes_addon: {
    base: { cluster_id: id, name: 'cert-manager' },
    changes: { name: 'flux', cluster_id: other },
  },
  kubernetes_version_upgrade: {
    base: { cluster_id: id, target_version: '1.34', start: 'at', start_at: '2034-01-01T00:00:00Z' },
    changes: {
      target_version: '1.35',
      start: 'window',
      start_at: '2034-01-02T00:00:00Z',
      max_unavailable: 2,
      max_surge: 2,
      cluster_id: other,
    },
  },
} as const satisfies Partial<
  Record<TerraformResourceName, { base: Record<string, HclValue>; changes: Record<string, HclValue> }>
>;
export type Immutable = keyof typeof OBJECTS;
