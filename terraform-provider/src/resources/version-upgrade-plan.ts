// The plan of a version upgrade: one resource decides about a version, and the service says what would happen.
import { compareVersions } from '@hikube/domain';
import type { VersionUpgradeCreate } from '@hikube/sdk';
import {
  type Diagnostic,
  error,
  isUnknown,
  isWhollyKnown,
  type ModifyPlanRequest,
  type ObjectValue,
  own,
  type Schema,
} from 'terraform-plugin';
import { hasCode, noteAbout } from '../api/problems.ts';
import { toApi } from '../bridge/to-api.ts';
import { existingOf, type Met, metInPlan } from '../lifecycle/existing.ts';
import { recall, remember } from '../lifecycle/memory.ts';
import { refusedInPlan } from '../lifecycle/preflight.ts';
import type { ProviderData } from '../provider-data.ts';
import { idOf, label, place, rows, TYPE } from './version-upgrade-state.ts';

export async function planUpgrade({
  action,
  config,
  planned,
  prior,
  data,
  private: memory,
  prefixOf,
}: ModifyPlanRequest<Schema, ProviderData>) {
  if (action === 'delete') {
    const clash = data?.plannedNames.delete(label(prior as ObjectValue), TYPE);
    return clash && { diagnostics: [clash] };
  }
  const values = config as ObjectValue;
  const diagnostics: Diagnostic[] = [];
  const cluster = own(planned as ObjectValue, 'cluster_id');
  const target = own(planned as ObjectValue, 'target_version');
  const isNamed = typeof cluster === 'string' && typeof target === 'string';
  const isImported = prior !== null && recall(memory).hold?.is === 'imported';
  const step = isNamed && action === 'create' ? 'create' : isNamed && isImported ? 'import' : undefined;
  const clash = step && data?.plannedNames[step](label(planned as ObjectValue), TYPE);
  if (clash) return { diagnostics: [clash] };
  let takeOver: string | undefined;
  const name = isUnknown(cluster) ? prefixOf('cluster_id') : cluster;
  if (typeof name === 'string' && data?.clustersWithVersion.has(name)) {
    diagnostics.push(
      error(
        `The version of cluster ${name} is set by its own resource`,
        'Two resources would decide about one version. Either remove this upgrade and change `version` of the cluster, ' +
          `or write \`initial_version\` in place of \`version\` in the cluster.`,
        ['cluster_id'],
      ),
    );
  } else if (
    (action === 'create' || action === 'replace') &&
    typeof cluster === 'string' &&
    data &&
    !data.skipPreflight
  ) {
    const met = await previewOf(data, values, cluster, action);
    diagnostics.push(...met.diagnostics);
    takeOver = met.takeOver;
  }
  const isUnfinished = recall(memory).operation !== undefined;
  return {
    diagnostics,
    unknown: isUnfinished ? [['last_operation']] : [],
    ...(action === 'create' ? { private: remember({ takeOver }) } : {}),
  };
}

async function previewOf(
  data: ProviderData,
  config: ObjectValue,
  cluster: string,
  action: 'create' | 'replace',
): Promise<Met> {
  const target = own(config, 'target_version');
  // A preview without what is unknown would be one of something else.
  if (typeof target !== 'string' || !isWhollyKnown(config)) return { diagnostics: [] };
  try {
    const hikube = await data.client();
    const { version } = await hikube.clusters.get(cluster);
    if ((compareVersions(target, version) ?? 1) <= 0) return { diagnostics: [] };
    const body = toApi(rows, config, 'create') as unknown as VersionUpgradeCreate;
    // What a replacement takes away is no reason against it.
    const options = action === 'create' ? { ifNoneMatch: '*' as const } : {};
    const impact = await hikube.versionUpgrades.previewCreate(cluster, body, options);
    return { diagnostics: noteAbout(label(config), impact.warnings) };
  } catch (refusal) {
    if (hasCode(refusal, 'already_exists')) {
      const existing = existingOf(refusal);
      return metInPlan(
        { name: label(config), type: TYPE, id: idOf(cluster, existing?.object) },
        existing,
        data,
      );
    }
    return { diagnostics: refusedInPlan(refusal, `the ${label(config)}`, place) };
  }
}
