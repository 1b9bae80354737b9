// What a new cluster gets: a name below the domain of its tenant, and networks that are the same for all.
import {
  type ClusterAssignment,
  type ClusterRef,
  PlatformError,
  type Wanted,
} from '@hikube/service/platform';

const NETWORKS = {
  cni: 'cilium',
  podCidr: '10.243.0.0/16',
  serviceCidr: '10.95.0.0/16',
  dnsDomain: 'cluster.local',
};

/**
 * @param domain of the tenant
 * @param sites that every cluster spans
 * @throws PlatformError when neither the caller nor the platform names a host, and for a site, which nobody can choose
 */
export function assign(
  { name }: ClusterRef,
  { host: asked, site }: Wanted,
  { domain, sites }: { readonly domain: string | undefined; readonly sites: readonly string[] },
): ClusterAssignment {
  if (site !== undefined)
    throw new PlatformError(
      'CapabilityMissing',
      'Cozystack does not let its tenants choose a site; remove site.',
      { retryable: false },
    );
  const given = domain === undefined ? undefined : `kubernetes-${name}.${domain}`;
  const host = asked ?? given;
  if (host === undefined)
    throw new PlatformError(
      'HostUnknown',
      'The platform does not tell the domain of the tenant: give the cluster a host, such as kubernetes.example.org.',
      { retryable: false },
    );
  // The ingress of the tenant answers for all names below his domain.
  const target = domain ?? host;
  return {
    host,
    endpoint: `https://${host}`,
    certificateAuthority: null,
    sites,
    ...NETWORKS,
    dnsRecords: [{ type: 'CNAME', name: host, value: target }],
  };
}
