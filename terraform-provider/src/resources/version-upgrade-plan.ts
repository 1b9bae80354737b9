// The plan of a version upgrade: one resource decides about a version, and the service says what would happen.
import { compareVersions } from '@hikube/domain';
import type { VersionUpgradeCreate } from '@hikube/sdk';
import { noteAbout } from '../api/problems.ts';
import { toApi } from '../contract/to-api.ts';
import {
  type Diagnostic,
  error,
  isWhollyKnown,
  type ModifyPlanRequest,
  type ObjectValue,
  own,
  type Schema,
} from '../framework/index.ts';
import { recall } from '../lifecycle/memory.ts';
import { refusedInPlan } from '../lifecycle/preflight.ts';
import type { ProviderData } from '../provider-data.ts';
import { label, place, rows } from './version-upgrade-state.ts';

export async function planUpgrade({
  action,
  config,
  planned,
  data,
  private: memory,
}: ModifyPlanRequest<Schema, ProviderData>) {
  if (action === 'delete') return undefined;
  const values = config as ObjectValue;
  const diagnostics: Diagnostic[] = [];
  const cluster = own(planned as ObjectValue, 'cluster_id');
  if (typeof cluster === 'string' && data?.clustersWithVersion.has(cluster)) {
    diagnostics.push(
      error(
        `The version of cluster ${cluster} is set by its own resource`,
        'Two resources would decide about one version. Either remove this upgrade and change `version` of the cluster, ' +
          `or write \`initial_version\` in place of \`version\` in the cluster.`,
        ['cluster_id'],
      ),
    );
  } else if (action === 'create' && typeof cluster === 'string' && data && !data.skipPreflight) {
    diagnostics.push(...(await previewOf(data, values, cluster)));
  }
  const isUnfinished = recall(memory).operation !== undefined;
  return { diagnostics, unknown: isUnfinished ? [['last_operation']] : [] };
}

async function previewOf(
  data: ProviderData,
  config: ObjectValue,
  cluster: string,
): Promise<readonly Diagnostic[]> {
  const target = own(config, 'target_version');
  // A preview without what is unknown would be one of something else.
  if (typeof target !== 'string' || !isWhollyKnown(config)) return [];
  try {
    const hikube = await data.client();
    const { version } = await hikube.clusters.get(cluster);
    if ((compareVersions(target, version) ?? 1) <= 0) return [];
    const body = toApi(rows, config, 'create') as unknown as VersionUpgradeCreate;
    const impact = await hikube.versionUpgrades.previewCreate(cluster, body);
    return noteAbout(label(config), impact.warnings);
  } catch (refusal) {
    return refusedInPlan(refusal, `the ${label(config)}`, place);
  }
}
