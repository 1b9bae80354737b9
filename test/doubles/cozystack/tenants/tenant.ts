// A tenant: a namespace with the roles of the platform, the service account that owns it, and users of each level.
import type { User } from '@hikube/kubernetes-api';
import type { Profile } from '../profiles/profile.ts';
import type { Writer } from '../releases/writer.ts';
import { LEVELS, type Level, subjectsOf } from './subjects.ts';

const RBAC = 'rbac.authorization.k8s.io';

function bindings(namespace: string): object[] {
  const metadata = (name: string): object => ({ name, namespace });
  const roleRef = (name: string): object => ({ apiGroup: RBAC, kind: 'ClusterRole', name });
  const of = LEVELS.map((level) => ({
    metadata: metadata(`cozy:tenant:${level}`),
    subjects: subjectsOf(namespace, level),
    roleRef: roleRef(`cozy:tenant:${level}`),
  }));
  return [
    {
      metadata: metadata('cozy:tenant'),
      subjects: [{ kind: 'ServiceAccount', name: namespace, namespace }],
      roleRef: roleRef('cozy:tenant'),
    },
    ...of,
  ];
}

/** @param quotas such as `{ "services.loadbalancers": "2" }` */
export async function makeTenant(
  writer: Writer,
  namespace: string,
  quotas: Readonly<Record<string, string>> = {},
): Promise<void> {
  const core = `/api/v1/namespaces/${namespace}`;
  await writer.make('/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    // The domain of its tenant, as the chart of tenants writes it.
    metadata: {
      name: namespace,
      labels: { 'namespace.cozystack.io/host': `${namespace.replace(/^tenant-/, '')}.hikube.test` },
    },
  });
  await writer.make(`${core}/serviceaccounts`, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: namespace },
  });
  await writer.make(`${core}/secrets`, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'cozystack-values' },
    type: 'Opaque',
  });
  for (const binding of bindings(namespace))
    await writer.make(`/apis/${RBAC}/v1/namespaces/${namespace}/rolebindings`, {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      ...binding,
    });
  if (Object.keys(quotas).length === 0) return;
  await writer.make(`${core}/resourcequotas`, {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'tenant-quota' },
    spec: { hard: quotas },
  });
}

/** Somebody in a group of a tenant. */
export function userOfLevel(namespace: string, level: Level): User {
  return { name: `${level}@${namespace}`, groups: [`${namespace}-${level}`, 'system:authenticated'] };
}

const CLASSES = [
  { name: 'local', annotations: {} },
  { name: 'replicated', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  { name: 'replicated-async', annotations: {} },
];

/** What all tenants share: classes of storage, and the right to ask which namespaces are theirs. */
export async function makeShared(writer: Writer, profile: Profile): Promise<void> {
  for (const metadata of CLASSES)
    await writer.make('/apis/storage.k8s.io/v1/storageclasses', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata,
      provisioner: 'linstor.csi.linbit.com',
    });
  const name = 'tenantnamespaces-read';
  await writer.make(`/apis/${RBAC}/v1/clusterroles`, {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules: [
      { apiGroups: ['core.cozystack.io'], resources: ['tenantnamespaces'], verbs: ['get', 'list', 'watch'] },
    ],
  });
  await writer.make(`/apis/${RBAC}/v1/clusterrolebindings`, {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: `${name}-authenticated` },
    subjects: [{ apiGroup: RBAC, kind: 'Group', name: 'system:authenticated' }],
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
  });
  if (profile.servesOptions) await makeKindsOfOthers(writer);
}

const TYPES = [
  ...['small', 'medium', 'large', 'xlarge', '2xlarge', '4xlarge', '8xlarge'].map((size) => `s1.${size}`),
  ...['medium', 'large', 'xlarge', '2xlarge', '4xlarge', '8xlarge'].map((size) => `u1.${size}`),
  ...['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge'].map((size) => `m1.${size}`),
];

async function makeKindsOfOthers(writer: Writer): Promise<void> {
  const [group, plural, kind] = [
    'instancetype.kubevirt.io',
    'virtualmachineclusterinstancetypes',
    'VirtualMachineClusterInstancetype',
  ];
  await define(writer, { group, version: 'v1beta1', plural, kind, scope: 'Cluster' });
  await define(writer, {
    group: 'cilium.io',
    version: 'v2',
    plural: 'ciliumnetworkpolicies',
    kind: 'CiliumNetworkPolicy',
    scope: 'Namespaced',
  });
  await writer.settled();
  for (const name of TYPES)
    await writer.make(`/apis/${group}/v1beta1/${plural}`, {
      apiVersion: `${group}/v1beta1`,
      kind,
      metadata: { name },
    });
}

interface Defined {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly scope: 'Cluster' | 'Namespaced';
}

/** A kind of others that is kept as it is written. */
function define(writer: Writer, { group, version, plural, kind, scope }: Defined): Promise<void> {
  const openAPIV3Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return writer.make('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { plural, kind, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  });
}
