// Changes of what is sent that break clients.
import { body, operation, parameter, property, schema } from './contract-copy.ts';
import type { PlantedBreak } from './planted.ts';

const JSON_BODY = 'application/json';
const TEXT = { type: 'string', maxLength: 40 };

/** Parameters and bodies. */
export const OF_REQUESTS: readonly PlantedBreak[] = [
  {
    kind: 'parameter-removed',
    change: 'a parameter is gone',
    plant: (copy) => operation(copy, 'getUpgradePlan').parameters!.splice(-1, 1),
  },
  {
    kind: 'parameter-removed',
    change: 'a parameter is sent in another place',
    plant: (copy) => Object.assign(parameter(copy, 'cursor'), { in: 'header' }),
  },
  {
    kind: 'parameter-required',
    change: 'an optional parameter must be sent',
    plant: (copy) => Object.assign(parameter(copy, 'toVersion'), { required: true }),
  },
  {
    kind: 'parameter-added-required',
    change: 'a new parameter must be sent',
    plant: (copy) =>
      operation(copy, 'getTenant').parameters!.push({
        name: 'region',
        in: 'query',
        required: true,
        schema: TEXT,
      }),
  },
  {
    kind: 'parameter-serialised-otherwise',
    change: 'a parameter is written in another style',
    plant: (copy) => Object.assign(parameter(copy, 'cursor'), { style: 'spaceDelimited', explode: false }),
  },
  {
    kind: 'body-removed',
    change: 'a body is no longer taken',
    plant: (copy) => delete operation(copy, 'createToken').requestBody,
  },
  {
    kind: 'body-required',
    change: 'a body must be sent that was not there',
    plant: (copy) =>
      Object.assign(operation(copy, 'cancelOperation'), {
        requestBody: { required: true, content: { [JSON_BODY]: { schema: { type: 'object' } } } },
      }),
  },
  {
    kind: 'body-media-type-removed',
    change: 'a media type of a body is gone',
    plant: (copy) => delete operation(copy, 'putManifest').requestBody!.content['application/yaml'],
  },
  {
    kind: 'field-removed',
    change: 'a field of a body is gone',
    plant: (copy) => delete body(copy, 'createCluster').properties!['labels'],
  },
  {
    kind: 'field-removed',
    change: 'a field of a body is only read now',
    plant: (copy) => Object.assign(property(body(copy, 'createCluster'), 'host'), { readOnly: true }),
  },
  {
    kind: 'field-required',
    change: 'an optional field of a body must be sent',
    plant: (copy) => body(copy, 'createCluster').required!.push('version'),
  },
  {
    kind: 'field-required',
    change: 'a new field of a body must be sent',
    plant: (copy) => {
      const cluster = body(copy, 'createCluster');
      cluster.properties!['costCentre'] = TEXT;
      cluster.required!.push('costCentre');
    },
  },
  {
    kind: 'type-changed',
    change: 'a field of a body has another type',
    plant: (copy) =>
      Object.assign(property(body(copy, 'createNodeGroup'), 'minReplicas'), { type: 'string' }),
  },
  {
    kind: 'type-changed',
    change: 'a field of a body may no longer be null',
    plant: (copy) => {
      const patch = body(copy, 'updateCluster');
      patch.properties!['displayName'] = { ...property(patch, 'displayName'), type: 'string' };
    },
  },
  {
    kind: 'value-removed',
    change: 'a value of a body is no longer taken',
    plant: (copy) => property(body(copy, 'createCluster'), 'topology').enum!.pop(),
  },
  {
    kind: 'value-removed',
    change: 'a field of a body takes only listed values',
    plant: (copy) =>
      Object.assign(property(body(copy, 'createNodeGroup'), 'instanceType'), { enum: ['u1.medium'] }),
  },
  {
    kind: 'bound-narrowed',
    change: 'an upper bound is lower',
    plant: (copy) => Object.assign(property(body(copy, 'createNodeGroup'), 'maxReplicas'), { maximum: 10 }),
  },
  {
    kind: 'bound-narrowed',
    change: 'a lower bound is higher',
    plant: (copy) => Object.assign(property(body(copy, 'createToken'), 'ttlSeconds'), { minimum: 3600 }),
  },
  {
    kind: 'bound-narrowed',
    change: 'a text may be less long',
    plant: (copy) => Object.assign(schema(copy, 'ClusterName'), { maxLength: 20 }),
  },
  {
    kind: 'bound-narrowed',
    change: 'a list must have more items',
    plant: (copy) => Object.assign(property(body(copy, 'createToken'), 'scopes'), { minItems: 2 }),
  },
  {
    kind: 'bound-narrowed',
    change: 'a map takes fewer keys',
    plant: (copy) => Object.assign(property(body(copy, 'createCluster'), 'labels'), { maxProperties: 8 }),
  },
  {
    kind: 'pattern-changed',
    change: 'a text needs another pattern',
    plant: (copy) => Object.assign(schema(copy, 'ClusterName'), { pattern: '^[a-z]+$' }),
  },
  {
    kind: 'condition-added',
    change: 'fields of a body depend on each other',
    plant: (copy) =>
      Object.assign(body(copy, 'createCluster'), { not: { required: ['version', 'displayName'] } }),
  },
  {
    kind: 'closed',
    change: 'a map no longer takes keys of one’s own',
    plant: (copy) =>
      Object.assign(property(body(copy, 'createCluster'), 'labels'), { additionalProperties: false }),
  },
  {
    kind: 'default-changed',
    change: 'a parameter has another default',
    plant: (copy) => Object.assign(parameter(copy, 'limit').schema, { default: 20 }),
  },
  {
    kind: 'default-changed',
    change: 'a field of a body has another default',
    plant: (copy) =>
      Object.assign(property(body(copy, 'createNodeGroup'), 'maxReplicas'), { 'x-hikube-default': 3 }),
  },
];
