// Every shape a page can have, for the tests that ask a database how it would answer.
import type { ListQuery } from '../store.ts';

const after = { tenant: 'acme', id: 'c0500' };

/** Fifty documents each, out of the middle of a thousand `c0000` to `c0999` of the tenant `acme`. */
export const PAGE_SHAPES: Readonly<Record<string, ListQuery>> = {
  'the first of a tenant': { kind: 'cluster', tenant: 'acme', limit: 50 },
  'the last of a tenant': { kind: 'cluster', tenant: 'acme', limit: 50, reverse: true },
  'the next of a tenant': { kind: 'cluster', tenant: 'acme', limit: 50, after },
  'the previous of a tenant': { kind: 'cluster', tenant: 'acme', limit: 50, after, reverse: true },
  'the next with a prefix': { kind: 'cluster', tenant: 'acme', prefix: 'c0', limit: 50, after },
  'the previous with a prefix': {
    kind: 'cluster',
    tenant: 'acme',
    prefix: 'c0',
    limit: 50,
    after,
    reverse: true,
  },
  'the first of all tenants': { kind: 'cluster', limit: 50 },
  'the next of all tenants': { kind: 'cluster', limit: 50, after },
  'the previous of all tenants': { kind: 'cluster', limit: 50, after, reverse: true },
};
