// What a store means, in the fewest words: plain arrays, no index, no text encoding. Siblings are compared to it.
import type {
  Add,
  Batch,
  Change,
  ChangePage,
  CommitResult,
  DocumentKey,
  Expectation,
  ListQuery,
} from '../store.ts';

/** A document as the model and the comparison see it. */
export interface ModelDocument {
  readonly key: DocumentKey;
  readonly revision: number;
  readonly body: unknown;
  readonly expiresAt?: number;
}

export class ReferenceModel {
  now: number;
  #documents: ModelDocument[] = [];
  #changes: Change[] = [];
  #sequence = 0;
  #compacted = 0;
  // By lease name: which grant is the latest, and until when.
  readonly #leases = new Map<string, { grant: number; expiresAt: number }>();
  #grants = 0;

  constructor(now: number) {
    this.now = now;
  }

  get(key: DocumentKey): ModelDocument | undefined {
    return this.#live().find((document) => sameKey(document.key, key));
  }

  list(query: ListQuery): ModelDocument[] {
    const { after } = query;
    const direction = query.reverse === true ? -1 : 1;
    return this.#live()
      .filter(({ key }) => key.kind === query.kind)
      .filter(({ key }) => query.tenant === undefined || key.tenant === query.tenant)
      .filter(({ key }) => key.id.startsWith(query.prefix ?? ''))
      .filter(({ key }) => after === undefined || compareKeys(key, after) * direction > 0)
      .sort((a, b) => compareKeys(a.key, b.key) * direction)
      .slice(0, query.limit);
  }

  /** The fence's token is the number of a grant of this model. */
  commit(batch: Batch): CommitResult {
    if (batch.fence !== undefined && !this.#holds(batch.fence.lease, batch.fence.token)) {
      return { ok: false, conflict: 'fence', lease: batch.fence.lease };
    }
    for (const { key, expect } of [...(batch.guards ?? []), ...batch.writes]) {
      const actual: Expectation = this.get(key)?.revision ?? 'absent';
      if (expect !== 'any' && expect !== actual) return { ok: false, conflict: 'revision', key, actual };
    }
    for (const write of batch.writes) {
      if (!('add' in write)) continue;
      const after = this.#sums(write);
      const isBeyond = Object.entries(write.atMost ?? {}).some(
        ([name, most]) => BigInt(after[name] ?? '0') > most,
      );
      if (isBeyond) return { ok: false, conflict: 'bound', key: write.key };
    }
    const revisions = batch.writes.map((write) => {
      const body = 'add' in write ? this.#sums(write) : 'body' in write ? write.body : undefined;
      const deleted = 'delete' in write;
      if (deleted && this.get(write.key) === undefined) return 0;
      this.#documents = this.#documents.filter((document) => !sameKey(document.key, write.key));
      const revision = this.#record(write.key, deleted);
      if (!deleted) {
        const expiresAt = 'body' in write ? write.expiresAt : undefined;
        const expiry = expiresAt === undefined ? {} : { expiresAt };
        this.#documents.push({ key: write.key, revision, body, ...expiry });
      }
      return revision;
    });
    return { ok: true, revisions, sequence: this.#sequence };
  }

  changes(after: number, limit: number): ChangePage {
    const sequence = this.#sequence;
    if (after < this.#compacted) return { ok: false, reason: 'compacted', sequence };
    if (after > sequence) return { ok: false, reason: 'ahead', sequence };
    return {
      ok: true,
      changes: this.#changes.filter((change) => change.sequence > after).slice(0, limit),
      sequence,
    };
  }

  compact(through: number): void {
    this.#compacted = Math.max(this.#compacted, Math.min(through, this.#sequence));
  }

  prune(limit: number): number {
    const expired = this.#documents
      .filter((document) => !this.#isLive(document))
      .sort(
        (a, b) => a.expiresAt! - b.expiresAt! || compare(a.key.kind, b.key.kind) || compareKeys(a.key, b.key),
      )
      .slice(0, limit);
    this.#documents = this.#documents.filter((document) => !expired.includes(document));
    for (const { key } of expired) this.#record(key, true);
    return expired.length;
  }

  /** @returns the number of the grant */
  acquire(name: string, ttlMs: number): number | undefined {
    const lease = this.#leases.get(name);
    if (lease !== undefined && lease.expiresAt > this.now) return undefined;
    this.#grants += 1;
    this.#leases.set(name, { grant: this.#grants, expiresAt: this.now + ttlMs });
    return this.#grants;
  }

  renew(name: string, grant: number, ttlMs: number): boolean {
    if (!this.#holds(name, grant)) return false;
    this.#leases.set(name, { grant, expiresAt: this.now + ttlMs });
    return true;
  }

  release(name: string, grant: number): boolean {
    return this.#holds(name, grant) && this.#leases.delete(name);
  }

  #sums({ key, add }: Add): Record<string, string> {
    const sums = { ...(this.get(key)?.body as Record<string, string> | undefined) };
    for (const [name, amount] of Object.entries(add)) sums[name] = String(BigInt(sums[name] ?? '0') + amount);
    return sums;
  }

  #holds(name: string, grant: number): boolean {
    const lease = this.#leases.get(name);
    return lease?.grant === grant && lease.expiresAt > this.now;
  }

  #live(): ModelDocument[] {
    return this.#documents.filter((document) => this.#isLive(document));
  }

  #isLive(document: ModelDocument): boolean {
    return document.expiresAt === undefined || document.expiresAt > this.now;
  }

  #record(key: DocumentKey, deleted: boolean): number {
    this.#sequence += 1;
    this.#changes.push({ sequence: this.#sequence, key, deleted });
    return this.#sequence;
  }
}

function sameKey(a: DocumentKey, b: DocumentKey): boolean {
  return a.kind === b.kind && compareKeys(a, b) === 0;
}

function compareKeys(a: { tenant: string; id: string }, b: { tenant: string; id: string }): number {
  return compare(a.tenant, b.tenant) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
