// What a new cluster gets at once: its name in DNS, its address and its networks. Pure: asked again, the same.
import type { ClusterAssignment, ClusterRef, Wanted } from '@hikube/service/platform';
import { fixedChoice } from './world/chance.ts';
import type { Rules } from './world/rules.ts';

/** The platform fixes these for every cluster. */
export const NETWORK = {
  cni: 'cilium',
  podCidr: '10.243.0.0/16',
  serviceCidr: '10.95.0.0/16',
  dnsDomain: 'cluster.local',
} as const;

const HOST_SUFFIX = 'k8s.hikube.cloud';

// Addresses that RFC 5737 keeps for documentation: nobody is ever reached by mistake. They are few, so that two
// clusters can get the same one; nothing in the simulation listens there.
const SHARED_PREFIX = '192.0.2';
const OWN_PREFIX = '198.51.100';
const HOSTS_PER_PREFIX = 254;

/** What assignments follow from. */
export interface AssignRules extends Pick<Rules, 'seed' | 'catalogue'> {
  /** Where the Kubernetes API of a cluster is reached, if something serves it. */
  readonly endpointOf?: ((ref: ClusterRef) => string) | undefined;
}

/**
 * The assignment of a cluster. Without a host it is reached as `<name>.<tenant>.k8s.hikube.cloud`. Proxied clusters
 * share the address of their tenant's ingress; a load balancer has an address of its own.
 */
export function assign(
  ref: ClusterRef,
  wanted: Wanted,
  { seed, catalogue, endpointOf }: AssignRules,
): ClusterAssignment {
  const host = wanted.host ?? `${ref.name}.${labelOf(ref.tenant, seed)}.${HOST_SUFFIX}`;
  return {
    host,
    endpoint: endpointOf?.(ref) ?? `https://${host}`,
    // It is made with the cluster: an assignment makes nothing.
    certificateAuthority: null,
    sites: sitesFor(ref, wanted, { seed, catalogue }),
    ...NETWORK,
    dnsRecords: [{ type: 'A', name: host, value: addressOf(ref, wanted.exposure, seed) }],
  };
}

/** A development cluster stands at one site; where nobody chooses one, clusters are spread over them. */
function sitesFor(
  { uid }: ClusterRef,
  { topology, site }: Wanted,
  { seed, catalogue }: AssignRules,
): readonly string[] {
  const all = catalogue.sites.map(({ id }) => id);
  if (topology === 'production') return all;
  return [site ?? all[fixedChoice(seed, `site/${uid}`, all.length)]!];
}

function addressOf(ref: ClusterRef, exposure: 'proxied' | 'load-balancer', seed: string): string {
  const [prefix, subject] =
    exposure === 'proxied' ? [SHARED_PREFIX, `ingress/${ref.tenant}`] : [OWN_PREFIX, `balancer/${ref.uid}`];
  return `${prefix}.${1 + fixedChoice(seed, subject, HOSTS_PER_PREFIX)}`;
}

const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** The tenant as a DNS label. One that is no label gets a number, so that different tenants stay different. */
function labelOf(tenant: string, seed: string): string {
  if (LABEL.test(tenant)) return tenant;
  const words = tenant.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const number = fixedChoice(seed, `tenant/${tenant}`, 2 ** 32);
  return [...words.map((word) => word.slice(0, 10)).slice(0, 4), number].join('-');
}
