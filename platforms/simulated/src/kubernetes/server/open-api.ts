// OpenAPI v3, as little of it as clients need: which kinds there are, and that writes take `fieldValidation`.
import { RESOURCES } from '../resources.ts';
import { apiVersionOf, type Resource } from './resource.ts';

/** The answer to `/openapi/v3`: where the document of each version is. */
export function openApiIndex(base: string): object {
  const roots = [...new Set(RESOURCES.map(rootOf))];
  return {
    paths: Object.fromEntries(
      roots.map((root) => [root, { serverRelativeURL: `${base}/openapi/v3/${root}` }]),
    ),
  };
}

/** The document of one version, such as `apis/apps/v1`; undefined for one that is not served. */
export function openApiDocument(root: string): object | undefined {
  const resources = RESOURCES.filter((resource) => rootOf(resource) === root);
  if (resources.length === 0) return undefined;
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1' },
    paths: Object.fromEntries(resources.map((resource) => [pathOf(resource), pathItem(resource)])),
    components: {
      schemas: Object.fromEntries(resources.map((resource) => [schemaName(resource), schemaOf(resource)])),
    },
  };
}

function rootOf(resource: Resource): string {
  return resource.group === '' ? `api/${resource.version}` : `apis/${apiVersionOf(resource)}`;
}

function pathOf(resource: Resource): string {
  const namespace = resource.namespaced ? '/namespaces/{namespace}' : '';
  return `/${rootOf(resource)}${namespace}/${resource.name}/{name}`;
}

function kindOf({ group, version, kind }: Resource): object {
  return { group, version, kind };
}

function pathItem(resource: Resource): object {
  const schema = { $ref: `#/components/schemas/${schemaName(resource)}` };
  const responses = { '200': { description: 'OK', content: { 'application/json': { schema } } } };
  const facts = { 'x-kubernetes-group-version-kind': kindOf(resource), responses };
  return {
    get: { 'x-kubernetes-action': 'get', ...facts },
    patch: {
      'x-kubernetes-action': 'patch',
      ...facts,
      parameters: [
        { name: 'fieldValidation', in: 'query', schema: { type: 'string' } },
        { name: 'dryRun', in: 'query', schema: { type: 'string' } },
      ],
    },
  };
}

function schemaName({ group, version, kind }: Resource): string {
  return `io.k8s.api.${group === '' ? 'core' : group}.${version}.${kind}`;
}

function schemaOf(resource: Resource): object {
  return {
    type: 'object',
    description: `${resource.kind} of a simulated cluster.`,
    properties: {
      apiVersion: { type: 'string', description: 'Version of the API.' },
      kind: { type: 'string', description: 'Kind of the object.' },
      metadata: {
        type: 'object',
        description: 'Identity of the object.',
        'x-kubernetes-preserve-unknown-fields': true,
      },
    },
    'x-kubernetes-preserve-unknown-fields': true,
    'x-kubernetes-group-version-kind': [kindOf(resource)],
  };
}
