// Changes that no client minds.
import { answer, body, operation, property, schema } from './contract-copy.ts';
import type { Planted } from './planted.ts';

const JSON_BODY = 'application/json';
const TEXT = { type: 'string', maxLength: 40 };

/** Changes that no client minds. */
export const ADDITIONS: readonly Planted[] = [
  {
    change: 'a new operation',
    plant: (copy) => {
      copy.paths['/invoices'] = { get: { ...operation(copy, 'getTenant'), operationId: 'getInvoices' } };
    },
  },
  {
    change: 'a new parameter that may be left out',
    plant: (copy) => operation(copy, 'getTenant').parameters!.push({ name: 'at', in: 'query', schema: TEXT }),
  },
  {
    change: 'a new field of a body that may be left out',
    plant: (copy) => {
      body(copy, 'createCluster').properties!['costCentre'] = TEXT;
    },
  },
  {
    change: 'a new field of an answer',
    plant: (copy) => {
      schema(copy, 'Cluster').properties!['costCentre'] = TEXT;
      schema(copy, 'Cluster').required!.push('costCentre');
    },
  },
  {
    change: 'a field of a body may be left out',
    plant: (copy) => {
      body(copy, 'createCluster').required = [];
    },
  },
  {
    change: 'an open enum grows',
    plant: (copy) => schema(copy, 'OperationKind').anyOf![0]!.enum!.push('cluster.restore'),
  },
  {
    change: 'a higher upper bound',
    plant: (copy) => Object.assign(property(body(copy, 'createNodeGroup'), 'maxReplicas'), { maximum: 2000 }),
  },
  {
    change: 'a new media type of a body',
    plant: (copy) => {
      const { content } = operation(copy, 'createCluster').requestBody!;
      content['application/yaml'] = content[JSON_BODY]!;
    },
  },
  {
    change: 'a new media type of an answer',
    plant: (copy) => {
      const { content } = answer(copy, 'getTenant', '200');
      content!['application/yaml'] = content![JSON_BODY]!;
    },
  },
  {
    change: 'a new header of an answer',
    plant: (copy) => {
      answer(copy, 'getTenant', '200').headers!['X-New'] = { schema: TEXT };
    },
  },
  {
    change: 'a new error of an operation',
    plant: (copy) => {
      const tenant = operation(copy, 'getTenant');
      tenant.responses['409'] = operation(copy, 'deleteCluster').responses['409']!;
      tenant['x-hikube-problems']!.push('deleting');
    },
  },
  {
    change: 'a lower scope',
    plant: (copy) => Object.assign(operation(copy, 'listTokens'), { 'x-hikube-scope': 'read' }),
  },
  {
    change: 'a field of an answer is always there now',
    plant: (copy) => {
      const { properties, required } = schema(copy, 'Problem');
      const optional = Object.keys(properties!).find((name) => !required!.includes(name));
      required!.push(optional!);
    },
  },
  {
    change: 'other words',
    plant: (copy) => Object.assign(schema(copy, 'Cluster'), { description: 'A cluster, in other words.' }),
  },
];
