// The paths of an OpenAPI document, out of the kinds that are served.
import type { JsonObject } from '../json/json.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';

/** What the two versions of OpenAPI say in different ways. */
export interface Dialect {
  /** A reference to a schema. */
  ref(name: string): JsonObject;
  body(schema: JsonObject, types: readonly string[]): JsonObject;
  responses(codes: readonly number[], schema: JsonObject): JsonObject;
  parameter(name: string, place: 'path' | 'query', type: string): JsonObject;
  /** Parameters with those of the body, where they stand together. */
  operation(
    parameters: readonly JsonObject[],
    body: JsonObject | undefined,
    types: readonly string[],
  ): JsonObject;
}

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const BODY_TYPES = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];
const PATCH_TYPES = [
  'application/apply-patch+yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
];

const WRITE = [
  ['dryRun', 'string'],
  ['fieldManager', 'string'],
  ['fieldValidation', 'string'],
] as const;
const LIST = [
  ['allowWatchBookmarks', 'boolean'],
  ['continue', 'string'],
  ['fieldSelector', 'string'],
  ['labelSelector', 'string'],
  ['limit', 'integer'],
  ['resourceVersion', 'string'],
  ['resourceVersionMatch', 'string'],
  ['sendInitialEvents', 'boolean'],
  ['timeoutSeconds', 'integer'],
  ['watch', 'boolean'],
] as const;
const DELETE = [
  ['dryRun', 'string'],
  ['gracePeriodSeconds', 'integer'],
  ['orphanDependents', 'boolean'],
  ['propagationPolicy', 'string'],
] as const;

type Names = readonly (readonly [name: string, type: string])[];

interface Operation {
  readonly verb: string;
  readonly action: string;
  readonly query: Names;
  readonly codes: readonly number[];
  readonly answer: string;
  readonly body?: string;
  readonly types?: readonly string[];
}

function base(kind: Kind): string {
  return kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
}

function operationJson(kind: Kind, dialect: Dialect, operation: Operation, id: string): JsonObject {
  const { action, query, codes, answer, body, types = BODY_TYPES } = operation;
  const parameters = query.map(([name, type]) => dialect.parameter(name, 'query', type));
  const content = body === undefined ? undefined : dialect.body(dialect.ref(body), types);
  return {
    description: `${action} ${kind.kind}`,
    operationId: `${action}${id}`,
    tags: [apiVersionOf(kind).replaceAll(/[^A-Za-z0-9]+/g, '_')],
    ...dialect.operation(parameters, content, types),
    responses: { ...dialect.responses(codes, dialect.ref(answer)), 401: { description: 'Unauthorized' } },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': { group: kind.group, kind: kind.kind, version: kind.version },
  };
}

function collection(schema: string, kind: Kind, all: boolean): Operation[] {
  const found: Operation[] = [];
  const has = (verb: string): boolean => kind.verbs.includes(verb);
  if (has('list'))
    found.push({ verb: 'get', action: 'list', query: LIST, codes: [200], answer: `${schema}List` });
  if (all) return found;
  if (has('create'))
    found.push({
      verb: 'post',
      action: 'post',
      query: WRITE,
      codes: [200, 201, 202],
      answer: schema,
      body: schema,
    });
  if (has('deletecollection'))
    found.push({
      verb: 'delete',
      action: 'deletecollection',
      query: [...LIST, ...DELETE],
      codes: [200],
      answer: `${META}.Status`,
      body: `${META}.DeleteOptions`,
    });
  return found;
}

function single(schema: string, kind: Kind, verbs: readonly string[]): Operation[] {
  const patchTypes =
    kind.custom === undefined ? PATCH_TYPES : PATCH_TYPES.filter((type) => !type.includes('strategic'));
  const all: readonly (readonly [verb: string, operation: Operation])[] = [
    ['get', { verb: 'get', action: 'get', query: [], codes: [200], answer: schema }],
    ['update', { verb: 'put', action: 'put', query: WRITE, codes: [200, 201], answer: schema, body: schema }],
    [
      'patch',
      {
        verb: 'patch',
        action: 'patch',
        query: [...WRITE, ['force', 'boolean']],
        codes: [200, 201],
        answer: schema,
        body: `${META}.Patch`,
        types: patchTypes,
      },
    ],
    [
      'delete',
      {
        verb: 'delete',
        action: 'delete',
        query: DELETE,
        codes: [200, 202],
        answer: `${META}.Status`,
        body: `${META}.DeleteOptions`,
      },
    ],
    [
      'create',
      { verb: 'post', action: 'post', query: WRITE, codes: [200, 201, 202], answer: schema, body: schema },
    ],
  ];
  return all.filter(([verb]) => verbs.includes(verb)).map(([, operation]) => operation);
}

/** All paths of a kind. @param schemaOf names of schemas by kind */
export function pathsOf(
  kind: Kind,
  schemaOf: (kind: string, apiVersion: string) => string,
  dialect: Dialect,
): JsonObject {
  const schema = schemaOf(kind.kind, apiVersionOf(kind));
  const found: JsonObject = {};
  const namespace = dialect.parameter('namespace', 'path', 'string');
  const name = dialect.parameter('name', 'path', 'string');
  const add = (
    path: string,
    operations: readonly Operation[],
    parameters: readonly JsonObject[],
    part = '',
  ): void => {
    if (operations.length === 0) return;
    const id = `${path.replaceAll(/[^A-Za-z0-9]+/g, '_')}${part}`;
    found[path] = {
      parameters: [...parameters],
      ...Object.fromEntries(operations.map((one) => [one.verb, operationJson(kind, dialect, one, id)])),
    };
  };
  const root = `${base(kind)}/${kind.resource}`;
  const local = kind.namespaced ? `${base(kind)}/namespaces/{namespace}/${kind.resource}` : root;
  const place = kind.namespaced ? [namespace] : [];
  if (kind.namespaced) add(root, collection(schema, kind, true), []);
  add(local, collection(schema, kind, false), place);
  add(
    `${local}/{name}`,
    single(
      schema,
      kind,
      kind.verbs.filter((verb) => verb !== 'create'),
    ),
    [name, ...place],
  );
  for (const part of kind.subresources) {
    const other =
      part.group === undefined
        ? schema
        : schemaOf(part.kind, apiVersionOf({ group: part.group, version: part.version ?? 'v1' }));
    add(`${local}/{name}/${part.name}`, single(other, kind, part.verbs), [name, ...place], part.name);
  }
  if (kind.verbs.includes('watch') && kind.custom === undefined)
    for (const path of kind.namespaced ? [root, local, `${local}/{name}`] : [root, `${root}/{name}`]) {
      const watched = path.replace(base(kind), `${base(kind)}/watch`);
      const watch: Operation = {
        verb: 'get',
        action: path.endsWith('{name}') ? 'watch' : 'watchlist',
        query: LIST,
        codes: [200],
        answer: `${META}.WatchEvent`,
      };
      add(
        watched,
        [watch],
        [...(path.endsWith('{name}') ? [name] : []), ...(path.includes('{namespace}') ? place : [])],
      );
    }
  return found;
}
