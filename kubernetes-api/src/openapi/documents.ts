// The OpenAPI documents that a server gives of itself, in both versions.
import type { Json, JsonObject } from '../json/json.ts';
import { isObject } from '../json/json.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Registry } from '../kinds/registry.ts';
import { type Dialect, pathsOf } from './paths.ts';
import { closure, customSchemas, refsIn, schemaName } from './schemas.ts';

const REF = '#/components/schemas/';

const V3: Dialect = {
  ref: (name) => ({ $ref: `${REF}${name}` }),
  body: (schema, types) => ({
    content: Object.fromEntries(types.map((type) => [type, { schema }])),
    required: true,
  }),
  responses: (codes, schema) =>
    Object.fromEntries(
      codes.map((code) => [
        code,
        {
          description: code === 202 ? 'Accepted' : code === 201 ? 'Created' : 'OK',
          content: { 'application/json': { schema } },
        },
      ]),
    ),
  parameter: (name, place, type) => ({
    name,
    in: place,
    ...(place === 'path' && { required: true }),
    schema: { type, uniqueItems: true },
  }),
  operation: (parameters, body) => ({
    ...(parameters.length > 0 && { parameters: [...parameters] }),
    ...(body !== undefined && { requestBody: body }),
  }),
};

const V2: Dialect = {
  ref: (name) => ({ $ref: `#/definitions/${name}` }),
  body: (schema) => ({ in: 'body', name: 'body', required: true, schema }),
  responses: (codes, schema) =>
    Object.fromEntries(
      codes.map((code) => [
        code,
        { description: code === 202 ? 'Accepted' : code === 201 ? 'Created' : 'OK', schema },
      ]),
    ),
  parameter: (name, place, type) => ({
    name,
    in: place,
    type,
    uniqueItems: true,
    ...(place === 'path' && { required: true }),
  }),
  operation: (parameters, body, types) => ({
    consumes: body === undefined ? ['*/*'] : [...types],
    produces: ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'],
    schemes: ['https'],
    ...((parameters.length > 0 || body !== undefined) && {
      parameters: [...(body === undefined ? [] : [body]), ...parameters],
    }),
  }),
};

function info(release: string): JsonObject {
  return { title: 'Kubernetes', version: release.split('.').slice(0, 2).join('.') };
}

function ownSchemas(kinds: readonly Kind[]): Record<string, JsonObject> {
  return Object.assign(
    {},
    ...kinds.map(({ hosted }) => hosted?.schemas),
    ...kinds.filter(({ custom }) => custom !== undefined).map(customSchemas),
  ) as Record<string, JsonObject>;
}

/** One group and version. */
export function documentV3(kinds: readonly Kind[], release: string, root: string): JsonObject {
  const paths: JsonObject = { ...discoveryPath(root, kinds), ...allPaths(kinds, V3) };
  const own = ownSchemas(kinds);
  return {
    openapi: '3.0.0',
    info: info(release),
    paths,
    components: { schemas: closure([...refsIn(paths), ...Object.keys(own)], own) },
  };
}

/** Custom groups are described without the path of their discovery. */
function discoveryPath(root: string, kinds: readonly Kind[]): JsonObject {
  if (kinds.some(({ custom }) => custom !== undefined)) return {};
  const list = V3.ref('io.k8s.apimachinery.pkg.apis.meta.v1.APIResourceList');
  return {
    [`/${root}/`]: {
      get: {
        description: 'get available resources',
        operationId: `getResources_${root.replaceAll(/[^A-Za-z0-9]+/g, '_')}`,
        responses: V3.responses([200], list),
      },
    },
  };
}

function allPaths(kinds: readonly Kind[], dialect: Dialect): JsonObject {
  return Object.assign(
    {},
    ...kinds.map((kind) => pathsOf(kind, (...names) => kind.hosted?.schema ?? schemaName(...names), dialect)),
  ) as JsonObject;
}

/** Everything in one document. */
export function documentV2(registry: Registry, release: string): JsonObject {
  const paths = allPaths(registry.all, V2);
  const own = ownSchemas(registry.all);
  const names = JSON.stringify(paths).matchAll(/#\/definitions\/([^"]+)/g);
  const definitions = closure([...[...names].map(([, name = '']) => name), ...Object.keys(own)], own);
  return {
    swagger: '2.0',
    info: info(release),
    paths,
    definitions: Object.fromEntries(
      Object.entries(definitions).map(([name, schema]) => [name, olderSchema(schema)]),
    ),
    parameters: {},
    securityDefinitions: {
      BearerToken: {
        description: 'Bearer Token authentication',
        type: 'apiKey',
        name: 'authorization',
        in: 'header',
      },
    },
    security: [{ BearerToken: [] }],
  };
}

/** OpenAPI 2 knows no defaults of references, no `oneOf` and no `nullable`. */
function olderSchema(schema: Json): JsonObject {
  const turn = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(turn);
    if (!isObject(value)) return value;
    const {
      allOf,
      default: _standard,
      anyOf: _any,
      oneOf: _one,
      not: _not,
      nullable: _null,
      $ref,
      ...rest
    } = value;
    const shown: JsonObject = Object.fromEntries(
      Object.entries(rest).map(([key, item]) => [
        key,
        key === 'properties' && isObject(item)
          ? Object.fromEntries(Object.entries(item).map(([name, one]) => [name, turn(one)]))
          : turn(item),
      ]),
    );
    const target =
      $ref ??
      (Array.isArray(allOf) && allOf.length === 1 && isObject(allOf[0]) ? allOf[0]['$ref'] : undefined);
    if (typeof target === 'string')
      return {
        ...(shown['description'] !== undefined && { description: shown['description'] }),
        $ref: target.replace(REF, '#/definitions/'),
      };
    return shown;
  };
  return turn(schema) as JsonObject;
}
