// hikube_kubernetes_node_group
import { checkNodeGroup, UNKNOWN as LATER, loweredNodeGroup } from '@hikube/domain';
import { terraformResources } from '@hikube/openapi/terraform-attributes';
import type { NodeGroup, NodeGroupCreate } from '@hikube/sdk';
import { defineSchema, isUnknown, type ObjectValue, objectFrom, type Schema } from 'terraform-plugin';
import { diagnosticsOfFindings } from '../api/problems.ts';
import { attributesOf } from '../bridge/attribute.ts';
import { fromApi } from '../bridge/from-api.ts';
import { mergePatch } from '../bridge/merge-patch.ts';
import { type ApiObject, toApi } from '../bridge/to-api.ts';
import { createObject } from '../lifecycle/create.ts';
import { deleteObject } from '../lifecycle/delete.ts';
import type { Kind } from '../lifecycle/kind.ts';
import { planChild } from '../lifecycle/plan-child.ts';
import { readObject } from '../lifecycle/read.ts';
import { updateObject } from '../lifecycle/update.ts';
import { parseChildId } from './children.ts';
import { applyIn, applyInOf, clusterId, define, id, lastOperation, timeouts } from './common.ts';

const { attributes: rows, description } = terraformResources.kubernetes_node_group;

const schema: Schema = defineSchema({
  description,
  attributes: {
    ...attributesOf(rows),
    id: id('`<cluster>/<node group>`'),
    cluster_id: clusterId,
    apply_in: applyIn,
    last_operation: lastOperation,
    timeouts: timeouts.attribute,
  },
});

const cluster = (values: ObjectValue) => String(values['cluster_id']);
const name = (values: ObjectValue) => String(values['name']);

const kind: Kind<NodeGroup> = {
  noun: 'node group',
  type: 'hikube_kubernetes_node_group',
  schema,
  rows,
  idOf: (values) => `${cluster(values)}/${name(values)}`,
  heldAs: (values) => ({ kind: 'NodeGroup', cluster: cluster(values), name: name(values) }),
  get: (hikube, values, signal) => hikube.nodeGroups.get(cluster(values), name(values), { signal }),
  refresh: (reads, values, signal) => reads.nodeGroups.read(`${cluster(values)}/${name(values)}`, signal),
  toState: (group, known) =>
    objectFrom([
      ...Object.entries(fromApi(rows, group as unknown as ApiObject)),
      ['id', `${group.cluster}/${group.name}`],
      ['cluster_id', group.cluster],
      ['apply_in', known['apply_in'] ?? null],
      ['last_operation', known['last_operation'] ?? null],
      ['timeouts', known['timeouts'] ?? null],
    ]),
  create: (hikube, values, body, options) =>
    hikube.nodeGroups.create(cluster(values), body as unknown as NodeGroupCreate, {
      manager: 'separate',
      ...options,
    }),
  previewCreate: (hikube, values, body, options) =>
    hikube.nodeGroups.previewCreate(cluster(values), body as unknown as NodeGroupCreate, options),
  update: (hikube, values, body, options) =>
    hikube.nodeGroups.update(cluster(values), name(values), body, {
      manager: 'separate',
      ...applyInOf(values),
      ...options,
    }),
  previewUpdate: (hikube, values, body, options) =>
    hikube.nodeGroups.previewUpdate(cluster(values), name(values), body, {
      ...applyInOf(values),
      ...options,
    }),
  delete: (hikube, values, options) => hikube.nodeGroups.delete(cluster(values), name(values), options),
  createBody: (plan) => toApi(rows, plan, 'create'),
  updateBody: (state, plan) => {
    const patch = mergePatch(rows, state, plan);
    return Object.keys(patch).length === 0 ? undefined : patch;
  },
};

export const nodeGroup = define.resource({
  schema,
  validate: ({ config }) => {
    const body = toApi(rows, config as ObjectValue, 'rules');
    const parent = (config as ObjectValue)['cluster_id'];
    const clusterName = isUnknown(parent) ? LATER : parent;
    const findings = checkNodeGroup(body['name'], body, { clusterName, namePointer: '/name' });
    return {
      diagnostics: diagnosticsOfFindings(
        findings.filter(({ severity }) => severity === 'error'),
        kind,
      ),
    };
  },
  modifyPlan: (request) =>
    planChild(kind, request, 'node_groups', (prior, planned) =>
      planned === null
        ? []
        : loweredNodeGroup(name(prior), toApi(rows, prior, 'rules'), toApi(rows, planned, 'rules')),
    ),
  create: (request) =>
    createObject(kind, request, { timeoutMs: timeouts.ms('create', request.plan['timeouts']) }),
  read: (request) => readObject(kind, request),
  update: (request) =>
    updateObject(kind, request, { timeoutMs: timeouts.ms('update', request.plan['timeouts']) }),
  delete: (request) =>
    deleteObject(kind, request, { timeoutMs: timeouts.ms('delete', request.state['timeouts']) }),
  import: ({ id: text }) => {
    const child = parseChildId(text, kind.noun);
    return { state: { id: text, cluster_id: child.cluster, name: child.name } };
  },
});
