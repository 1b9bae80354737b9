// The limits of every input of a store, and the checks that refuse what breaks them before anything is touched.
import { StoreError } from './errors.ts';
import type { Batch, DocumentKey, Expectation, Fence, Lease, ListQuery, Selection } from './store.ts';

/** Documents or changes per page. */
export const MAX_PAGE = 1000;
/** Keys per `getMany`. */
export const MAX_KEYS = 1000;
/** Writes, and guards, per batch. */
export const MAX_WRITES = 1000;
/** Characters of one body as JSON text. An object of Kubernetes has up to 1.5 MiB, and 2 MiB once it is sealed. */
export const MAX_BODY_LENGTH = 2 ** 22;
/** The longest a lease is granted at once: a day, in milliseconds. */
export const MAX_LEASE_MS = 86_400_000;

// Together below 2,700 bytes, which is what an index entry of PostgreSQL holds.
const MAX_KIND_BYTES = 64;
const MAX_TENANT_BYTES = 256;
const MAX_ID_BYTES = 1024;

// PostgreSQL stores no NUL, and half of a surrogate pair has no UTF-8 form; both would come back as something else.
const UNSTORABLE = /[\0\p{Surrogate}]/u;

const encoder = new TextEncoder();

export function checkKey(key: DocumentKey): void {
  checkText('kind', key.kind, 1, MAX_KIND_BYTES);
  checkText('tenant', key.tenant, 1, MAX_TENANT_BYTES);
  checkText('id', key.id, 1, MAX_ID_BYTES);
}

export function checkKeys(keys: readonly DocumentKey[]): void {
  if (keys.length > MAX_KEYS) refuse(`at most ${MAX_KEYS} keys can be read at once, not ${keys.length}`);
  for (const key of keys) checkKey(key);
}

export function checkSelection(selection: Selection): void {
  checkText('kind', selection.kind, 1, MAX_KIND_BYTES);
  if (selection.tenant !== undefined) checkText('tenant', selection.tenant, 1, MAX_TENANT_BYTES);
  if (selection.prefix === undefined) return;
  // Across tenants the matches of a prefix are not neighbours, so a page would cost the whole collection.
  if (selection.tenant === undefined) refuse('a prefix needs a tenant');
  checkText('prefix', selection.prefix, 0, MAX_ID_BYTES);
}

export function checkQuery(query: ListQuery): void {
  checkSelection(query);
  checkCount('limit', query.limit, 1, MAX_PAGE);
  if (query.after !== undefined) checkKey({ kind: query.kind, ...query.after });
}

export function checkBatch(batch: Batch): void {
  const guards = batch.guards ?? [];
  if (batch.writes.length > MAX_WRITES)
    refuse(`a batch has at most ${MAX_WRITES} writes, not ${batch.writes.length}`);
  if (guards.length > MAX_WRITES) refuse(`a batch has at most ${MAX_WRITES} guards, not ${guards.length}`);
  const seen = new Set<string>();
  for (const write of batch.writes) {
    checkKey(write.key);
    if (write.expect !== 'any') checkExpectation(write.expect);
    const name = `${write.key.kind}\0${write.key.tenant}\0${write.key.id}`;
    if (seen.has(name)) refuse(`a batch writes ${write.key.kind} ${write.key.id} more than once`);
    seen.add(name);
    if ('delete' in write) {
      if ((write.expect as Expectation) === 'absent')
        refuse('a delete cannot expect that the document is absent');
    } else if ('add' in write) {
      if (Object.keys(write.add).length === 0) refuse(`an addition to ${write.key.kind} names no sum`);
    } else if (write.expiresAt !== undefined) {
      checkCount('expiresAt', write.expiresAt, 0, Number.MAX_SAFE_INTEGER);
    }
  }
  for (const guard of guards) {
    checkKey(guard.key);
    checkExpectation(guard.expect);
  }
  if (batch.fence !== undefined) checkFence(batch.fence);
}

/** @param what names the argument in the error */
export function checkCount(what: string, value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    refuse(`${what} must be a whole number from ${least} to ${most}, not ${value}`);
  }
}

export function checkLeaseName(name: string): void {
  checkText('lease name', name, 1, MAX_ID_BYTES);
}

export function checkLease(lease: Lease): void {
  checkLeaseName(lease.name);
  checkLeaseOwner(lease.owner);
  checkCount('lease token', lease.token, 0, Number.MAX_SAFE_INTEGER);
}

export function checkLeaseOwner(owner: string): void {
  checkText('lease owner', owner, 1, MAX_TENANT_BYTES);
}

function checkFence(fence: Fence): void {
  checkLeaseName(fence.lease);
  checkCount('fence token', fence.token, 0, Number.MAX_SAFE_INTEGER);
}

function checkExpectation(expect: Expectation): void {
  if (expect !== 'absent') checkCount('expected revision', expect, 0, Number.MAX_SAFE_INTEGER);
}

function checkText(what: string, text: string, least: number, mostBytes: number): void {
  if (typeof text !== 'string' || text.length < least)
    refuse(`${what} must be a text of at least ${least} character`);
  if (UNSTORABLE.test(text)) refuse(`${what} must not contain NUL or half of a surrogate pair`);
  // No character needs more than three bytes per UTF-16 unit, so that short texts need no counting.
  if (text.length * 3 > mostBytes && encoder.encode(text).length > mostBytes) {
    refuse(`${what} must not be longer than ${mostBytes} bytes`);
  }
}

function refuse(reason: string): never {
  throw new StoreError('invalid_argument', `The store refused a call: ${reason}.`);
}
