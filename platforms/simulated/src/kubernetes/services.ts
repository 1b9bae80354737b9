// Services: the API server, the DNS of the cluster, and the addresses of ingress controllers.
import type { KubernetesObject } from '@hikube/kubernetes-api';
import { componentsOf } from './components.ts';
import { metaOf } from './meta.ts';
import type { ClusterSnapshot } from './snapshot.ts';

interface Port {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly targetPort: number | string;
}

interface ServiceSpec {
  readonly type: string;
  readonly clusterIP: string;
  readonly ports: readonly Port[];
  readonly selector?: Readonly<Record<string, string>>;
}

const WEB: readonly Port[] = [
  { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
  { name: 'https', port: 443, protocol: 'TCP', targetPort: 'https' },
];
const DNS: readonly Port[] = [
  { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
  { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
];
const API: readonly Port[] = [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }];

const CONTROLLERS: readonly string[] = ['ingress-nginx-controller', 'traefik', 'haproxy-ingress'];

/** The address with this number in the range of services. */
function addressIn({ cluster }: ClusterSnapshot, number: number): string {
  const [a = '10', b = '95', c = '0'] = cluster.serviceCidr.split('.');
  return `${a}.${b}.${c}.${number}`;
}

function serviceObject(
  snapshot: ClusterSnapshot,
  naming: { readonly name: string; readonly namespace: string; readonly createdAt?: string },
  spec: ServiceSpec,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metaOf(snapshot, { kind: 'Service', ...naming }),
    spec: { ...spec, clusterIPs: [spec.clusterIP], ipFamilies: ['IPv4'], sessionAffinity: 'None' },
    status: { loadBalancer: {} },
  };
}

/** The services that are there by themselves. */
export function services(snapshot: ClusterSnapshot): KubernetesObject[] {
  const controllers = componentsOf(snapshot).filter(({ name }) => CONTROLLERS.includes(name));
  return [
    serviceObject(
      snapshot,
      { name: 'kubernetes', namespace: 'default' },
      { type: 'ClusterIP', clusterIP: addressIn(snapshot, 1), ports: API },
    ),
    serviceObject(
      snapshot,
      { name: 'kube-dns', namespace: 'kube-system' },
      {
        type: 'ClusterIP',
        clusterIP: addressIn(snapshot, 10),
        ports: DNS,
        selector: { 'app.kubernetes.io/name': 'coredns' },
      },
    ),
    ...controllers.map(({ name, namespace, createdAt }, index) =>
      serviceObject(
        snapshot,
        { name, namespace, createdAt },
        {
          type: 'LoadBalancer',
          clusterIP: addressIn(snapshot, 100 + index),
          ports: WEB,
          selector: { 'app.kubernetes.io/name': name },
        },
      ),
    ),
  ];
}
