// hikube_kubernetes_cluster
import { checkCluster, checkVersion } from '@hikube/domain';
import { diagnosticsOfFindings } from '../api/problems.ts';
import { toApi } from '../contract/to-api.ts';
import { error, isUnknown, type ObjectValue, own } from '../framework/index.ts';
import { createObject } from '../lifecycle/create.ts';
import { deleteObject } from '../lifecycle/delete.ts';
import { readObject } from '../lifecycle/read.ts';
import { updateObject } from '../lifecycle/update.ts';
import { clusterKind as kind, separateChildren } from './cluster-kind.ts';
import { fromCozystack } from './cluster-move.ts';
import { planCluster } from './cluster-plan.ts';
import { define, timeouts } from './common.ts';

export const cluster = define.resource({
  schema: kind.schema,
  validate: ({ config }) => {
    const values = config as ObjectValue;
    const findings = checkCluster(toApi(kind.rows, values, 'rules'));
    const errors = findings.filter(({ severity }) => severity === 'error');
    return { diagnostics: [...diagnosticsOfFindings(errors, kind), ...initialVersion(values)] };
  },
  modifyPlan: planCluster,
  create: (request) =>
    createObject(kind, request, {
      timeoutMs: timeouts.ms('create', request.plan['timeouts']),
      // A group or an add-on that failed is no reason to throw a working control plane away.
      isUsable: ({ status }) => status.controlPlane.ready > 0 && status.phase !== 'Failed',
    }),
  read: (request) => readObject(kind, request, (found) => ({ separate: separateChildren(found) })),
  update: (request) =>
    updateObject(kind, request, { timeoutMs: timeouts.ms('update', request.plan['timeouts']) }),
  delete: (request) =>
    deleteObject(kind, request, { timeoutMs: timeouts.ms('delete', request.state['timeouts']) }),
  import: ({ id }) => ({ state: { name: id, id } }),
  moves: [fromCozystack],
});

function initialVersion(config: ObjectValue) {
  const initial = own(config, 'initial_version');
  if (initial === null || isUnknown(initial)) return [];
  if (own(config, 'version') !== null) {
    return [
      error(
        'version and initial_version exclude each other',
        'Keep version to upgrade the cluster by changing it here, or initial_version to upgrade it with hikube_kubernetes_version_upgrade.',
        ['initial_version'],
      ),
    ];
  }
  return checkVersion(initial)
    .filter(({ severity }) => severity === 'error')
    .map(({ detail }) => error('Invalid version', detail, ['initial_version']));
}
