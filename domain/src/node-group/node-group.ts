// A node group as a whole: every rule that holds inside one group, whoever checks it.
import type { Inputs } from '@hikube/openapi/fields';
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { checkInstanceType, checkStorageClass } from '../catalogue/lookup.ts';
import type { Finding } from '../finding.ts';
import { checkLabels } from '../values/labels.ts';
import { checkNodeGroupName } from '../values/name.ts';
import { at } from '../values/pointer.ts';
import { checkPositiveQuantity } from '../values/quantity.ts';
import { checkObject } from '../values/read.ts';
import { checkAbilities } from './abilities.ts';
import { checkGpus } from './gpus.ts';
import { checkHealthCheck } from './health-check.ts';
import { checkKubelet } from './kubelet.ts';
import { reservedNodeLabel } from './reserved-keys.ts';
import { checkResources } from './resources.ts';
import { checkRoles } from './roles.ts';
import { checkRollout } from './rollout.ts';
import { checkScaling } from './scaling.ts';
import { checkTaints, type TaintInput } from './taints.ts';

/** A pool of equal workers, as a caller writes it. Absent fields have the defaults of the contract. */
export interface NodeGroupInput {
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly instanceType?: string;
  readonly resources?: { readonly cpu: string; readonly memory: string };
  readonly diskSize?: string;
  readonly storageClass?: string;
  readonly kubelet?: Inputs['NodeGroup']['kubelet'];
  readonly healthCheck?: Inputs['NodeGroup']['healthCheck'];
  readonly roles?: readonly string[];
  readonly gpus?: readonly { readonly name: string }[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly TaintInput[];
  readonly rollout?: { readonly maxSurge?: number; readonly maxUnavailable?: number };
}

/** What is known around a group. Everything is optional: a rule that needs what is absent finds nothing. */
export interface NodeGroupContext {
  /** Name of the cluster: both names together have a greatest length. */
  readonly clusterName?: unknown;
  readonly catalogue?: KnownCatalogue | undefined;
  /** Ids of the add-ons that the cluster has; absent when that is not known. */
  readonly addonIds?: readonly string[] | undefined;
  /** Where the group stands in the checked document; `''` when it is the document. */
  readonly pointer?: string;
  /** Where the name stands, when that is not the key at `pointer`. */
  readonly namePointer?: string;
}

/**
 * Checks a node group by itself.
 * @param name its name; `undefined` or `UNKNOWN` leaves the name unchecked
 * @param group any JSON; typed callers pass {@link NodeGroupInput}
 */
export function checkNodeGroup(
  name: unknown,
  group: unknown,
  context: NodeGroupContext = {},
): readonly Finding[] {
  const pointer = context.pointer ?? '';
  const { catalogue, addonIds } = context;
  return [
    ...checkNodeGroupName(name, context.clusterName, context.namePointer ?? pointer),
    ...checkObject(group, pointer, 'A node group', (object) => [
      ...checkScaling(object, pointer),
      ...checkInstanceType(object['instanceType'], catalogue, at(pointer, 'instanceType')),
      ...checkResources(object['resources'], at(pointer, 'resources')),
      ...checkPositiveQuantity(object['diskSize'], at(pointer, 'diskSize'), 'diskSize'),
      ...checkStorageClass(object['storageClass'], catalogue, at(pointer, 'storageClass')),
      ...checkKubelet(object, catalogue, pointer),
      ...checkHealthCheck(object['healthCheck'], at(pointer, 'healthCheck')),
      ...checkRoles(object['roles'], at(pointer, 'roles')),
      ...checkGpus(object, { catalogue, addonIds }, pointer),
      ...checkLabels(object['labels'], at(pointer, 'labels'), reservedNodeLabel),
      ...checkTaints(object['taints'], at(pointer, 'taints')),
      ...checkRollout(object['rollout'], at(pointer, 'rollout')),
      ...checkAbilities(object, catalogue, pointer),
    ]),
  ];
}
