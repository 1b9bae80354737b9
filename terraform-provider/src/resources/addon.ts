// hikube_kubernetes_addon
import {
  canonicalJson,
  checkAddon,
  checkSecretValues,
  type Finding,
  loweredAddon,
  normaliseJsonText,
} from '@hikube/domain';
import { type TerraformAttribute, terraformResources } from '@hikube/openapi/terraform-attributes';
import type { Addon, AddonPut } from '@hikube/sdk';
import { attribute, defineSchema, type ObjectValue, objectFrom, own, type Schema } from 'terraform-plugin';
import { diagnosticsOfFindings } from '../api/problems.ts';
import { attributesOf } from '../bridge/attribute.ts';
import { fromApi } from '../bridge/from-api.ts';
import { mergePatch } from '../bridge/merge-patch.ts';
import { secretsIn } from '../bridge/secrets.ts';
import { type ApiObject, toApi } from '../bridge/to-api.ts';
import { textValidators } from '../bridge/validators.ts';
import { createObject } from '../lifecycle/create.ts';
import { deleteObject } from '../lifecycle/delete.ts';
import type { Kind } from '../lifecycle/kind.ts';
import { planChild } from '../lifecycle/plan-child.ts';
import { readObject } from '../lifecycle/read.ts';
import { updateObject } from '../lifecycle/update.ts';
import type { ProviderData } from '../provider-data.ts';
import { parseChildId } from './children.ts';
import { clusterId, define, id, lastOperation, timeouts } from './common.ts';

const { attributes: rows, description } = terraformResources.kubernetes_addon;

const schema: Schema = defineSchema({
  description,
  attributes: {
    ...attributesOf(rows),
    id: id('`<cluster>/<add-on>`'),
    cluster_id: clusterId,
    values_override_wo: attribute.string({
      optional: true,
      sensitive: true,
      writeOnly: true,
      versionedBy: 'values_override_wo_version',
      description:
        'Helm values with secrets, as JSON text. They win over `values_override`, are stored encrypted by the service and never returned, and never stored by Terraform; change `values_override_wo_version` to send them again. An import reads none of them: the first apply after it sends what the configuration has.',
      validators: textValidators({ json: true }),
    }),
    values_override_wo_version: attribute.int64({
      optional: true,
      description: 'Count it up when `values_override_wo` has changed: Terraform cannot see that by itself.',
    }),
    last_operation: lastOperation,
    timeouts: timeouts.attribute,
  },
});

/** Where the API says that secret values are wrong. No value ever comes from there. */
const SECRET_VALUES: TerraformAttribute = {
  name: 'values_override_wo',
  property: 'secretValues',
  type: 'string',
  class: 'input',
  required: false,
  json: true,
  description: 'Secret Helm values.',
};

const cluster = (values: ObjectValue) => String(values['cluster_id']);
const name = (values: ObjectValue) => String(values['name']);

const kind: Kind<Addon> = {
  noun: 'add-on',
  type: 'hikube_kubernetes_addon',
  schema,
  rows: [...rows, SECRET_VALUES],
  idOf: (values) => `${cluster(values)}/${name(values)}`,
  heldAs: (values) => ({ kind: 'Addon', cluster: cluster(values), name: name(values) }),
  get: (hikube, values, signal) => hikube.addons.get(cluster(values), name(values), { signal }),
  refresh: (reads, values, signal) => reads.addons.read(`${cluster(values)}/${name(values)}`, signal),
  toState: (addon, known) =>
    objectFrom([
      ...Object.entries(fromApi(rows, addon as unknown as ApiObject)),
      ['id', `${addon.cluster}/${addon.name}`],
      ['cluster_id', addon.cluster],
      ['values_override_wo', null],
      ['values_override_wo_version', own(known, 'values_override_wo_version')],
      ['last_operation', known['last_operation'] ?? null],
      ['timeouts', known['timeouts'] ?? null],
    ]),
  create: (hikube, values, body, options) =>
    hikube.addons.put(cluster(values), name(values), body as AddonPut, {
      manager: 'separate',
      ...options,
    }),
  previewCreate: (hikube, values, body, options) =>
    hikube.addons.previewPut(cluster(values), name(values), body as AddonPut, options),
  update: (hikube, values, body, options) =>
    hikube.addons.put(cluster(values), name(values), body as AddonPut, {
      manager: 'separate',
      ...options,
    }),
  previewUpdate: (hikube, values, body, options) =>
    hikube.addons.previewPut(cluster(values), name(values), body as AddonPut, options),
  delete: (hikube, values, options) => hikube.addons.delete(cluster(values), name(values), options),
  createBody: bodyOf,
  updateBody: (state, plan, config) => {
    const version = 'values_override_wo_version';
    const resend = canonicalJson(own(state, version)) !== canonicalJson(own(plan, version));
    const changed = Object.keys(mergePatch(rows, state, plan)).length > 0;
    return changed || resend ? bodyOf(plan, config) : undefined;
  },
};

/** Secret values are in hand from here on: whatever goes wrong now, nobody shall read them in a log. */
function guarded<R extends { readonly config: unknown; readonly data?: ProviderData | undefined }>(
  request: R,
): R {
  const secret = own(request.config as ObjectValue | null, 'values_override_wo');
  if (typeof secret === 'string') for (const text of secretsIn(secret)) request.data?.addSecret(text);
  return request;
}

/** PUT carries the whole add-on; its name is in the path. */
function bodyOf(plan: ObjectValue, config: ObjectValue): ApiObject {
  const { name: _inPath, ...body } = toApi(rows, plan, 'create');
  const secret = own(config, 'values_override_wo');
  if (typeof secret !== 'string') return body;
  return { ...body, secretValues: JSON.parse(secret) };
}

/** Nothing is said while the values, or the add-on, are unknown; text that is no JSON is told at the attribute. */
function checkSecret(addonId: unknown, config: ObjectValue): readonly Finding[] {
  const secret = own(config, 'values_override_wo');
  if (typeof secret !== 'string' || typeof addonId !== 'string') return [];
  const text = normaliseJsonText(secret);
  return text === undefined ? [] : checkSecretValues(addonId, JSON.parse(text));
}

export const addon = define.resource({
  schema,
  validate: ({ config }) => {
    const { name: addonId, ...body } = toApi(rows, config as ObjectValue, 'rules');
    const errors = [...checkAddon(addonId, body), ...checkSecret(addonId, config as ObjectValue)].filter(
      ({ severity }) => severity === 'error',
    );
    // The id of an add-on is its name; a finding about the id has no other place to point at.
    return {
      diagnostics: diagnosticsOfFindings(errors, kind).map((d) =>
        d.path?.length ? d : { ...d, path: ['name'] },
      ),
    };
  },
  modifyPlan: (request) =>
    planChild(kind, guarded(request), 'addons', (prior, planned) =>
      planned === null ? loweredAddon(name(prior)) : [],
    ),
  create: (request) =>
    createObject(kind, guarded(request), { timeoutMs: timeouts.ms('create', request.plan['timeouts']) }),
  read: (request) => readObject(kind, request),
  update: (request) =>
    updateObject(kind, guarded(request), { timeoutMs: timeouts.ms('update', request.plan['timeouts']) }),
  delete: (request) =>
    deleteObject(kind, request, { timeoutMs: timeouts.ms('delete', request.state['timeouts']) }),
  import: ({ id: text }) => {
    const child = parseChildId(text, kind.noun);
    return { state: { id: text, cluster_id: child.cluster, name: child.name } };
  },
});
