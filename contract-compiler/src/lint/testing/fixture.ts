// A small contract that keeps every rule: tests break it in one place and expect the rule to say so.
import { completeContract, type LoadedContract } from '../../contract.ts';
import { LANGUAGES } from '../../read/samples.ts';
import type { Contract, Operation, ProblemEntry, Schema } from '../../read/schema.ts';
import { json, PARAMETERS, PATHS, TEXT } from './fixture-paths.ts';
import { SCHEMAS } from './fixture-schemas.ts';

const problem = (status: number, appliesTo?: ProblemEntry['appliesTo']): ProblemEntry => ({
  status,
  title: 'A problem',
  retryable: [408, 429, 500, 503].includes(status),
  description: 'Something is wrong.',
  ...(appliesTo === undefined ? {} : { appliesTo }),
  example: { detail: 'Something is wrong here.' },
});

const PROBLEMS: Record<string, ProblemEntry> = {
  unauthenticated: problem(401, 'every operation'),
  forbidden: problem(403, 'every operation'),
  not_found: problem(404, 'path parameter'),
  deleting: problem(409),
  rate_limited: problem(429, 'every operation'),
  internal: problem(500, 'every operation'),
  unavailable: problem(503, 'every operation'),
};

const EXAMPLES: LoadedContract['examples'] = {
  listPools: { all: { summary: 'All pools', status: 200, response: { items: [], nextCursor: null } } },
  createPool: {
    one: { summary: 'A pool', request: { name: 'a' }, status: 202, response: {} },
  },
  updatePool: {
    one: { summary: 'A change', parameters: { path: { pool: 'a' } }, request: {}, status: 202, response: {} },
  },
  previewCreatePool: { one: { summary: 'Only asked', request: { name: 'a' }, status: 200, response: {} } },
  previewUpdatePool: {
    one: {
      summary: 'Only asked',
      parameters: { path: { pool: 'a' } },
      request: {},
      status: 200,
      response: {},
    },
  },
};

const SAMPLES = LANGUAGES.map(({ label }) => ({ lang: '', label, source: '' }));

/** A fresh copy of the small contract, completed as the real one is. */
export function fixture(): LoadedContract {
  const document: Contract = {
    openapi: '3.1.0',
    info: { title: 'Pools', version: '1.0.0', 'x-hikube-problem-types': 'https://example.com/problems/' },
    servers: [],
    security: [],
    tags: [{ name: 'pools', description: 'Pools of machines.', 'x-displayName': 'Pools' }],
    'x-tagGroups': [{ name: 'Machines', tags: ['pools'] }],
    paths: PATHS,
    components: {
      securitySchemes: {},
      schemas: SCHEMAS,
      parameters: PARAMETERS,
      headers: {
        Location: { description: 'Path of the operation.', schema: TEXT },
        RequestId: { description: 'Id of the request.', schema: TEXT },
      },
      responses: {
        Accepted: {
          description: 'Committed.',
          headers: { Location: { $ref: '#/components/headers/Location' } },
          content: json('Operation'),
        },
        Previewed: { description: 'What would happen.', content: json('Impact') },
      },
      examples: {},
    },
  };
  return completeContract(
    structuredClone({
      document,
      problems: PROBLEMS,
      patterns: { '^[a-z]([-a-z0-9]*[a-z0-9])?$': 'Use letters.' },
      examples: EXAMPLES,
      catalogue: {},
      presentation: {
        introduction: 'Pools of machines.',
        samples: Object.fromEntries(Object.keys(EXAMPLES).map((id) => [id, SAMPLES])),
      },
    }),
  );
}

/** A property of the fixture to break, such as `Pool.size`; in the schemas as written. */
export function written(contract: LoadedContract, path: string): Schema {
  const [name = '', ...properties] = path.split('.');
  return descend(contract.sources[name], properties, path);
}

/** A property of the fixture to break; in the finished document. */
export function finished(contract: LoadedContract, path: string): Schema {
  const [name = '', ...properties] = path.split('.');
  return descend(contract.document.components.schemas[name], properties, path);
}

function descend(schema: Schema | undefined, properties: string[], path: string): Schema {
  const found = properties.reduce<Schema | undefined>((at, property) => at?.properties?.[property], schema);
  if (found === undefined) throw new Error(`the fixture has no ${path}`);
  return found;
}

/** An operation of the fixture to break. */
export function operationOf(contract: LoadedContract, operationId: string): Operation {
  for (const item of Object.values(contract.document.paths)) {
    for (const candidate of [item.get, item.post, item.patch])
      if (candidate?.operationId === operationId) return candidate;
  }
  throw new Error(`the fixture has no operation ${operationId}`);
}
