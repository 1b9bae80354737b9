// State of other providers that a `moved` block can turn into a cluster: what they know of it is mapped, and the next
// read fills in the rest.

import { type MoveSource, type ObjectValue, objectFrom, type Schema, type Value } from 'terraform-plugin';
import { remember } from '../lifecycle/memory.ts';

/** An attribute of the other state; null when it is absent or of no use. */
const text = (state: Readonly<Record<string, unknown>>, name: string): string | null => {
  const value = state[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** `cozystack_kubernetes`: one resource with its groups inside, named in a namespace of the management cluster. */
export const fromCozystack: MoveSource<Schema> = {
  typeName: 'cozystack_kubernetes',
  move: ({ state }) => {
    const name = text(state, 'name');
    if (name === null) {
      return {
        diagnostics: [
          {
            severity: 'error',
            summary: 'This state has no name',
            detail:
              'A cozystack_kubernetes without a name cannot be moved. Import the cluster instead: terraform import hikube_kubernetes_cluster.NAME <name>.',
          },
        ],
      };
    }
    const namespace = text(state, 'namespace');
    return {
      private: remember({ movedFrom: namespace ?? undefined }),
      state: objectFrom([
        ['name', name],
        ['id', name],
        ['version', text(state, 'version')],
        ['storage_class', text(state, 'storage_class')],
        ['host', text(state, 'host')],
        // A map here means that the groups are managed with the cluster; the read brings what they are now.
        ['node_groups', nodeGroups(state['node_groups'])],
      ]),
    };
  },
};

function nodeGroups(groups: unknown): Value {
  if (typeof groups !== 'object' || groups === null || Array.isArray(groups)) return null;
  return objectFrom(
    Object.entries(groups).map(([name, group]) => [name, nodeGroup((group ?? {}) as ObjectValue)]),
  );
}

function nodeGroup(group: ObjectValue): ObjectValue {
  const {
    min_replicas = 0,
    max_replicas = 10,
    instance_type = null,
    disk_size = null,
    roles,
    resources,
  } = group;
  return objectFrom([
    ['min_replicas', min_replicas],
    ['max_replicas', max_replicas],
    ['instance_type', instance_type],
    ['disk_size', disk_size],
    ['roles', roles ?? []],
    ['resources', resources ?? null],
    ['gpus', []],
  ]);
}
