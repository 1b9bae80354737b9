// One request for every operation: paths, and bodies that are accepted once the cluster `prod` exists.
import { type OperationFacts, type OperationId, operationIds, operations } from '@hikube/openapi/operations';

/** Values of path parameters. */
export type PathValues = Readonly<Record<string, string>>;

/** Names that exist after `createProd`, as far as they are known before. */
export const PATH_VALUES: PathValues = {
  cluster: 'prod',
  nodeGroup: 'web',
  addon: 'cert-manager',
  node: 'kubernetes-prod-web-00000',
  versionUpgrade: 'upg-0000000000000',
  kubeconfig: 'kc-0000000000000',
  operation: 'op-0000000000000',
  token: 'tok-0000000000000',
  volume: '00000000-0000-4000-8000-000000000000',
};

/** The body of the cluster that samples refer to. */
export const PROD = {
  name: 'prod',
  version: '1.33',
  nodeGroups: { web: { minReplicas: 1, maxReplicas: 3 } },
  addons: { 'cert-manager': {} },
};

/** `PROD` in the form of the platform, with one change. */
const MANIFEST = {
  apiVersion: 'apps.cozystack.io/v1alpha1',
  kind: 'Kubernetes',
  metadata: { name: 'prod' },
  spec: {
    version: 'v1.33',
    nodeGroups: { web: { minReplicas: 1, maxReplicas: 4 } },
    addons: { certManager: { enabled: true } },
  },
};

const BODIES: Partial<Record<OperationId, object>> = {
  createCluster: { name: 'other', topology: 'development' },
  updateCluster: { displayName: 'Production' },
  createNodeGroup: { name: 'batch' },
  updateNodeGroup: { maxReplicas: 4 },
  putAddon: { options: { certManager: {} } },
  createVersionUpgrade: { targetVersion: '1.34' },
  createKubeconfig: { role: 'view' },
  putManifest: MANIFEST,
  createToken: { scopes: ['read'] },
};

/** A request for an operation. */
export interface Sample {
  readonly id: OperationId;
  readonly facts: OperationFacts;
  readonly method: string;
  readonly path: string;
  readonly body: object | undefined;
}

/** A request for each operation. */
export function samples(values: PathValues = PATH_VALUES): readonly Sample[] {
  return operationIds.map((id) => {
    const facts: OperationFacts = operations[id];
    const path = facts.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? name);
    const body = BODIES[(facts.previews ?? id) as OperationId];
    return { id, facts, method: facts.method, path, body };
  });
}

/** Whether the operation changes something. */
export function isWrite({ facts }: Sample): boolean {
  return facts.method !== 'GET' && facts.previews === undefined;
}

/** Whether the operation is about an object that its path names and that must be there. */
export function isAboutObject({ id, facts }: Sample): boolean {
  // A manifest makes the cluster that is missing.
  return facts.pathParams.length > 0 && (facts.previews ?? id) !== 'putManifest';
}
