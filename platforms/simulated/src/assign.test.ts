import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { rulesWith } from './testing/simulation.ts';

const REF = { tenant: 'acme', name: 'prod', uid: 'uid-1' };
const RULES = rulesWith();
const PROXIED = { exposure: 'proxied', topology: 'production' } as const;

describe('assignment', () => {
  it('gives name, address and networks', () => {
    const { dnsRecords, ...rest } = assign(REF, PROXIED, RULES);
    expect(rest).toEqual({
      host: 'prod.acme.k8s.hikube.cloud',
      endpoint: 'https://prod.acme.k8s.hikube.cloud',
      certificateAuthority: null,
      sites: ['geneva', 'gland', 'lucerne'],
      cni: 'cilium',
      podCidr: '10.243.0.0/16',
      serviceCidr: '10.95.0.0/16',
      dnsDomain: 'cluster.local',
    });
    expect(dnsRecords).toHaveLength(1);
    expect(dnsRecords[0]).toMatchObject({ type: 'A', name: 'prod.acme.k8s.hikube.cloud' });
  });

  it('shares the address of a tenant between its proxied clusters', () => {
    const address = (ref: typeof REF) => assign(ref, PROXIED, RULES).dnsRecords[0]!.value;
    expect(address(REF)).toMatch(/^192\.0\.2\.([1-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-4])$/);
    expect(address({ ...REF, name: 'test', uid: 'uid-2' })).toBe(address(REF));
    const tenants = Array.from({ length: 20 }, (_, number) => address({ ...REF, tenant: `t${number}` }));
    expect(new Set(tenants).size).toBeGreaterThan(10);
  });

  it('gives a load balancer an address of its own', () => {
    const address = (uid: string) =>
      assign({ ...REF, uid }, { ...PROXIED, exposure: 'load-balancer' }, RULES).dnsRecords[0]!.value;
    expect(address('uid-1')).toMatch(/^198\.51\.100\./);
    expect(address('uid-1')).toBe(address('uid-1'));
    expect(new Set(Array.from({ length: 20 }, (_, number) => address(`${number}`))).size).toBeGreaterThan(10);
  });

  it.each([
    ['Acme AG', /^acme-ag-[0-9]+$/],
    ['ACME', /^acme-[0-9]+$/],
    ['a.b', /^a-b-[0-9]+$/],
    ['日本', /^[0-9]+$/],
    ['a'.repeat(100), /^aaaaaaaaaa-[0-9]+$/],
    ['-', /^[0-9]+$/],
  ])('makes a DNS label of the tenant %j', (tenant, expected) => {
    const { host } = assign({ ...REF, tenant }, PROXIED, RULES);
    const label = host.split('.')[1]!;
    expect(label).toMatch(expected);
    expect(label.length).toBeLessThanOrEqual(63);
  });

  it('keeps tenants apart whose labels would be equal', () => {
    const host = (tenant: string) => assign({ ...REF, tenant }, PROXIED, RULES).host;
    expect(host('Acme AG')).not.toBe(host('acme-AG'));
  });
});
