// hikube_kubernetes_cluster
import { checkCluster } from '@hikube/domain';
import { error, isObject, isUnknown, type ObjectValue, own } from 'terraform-plugin';
import { diagnosticsOfFindings } from '../api/problems.ts';
import { toApi } from '../bridge/to-api.ts';
import { createObject } from '../lifecycle/create.ts';
import { deleteObject } from '../lifecycle/delete.ts';
import { readObject } from '../lifecycle/read.ts';
import { updateObject } from '../lifecycle/update.ts';
import { parseClusterId } from './children.ts';
import { clusterKind as kind, separateChildren } from './cluster-kind.ts';
import { fromCozystack } from './cluster-move.ts';
import { planCluster } from './cluster-plan.ts';
import { noteProtection } from './cluster-protection.ts';
import { define, timeouts } from './common.ts';

export const cluster = define.resource({
  schema: kind.schema,
  validate: ({ config }) => {
    const values = config as ObjectValue;
    const findings = checkCluster(toApi(kind.rows, values, 'rules'));
    const errors = findings.filter(({ severity }) => severity === 'error');
    const diagnostics = diagnosticsOfFindings(errors, kind);
    return { diagnostics: [...diagnostics, ...initialVersion(values), ...nullsInValues(values)] };
  },
  modifyPlan: planCluster,
  create: (request) =>
    createObject(kind, request, {
      timeoutMs: timeouts.ms('create', request.plan['timeouts']),
      // A group or an add-on that failed is no reason to throw a working control plane away.
      isUsable: ({ status }) => status.controlPlane.ready > 0 && status.phase !== 'Failed',
    }),
  read: async (request) => {
    const result = await readObject(kind, request, (found) => ({ separate: separateChildren(found) }));
    noteProtection(result.state as ObjectValue | null, request.data);
    return result;
  },
  update: (request) =>
    updateObject(kind, request, { timeoutMs: timeouts.ms('update', request.plan['timeouts']) }),
  delete: (request) =>
    deleteObject(kind, request, { timeoutMs: timeouts.ms('delete', request.state['timeouts']) }),
  import: ({ id }) => ({ state: { name: parseClusterId(id), id } }),
  moves: [fromCozystack],
});

function initialVersion(config: ObjectValue) {
  const initial = own(config, 'initial_version');
  const version = own(config, 'version');
  // One that is unknown may turn out to be none; apply validates again with what it is then.
  if ([initial, version].some((value) => value === null || isUnknown(value))) return [];
  return [
    error(
      'version and initial_version exclude each other',
      'Keep version to upgrade the cluster by changing it here, or initial_version to upgrade it with hikube_kubernetes_version_upgrade.',
      ['initial_version'],
    ),
  ];
}

/** Inline add-ons are changed by merge patch, in which null takes a key away and cannot be a value. */
function nullsInValues(config: ObjectValue) {
  const map = own(config, 'addons');
  if (!isObject(map)) return [];
  return Object.entries(map).flatMap(([name, addon]) => {
    const text = isObject(addon) ? own(addon, 'values_override') : null;
    if (typeof text !== 'string' || !hasNull(parsed(text))) return [];
    return [
      error(
        'A null cannot be sent here',
        `The Helm values of ${name} have a null, which would only take the key out of values_override. ` +
          'Use a hikube_kubernetes_addon for it, which sends its values whole, or leave the key out.',
        ['addons', { key: name }, 'values_override'],
      ),
    ];
  });
}

/** A list is sent whole, with every null in it. */
function hasNull(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && !Array.isArray(value) && Object.values(value).some(hasNull);
}

/** What is no JSON was refused already. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
