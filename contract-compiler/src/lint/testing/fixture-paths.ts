// Operations of the small contract.
import type { Contract, Operation, Parameter, Schema } from '../../read/schema.ts';

const parameter = (name: string, place: Parameter['in'], schema: Schema): Parameter => ({
  name,
  in: place,
  ...(place === 'path' ? { required: true } : {}),
  description: `The parameter ${name}.`,
  schema,
});

/** Any short text. */
export const TEXT: Schema = { type: 'string', maxLength: 64 };
/** The shared parameters by name. */
export const PARAMETERS: Record<string, Parameter> = {
  poolParameter: parameter('pool', 'path', { $ref: '#/components/schemas/Name' }),
  cursor: parameter('cursor', 'query', TEXT),
  limit: parameter('limit', 'query', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  verbose: parameter('verbose', 'query', { type: 'boolean', default: false }),
  idempotencyKey: parameter('Idempotency-Key', 'header', TEXT),
  ifMatch: parameter('If-Match', 'header', TEXT),
};

/** A JSON body of one schema. */
export const json = (schema: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${schema}` } },
});
const refer = (name: string) => ({ $ref: `#/components/parameters/${name}` });

function operation(operationId: string, parts: Partial<Operation>): Operation {
  return {
    operationId,
    summary: 'Do something',
    description: 'Does something to pools.',
    tags: ['pools'],
    responses: {},
    ...parts,
  };
}

const WRITE_ANSWERS = {
  '202': { $ref: '#/components/responses/Accepted' },
};

/** A list, a create and a change. */
export const PATHS: Contract['paths'] = {
  '/pools': {
    get: operation('listPools', {
      'x-hikube-scope': 'read',
      parameters: [refer('cursor'), refer('limit')],
      responses: { '200': { description: 'A page.', content: json('PoolList') } },
    }),
    post: operation('createPool', {
      'x-hikube-scope': 'write',
      'x-hikube-operation': { kind: 'Pool.create' },
      parameters: [refer('verbose'), refer('idempotencyKey')],
      requestBody: { required: true, content: json('PoolCreate') },
      responses: { ...WRITE_ANSWERS },
    }),
  },
  '/pools/{pool}': {
    parameters: [refer('poolParameter')],
    patch: operation('updatePool', {
      'x-hikube-scope': 'write',
      'x-hikube-operation': { kind: 'Pool.update' },
      'x-hikube-problems': ['deleting'],
      parameters: [refer('ifMatch'), refer('idempotencyKey')],
      requestBody: {
        required: true,
        content: { 'application/merge-patch+json': { schema: { $ref: '#/components/schemas/PoolPatch' } } },
      },
      responses: { ...WRITE_ANSWERS },
    }),
  },
};
