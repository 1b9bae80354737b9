// The model test: random steps give the same answers from a store and from the reference model.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Add, Batch, DocumentKey, Expectation, Lease, ListQuery, Selection, Write } from '../store.ts';
import type { OpenStore, StoreUnderTest } from './harness.ts';
import { ReferenceModel } from './reference-model.ts';
import { anySteps, type CommitStep, type Step } from './steps.ts';

/** @param runs how many random histories; opening a store is what they cost */
export function describeModel(open: OpenStore, runs: number): void {
  it(`answers like the reference model in ${runs} random histories`, async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const subject = await open();
        try {
          const comparison = new Comparison(subject);
          for (const step of steps) await comparison.run(step);
          await comparison.compareEverything();
        } finally {
          await subject.store.close();
        }
      }),
      { numRuns: runs },
    );
  });
}

class Comparison {
  readonly #subject: StoreUnderTest;
  readonly #model: ReferenceModel;
  // Every lease ever granted, with the number under which the model knows it.
  readonly #grants: { readonly lease: Lease; readonly number: number }[] = [];

  constructor(subject: StoreUnderTest) {
    this.#subject = subject;
    this.#model = new ReferenceModel(subject.now());
  }

  async run(step: Step): Promise<void> {
    const { store } = this.#subject;
    if (step.do === 'commit') return this.#commit(step);
    if (step.do === 'get') {
      expect(await store.get(step.key)).toEqual(this.#model.get(step.key));
    } else if (step.do === 'list') {
      const { kind, scope, after, limit, reverse } = step;
      await this.#list({ kind, ...scope, limit, reverse, ...(after && { after }) } as ListQuery);
    } else if (step.do === 'advance') {
      await this.#subject.advance(step.ms);
      this.#model.now += step.ms;
    } else if (step.do === 'changes') {
      const after = this.#back(step.back);
      expect(await store.changes(after, step.limit)).toEqual(this.#model.changes(after, step.limit));
    } else if (step.do === 'compact') {
      await store.compact(this.#back(step.back));
      this.#model.compact(this.#back(step.back));
    } else if (step.do === 'prune') {
      expect(await store.prune(step.limit)).toBe(this.#model.prune(step.limit));
    } else {
      await this.#lease(step);
    }
  }

  /** What no step may have asked: all documents, and all of the feed that is left. */
  async compareEverything(): Promise<void> {
    for (const kind of ['cluster', 'nodeGroup', 'sums']) await this.#list({ kind, limit: 100 });
    const { store } = this.#subject;
    for (let after = 0; after <= (await store.sequence()); after += 1) {
      expect(await store.changes(after, 1000)).toEqual(this.#model.changes(after, 1000));
    }
  }

  async #list(query: ListQuery): Promise<void> {
    const { store } = this.#subject;
    expect(await store.list(query)).toEqual(this.#model.list(query));
    const { after: _after, limit: _limit, reverse: _reverse, ...selection } = query;
    const all = this.#model.list({ ...(selection as Selection), limit: 1000 });
    expect(await store.count(selection as Selection)).toBe(all.length);
  }

  async #commit(step: CommitStep): Promise<void> {
    const sums = step.sums.map(({ id, add, atMost }): Add => {
      const key = { tenant: 'a', kind: 'sums', id };
      return { key, add, expect: 'any', ...(atMost === undefined ? {} : { atMost }) };
    });
    const own = step.writes.map(({ key, expect: wanted, remove, body, ttlMs }): Write => {
      const expect = wanted === 'any' ? 'any' : this.#resolve(key, wanted);
      if (remove) return { key, delete: true, expect: expect === 'absent' ? 'any' : expect };
      const expiry = ttlMs === undefined ? {} : { expiresAt: this.#model.now + ttlMs };
      return { key, body: JSON.parse(JSON.stringify(body)), expect, ...expiry };
    });
    const batch: Batch = {
      writes: [...own, ...sums],
      guards: step.guards.map(({ key, expect: wanted }) => ({ key, expect: this.#resolve(key, wanted) })),
    };
    const grant = step.fence && this.#grants.at(-1 - step.fence.grant);
    const forStore = grant
      ? { ...batch, fence: { lease: grant.lease.name, token: grant.lease.token } }
      : batch;
    const forModel = grant ? { ...batch, fence: { lease: grant.lease.name, token: grant.number } } : batch;
    expect(await this.#subject.store.commit(forStore)).toEqual(this.#model.commit(forModel));
  }

  async #lease(step: Extract<Step, { do: 'acquire' | 'renew' | 'release' }>): Promise<void> {
    const { leases } = this.#subject.store;
    if (step.do === 'acquire') {
      const lease = await leases.acquire(step.name, 'owner', step.ttlMs);
      const number = this.#model.acquire(step.name, step.ttlMs);
      expect(lease !== undefined).toBe(number !== undefined);
      if (lease === undefined || number === undefined) return;
      expect(lease.token).toBeGreaterThan(this.#grants.at(-1)?.lease.token ?? 0);
      this.#grants.push({ lease, number });
      return;
    }
    const grant = this.#grants.at(-1 - step.grant);
    if (grant === undefined) return;
    const { lease, number } = grant;
    if (step.do === 'renew') {
      expect(await leases.renew(lease, step.ttlMs)).toBe(this.#model.renew(lease.name, number, step.ttlMs));
    } else {
      expect(await leases.release(lease)).toBe(this.#model.release(lease.name, number));
    }
  }

  #resolve(key: DocumentKey, wanted: string): Expectation {
    const revision = this.#model.get(key)?.revision;
    if (wanted === 'absent' || (wanted === 'current' && revision === undefined)) return 'absent';
    return wanted === 'current' ? revision! : Math.max(0, (revision ?? 2) - 1);
  }

  #back(steps: number): number {
    return Math.max(0, this.#model.changes(0, 1).sequence - steps);
  }
}
