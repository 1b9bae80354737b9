// The service as a pod in the cluster of the platform: its own service account, the Role of the chart, and what it asks for.
import type { Fetch } from '@hikube/platform-cozystack';
import type { Reach } from '../doubles/cozystack/driver.support.ts';
import type { Cozystack } from '../doubles/cozystack/index.ts';
import { readChart } from './chart.support.ts';

export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** What was asked of the platform, such as `list pods.` or `get /openapi/v3/…`; and what it refused for want of rights. */
export class Asked {
  readonly inNamespace = new Set<string>();
  readonly elsewhere = new Set<string>();
  readonly forbidden: string[] = [];

  around(fetch: Fetch): Fetch {
    return async (request) => {
      const { text, isInNamespace } = rightOf(request);
      (isInNamespace ? this.inNamespace : this.elsewhere).add(text);
      const response = await fetch(request);
      if (response.status === 403) this.forbidden.push(text);
      return response;
    };
  }
}

const VERBS: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** The right that a request needs. */
function rightOf({ method, url }: Request): { readonly text: string; readonly isInNamespace: boolean } {
  const { pathname, searchParams } = new URL(url);
  const [, group = '', namespace, resource, name, subresource] =
    /^\/(?:api|apis\/([^/]+))\/v[^/]+\/(?:namespaces\/([^/]+)\/)?([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(
      pathname,
    ) ?? [];
  if (resource === undefined) return { text: `${method.toLowerCase()} ${pathname}`, isInNamespace: false };
  const watches = ['1', 'true'].includes(searchParams.get('watch') ?? '');
  const many = name === undefined ? (watches ? 'watch' : 'list') : 'get';
  const verb = VERBS[method] ?? many;
  const all = verb === 'delete' && name === undefined ? 'deletecollection' : verb;
  const what = subresource === undefined ? resource : `${resource}/${subresource}`;
  return { text: `${all} ${what}.${group}`, isInNamespace: namespace !== undefined };
}

/** Every right that rules give, spelled as above. */
export function rightsOf(rules: readonly Rule[]): string[] {
  return rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}.${group}`)),
    ),
  );
}

const RBAC = 'rbac.authorization.k8s.io';
const NAME = 'hikube';

/** @param rules those of the chart by default */
export function reachWithRole(asked: Asked, rules?: readonly Rule[]): Reach {
  return async (double, tenant) => {
    const given = rules ?? (await readChart<readonly Rule[]>('files/tenant-rules.yaml'));
    return asked.around(await connectAs(double, tenant, given));
  };
}

async function connectAs(double: Cozystack, tenant: string, rules: readonly Rule[]): Promise<Fetch> {
  const { namespace, kubeconfig, token } = double.tenant(tenant);
  // One release of the chart for each tenant.
  const home = `hikube-${tenant}`;
  const core = `/api/v1/namespaces/${home}/serviceaccounts`;
  const access = `/apis/${RBAC}/v1/namespaces/${namespace}`;
  const metadata = { name: NAME };
  const make = (path: string, body: object) => double.admin('POST', path, body);
  await make('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: home } });
  await make(core, { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  await make(`${access}/roles`, { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules });
  await make(`${access}/rolebindings`, {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata,
    subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: home }],
    roleRef: { apiGroup: RBAC, kind: 'Role', name: NAME },
  });
  await double.settled();
  const { status } = await make(`${core}/${NAME}/token`, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 86_400 },
  });
  return double.connect(kubeconfig.replaceAll(token, (status as { token: string }).token));
}
