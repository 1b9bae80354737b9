// A version upgrade in Terraform's words: its schema, its names and its state.
import { terraformResources } from '@hikube/openapi/terraform-attributes';
import type { VersionUpgrade } from '@hikube/sdk';
import {
  attribute,
  defineSchema,
  isUnknown,
  keepSpelling,
  type ObjectValue,
  objectFrom,
  own,
  type Schema,
} from 'terraform-plugin';
import { attributesOf } from '../bridge/attribute.ts';
import { fromApi } from '../bridge/from-api.ts';
import type { ApiObject } from '../bridge/to-api.ts';
import { clusterId, id, lastOperation, timeouts } from './common.ts';

const { attributes, description } = terraformResources.kubernetes_version_upgrade;
// `id` of the contract is only half of Terraform's id; it is shown as upgrade_id.
export const rows = attributes.filter((row) => row.name !== 'id');

export const schema: Schema = defineSchema({
  description: `${description} Terraform waits for one that starts now; one that starts later is done for Terraform once it is accepted. One that somebody cancels is planned again.`,
  attributes: {
    ...attributesOf(rows),
    id: id('`<cluster>/<upgrade>`'),
    cluster_id: clusterId,
    upgrade_id: attribute.string({
      computed: true,
      description: 'Id of the upgrade in the API; null when the cluster had reached the version already.',
    }),
    last_operation: lastOperation,
    timeouts: timeouts.attribute,
  },
});

/** Where problems of the API point into. */
export const place = { rows };

export const TYPE = 'hikube_kubernetes_version_upgrade';

/** Its id for an import, where the API tells which upgrade is there. */
export const idOf = (cluster: string, existing: { readonly name?: string } | undefined) =>
  `${cluster}/${existing?.name ?? 'ID'}`;

export const clusterOf = (values: ObjectValue) => String(values['cluster_id']);

/** `upgrade of cluster prod to 1.34` */
export const label = (values: ObjectValue) =>
  `upgrade of cluster ${clusterOf(values)} to ${String(values['target_version'])}`;

/** What is known of an upgrade: all of it, only that it was accepted, or that it was not needed. */
export type Known = VersionUpgrade | { readonly acceptedAs: string } | undefined;

/**
 * Terraform values.
 * @param known what Terraform has
 * @param from minor version at the time of the request
 */
export function toState(known: ObjectValue, upgrade: Known, from: string, operation: unknown): ObjectValue {
  const cluster = clusterOf(known);
  const isRead = upgrade !== undefined && 'id' in upgrade;
  const api = isRead ? fromApi(rows, upgrade as unknown as ApiObject) : inputsOf(known, from);
  const upgradeId = upgrade === undefined ? null : isRead ? upgrade.id : upgrade.acceptedAs;
  const fresh = objectFrom([
    ...Object.entries(known).map(([key, value]) => [key, isUnknown(value) ? null : value] as const),
    ...Object.entries(api),
    ['id', `${cluster}/${upgradeId ?? 'reached'}`],
    ['cluster_id', cluster],
    ['upgrade_id', upgradeId],
    ['last_operation', typeof operation === 'string' ? operation : null],
  ]);
  return keepSpelling(schema, known, fresh);
}

function inputsOf(known: ObjectValue, from: string): ObjectValue {
  return objectFrom([
    ['target_version', own(known, 'target_version')],
    ['from_version', from],
  ]);
}
