// What the clients know: which writes were acknowledged, which may have happened, and which values are possible now.
import { createHash } from 'node:crypto';

/** The value of one thing that a single client writes; `undefined` when it is not there. */
export type Value = string | undefined;

/** One attempt to create a cluster, known by a serial that only it carries. */
export interface Creation {
  readonly tenant: string;
  readonly name: string;
  outcome: 'open' | 'acknowledged' | 'unknown' | 'refused';
  uid?: string;
}

/** One attempt to delete whatever cluster has a name. */
export interface Removal {
  readonly tenant: string;
  readonly name: string;
  /** Moments of this history between which it may have happened. */
  readonly from: number;
  until: number;
}

/** See the top of the file. */
export class History {
  readonly violations: string[] = [];
  readonly trace: string[] = [];
  readonly creations = new Map<string, Creation>();
  readonly uncertainRemovals: Removal[] = [];
  /** Uids whose deletion was acknowledged. */
  readonly removed = new Set<string>();
  /** Acknowledged operations by id, with their tenant and kind. */
  readonly operations = new Map<string, { readonly tenant: string; readonly kind: string }>();
  /** Writes whose outcome nobody knows, by tenant: each may have left an operation. */
  readonly unknownWrites = new Map<string, number>();
  /** Acknowledged cancellations: each leaves a removal of its own. */
  cancellations = 0;
  acknowledged = 0;
  /** Counts everything that is remembered, so that moments can be compared. */
  moment = 0;
  readonly #stored = createHash('sha256');
  readonly #values = new Map<string, Set<Value>>();
  readonly #unsure = new Set<string>();
  readonly #generations = new Map<string, number>();
  readonly #updates = new Set<string>();

  violate(sentence: string): void {
    if (this.violations.length < 20) this.violations.push(sentence);
  }

  tell(at: number, line: string): void {
    this.moment += 1;
    this.trace.push(`${at} ${line}`);
  }

  /** The store took something, whoever wrote it. */
  stored(batch: object): void {
    this.#stored.update(JSON.stringify(batch, inText));
  }

  /** Of everything that happened, down to the last byte that was stored, in its order. */
  digest(): string {
    return this.#stored.copy().update(this.trace.join('\n')).digest('hex');
  }

  /** A write to something that only its writer writes was acknowledged. */
  wrote(uid: string, what: string, value: Value): void {
    this.#values.set(`${uid}/${what}`, new Set([value]));
    this.#unsure.delete(`${uid}/${what}`);
  }

  /** It may have happened. */
  mayHaveWritten(uid: string, what: string, value: Value): void {
    this.#values.set(`${uid}/${what}`, new Set([...this.possible(uid, what), value]));
  }

  /** It happened to this cluster or to another one of the same name. */
  lostSight(uid: string, what: string): void {
    this.#unsure.add(`${uid}/${what}`);
  }

  possible(uid: string, what: string): ReadonlySet<Value> {
    return this.#values.get(`${uid}/${what}`) ?? new Set([undefined]);
  }

  /** Everything that was written to a cluster by somebody who alone writes it. */
  written(uid: string): readonly string[] {
    const prefix = `${uid}/`;
    return [...this.#values.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  }

  /** Whether a value can be there; always true when nobody can know. */
  isPossible(uid: string, what: string, value: Value): boolean {
    return this.#unsure.has(`${uid}/${what}`) || this.possible(uid, what).has(value);
  }

  /** The newest generation that was acknowledged or seen. */
  generation(uid: string): number {
    return this.#generations.get(uid) ?? 0;
  }

  /** Every cluster that was acknowledged or seen, with its newest generation. */
  get generations(): ReadonlyMap<string, number> {
    return this.#generations;
  }

  sawGeneration(uid: string, generation: number): void {
    this.#generations.set(uid, Math.max(generation, this.generation(uid)));
  }

  /** Every change of a cluster makes a generation of its own. */
  updated(uid: string, generation: number): void {
    const key = `${uid}.${generation}`;
    if (this.#updates.has(key))
      this.violate(`two acknowledged changes of ${uid} share generation ${generation}`);
    this.#updates.add(key);
    this.sawGeneration(uid, generation);
  }

  acknowledge(tenant: string, id: string, kind: string): void {
    this.acknowledged += 1;
    this.operations.set(id, { tenant, kind });
  }

  unknown(tenant: string): void {
    this.unknownWrites.set(tenant, (this.unknownWrites.get(tenant) ?? 0) + 1);
  }
}

/** What is added to a sum has no form in JSON. */
function inText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
