// hikube_kubernetes_upgrade_plan: what an upgrade would do, before anyone asks for it.
import { attribute, DiagnosticsError, defineSchema, type ObjectValue, own } from 'terraform-plugin';
import { diagnosticsOf } from '../api/problems.ts';
import { attributesOf } from '../bridge/attribute.ts';
import { fromApi } from '../bridge/from-api.ts';
import type { ApiObject } from '../bridge/to-api.ts';
import { versionValidators } from '../bridge/validators.ts';
import { define } from '../resources/common.ts';
import { count, objects, output, text, texts } from './rows.ts';

const finding = [
  text('pointer', 'What it is about.'),
  text('code', 'Rule.'),
  text('detail', 'A sentence with the next step.'),
];

/** How an object is named. */
const referenceRows = [
  text('kind', 'Kind of the object, such as `ControlPlane` or `NodeGroup`.'),
  text('cluster', 'Cluster that it is or belongs to.'),
  text('name', 'Its name.'),
  text('uid', 'Its identity; null for what has none.'),
];

const rows = [
  text('currentVersion', 'Minor version now, queued upgrades included.'),
  texts('allowedTargets', 'Versions that may be asked for now.'),
  objects('steps', 'In order: control plane first, then node groups.', [
    text('name', 'What happens.'),
    output('target', 'object', 'What is worked on: the control plane of the cluster, or a node group.', {
      attributes: referenceRows,
    }),
    count('nodes', 'Nodes that are replaced in this step.'),
  ]),
  count('nodesRolled', 'Nodes that are replaced in all.'),
  objects('blockers', 'Why the upgrade would be refused now; empty when it may start.', finding),
  objects('warnings', 'What to look at first.', finding),
];

export const upgradePlan = define.dataSource({
  schema: defineSchema({
    description:
      'What an upgrade would do: allowed targets, ordered steps, nodes that roll, and what stands in the way.',
    attributes: {
      cluster_id: attribute.string({ required: true, description: 'Id of the cluster.' }),
      target_version: attribute.string({
        optional: true,
        computed: true,
        validators: versionValidators,
        description:
          'Minor version to reach; the next one when it is not set. Null when nothing newer exists.',
      }),
      ...attributesOf(rows, 'data'),
    },
  }),
  read: async ({ config, data, signal }) => {
    const written = config as ObjectValue;
    const target = own(written, 'target_version');
    const hikube = await data.client();
    const cluster = String(written['cluster_id']);
    try {
      const plan = await hikube.versionUpgrades.plan(cluster, {
        signal,
        ...(typeof target === 'string' && { to: target }),
      });
      return {
        state: {
          ...fromApi(rows, plan as unknown as ApiObject),
          cluster_id: cluster,
          target_version: typeof target === 'string' ? target : plan.targetVersion,
        } as never,
      };
    } catch (refusal) {
      throw new DiagnosticsError(...diagnosticsOf(refusal, `plan an upgrade of cluster ${cluster}`));
    }
  },
});
