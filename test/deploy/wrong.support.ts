// Values that cannot work. The schema refuses each, with any validator and with Helm's own.
import type { Values } from './chart.support.ts';

export interface Wrong {
  readonly why: string;
  /** Where the schema says so. */
  readonly at: string;
  /** Over a variant that is right. */
  readonly values: Values;
}

const kubeconfig = (values: Values): Values => ({
  platform: { cozystack: { credential: 'kubeconfig', kubeconfig: values } },
});

const TENANT: Values = {
  namespace: 'tenant-other',
  credential: 'in-cluster',
  token: { secret: 'hikube-other' },
};
const tenants = (named: Values, namespace?: string): Values => ({
  platform: { cozystack: { tenants: named, ...(namespace !== undefined && { namespace }) } },
});

export const WRONG: readonly Wrong[] = [
  { why: 'a second replica on SQLite', at: '/replicas', values: { replicas: 2 } },
  { why: 'no replica', at: '/replicas', values: { replicas: 0 } },
  { why: 'a replica that is a text', at: '/replicas', values: { replicas: '1' } },
  { why: 'an image of nobody', at: '/image/repository', values: { image: { repository: '' } } },
  { why: 'a digest that is none', at: '/image/digest', values: { image: { digest: 'sha256:abc' } } },
  { why: 'another store', at: '/store/kind', values: { store: { kind: 'etcd' } } },
  {
    why: 'PostgreSQL without an address',
    at: '/store/postgres/secret',
    values: { store: { kind: 'postgres' } },
  },
  {
    why: 'a size without a unit that exists',
    at: '/store/sqlite/size',
    values: { store: { sqlite: { size: '10GB' } } },
  },
  { why: 'another platform', at: '/platform/kind', values: { platform: { kind: 'vsphere' } } },
  {
    why: 'a namespace of no tenant',
    at: '/platform/cozystack/namespace',
    values: { platform: { cozystack: { namespace: 'default' } } },
  },
  {
    why: 'a kubeconfig of which no context is named',
    at: '/platform/cozystack/kubeconfig/context',
    values: kubeconfig({ secret: 'tenant-acme' }),
  },
  {
    why: 'a kubeconfig without a Secret',
    at: '/platform/cozystack/kubeconfig/secret',
    values: kubeconfig({ context: 'tenant-acme' }),
  },
  {
    why: 'tenants beside a tenant',
    at: '/platform/cozystack/namespace',
    values: tenants({ other: TENANT }),
  },
  {
    why: 'a tenant without a token',
    at: '/platform/cozystack/tenants/other',
    values: tenants({ other: { namespace: 'tenant-other', credential: 'in-cluster' } }, ''),
  },
  {
    why: 'a tenant without a kubeconfig',
    at: '/platform/cozystack/tenants/other',
    values: tenants({ other: { ...TENANT, credential: 'kubeconfig' } }, ''),
  },
  {
    why: 'a tenant in the namespace of none',
    at: '/platform/cozystack/tenants/other/namespace',
    values: tenants({ other: { ...TENANT, namespace: 'kube-system' } }, ''),
  },
  {
    why: 'a tenant with a name of no volume',
    at: '/platform/cozystack/tenants',
    values: tenants({ 'Other Inc.': TENANT }, ''),
  },
  { why: 'a setting that there is not', at: '/settings', values: { settings: { HIKUBE_RATELIMIT: '1/1' } } },
  {
    why: 'a setting that the chart makes',
    at: '/settings',
    values: { settings: { HIKUBE_STORE: 'memory' } },
  },
  { why: 'an ingress without a host', at: '/ingress/host', values: { ingress: { enabled: true } } },
  { why: 'metrics on the port of the API', at: '/metrics/port', values: { metrics: { port: 8642 } } },
  { why: 'a misspelled key', at: '/store', values: { store: { postgresql: {} } } },
  { why: 'a misspelled key at the top', at: '', values: { replicaCount: 1 } },
];
