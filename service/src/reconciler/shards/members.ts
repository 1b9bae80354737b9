// The replicas that take part: each writes one document, and judges the others by whether theirs still moves.
import type { Clock } from '../../clock.ts';
import { MAX_PAGE } from '../../store/limits.ts';
import type { Store } from '../../store/store.ts';

/** The kind of the documents, which belong to no tenant. */
export const MEMBER_KIND = 'reconcilerMember';
const TENANT = '-';

// Documents of replicas that never came back are forgotten. Only housekeeping, and far
// more than clocks of replicas can differ by: a living one must not be taken for absent.
const FORGET_AFTER_MS = 2 * 86_400_000;

/** What a replica tells the others. */
export interface MemberRecord {
  readonly owner: string;
  /** Shards that it holds. */
  readonly shards: readonly number[];
}

/** Another replica, as seen from here. */
export interface Member extends MemberRecord {
  /**
   * Milliseconds since its document was last seen to change, on the clock of this replica. Infinite until that has
   * been seen once: a document alone may be what a dead replica left behind.
   */
  readonly silentMs: number;
}

/** The replicas as one of them sees them. No clock but its own counts. */
export class Members {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #owner: string;
  readonly #seen = new Map<string, { readonly revision: number; readonly movedAt: number }>();

  constructor(store: Store, clock: Clock, owner: string) {
    this.#store = store;
    this.#clock = clock;
    this.#owner = owner;
  }

  /** Says that this replica is alive and what it holds. */
  async announce(shards: readonly number[]): Promise<void> {
    const body: MemberRecord = { owner: this.#owner, shards };
    const expiresAt = this.#clock.now() + FORGET_AFTER_MS;
    await this.#store.commit({ writes: [{ key: this.#key(), body, expect: 'any', expiresAt }] });
  }

  /** Says that this replica is gone, so that nobody waits for it. */
  async leave(): Promise<void> {
    await this.#store.commit({ writes: [{ key: this.#key(), delete: true, expect: 'any' }] });
  }

  /** Everybody but this replica. */
  async others(): Promise<readonly Member[]> {
    const documents = await this.#store.list<MemberRecord>({
      kind: MEMBER_KIND,
      tenant: TENANT,
      limit: MAX_PAGE,
      damaged: 'leave_out',
    });
    const now = this.#clock.monotonic();
    const others = documents.filter(({ body }) => body.owner !== this.#owner);
    for (const { body, revision } of others) {
      const before = this.#seen.get(body.owner);
      if (before?.revision === revision) continue;
      const movedAt = before === undefined ? Number.NEGATIVE_INFINITY : now;
      this.#seen.set(body.owner, { revision, movedAt });
    }
    return others.map(({ body }) => ({ ...body, silentMs: now - this.#seen.get(body.owner)!.movedAt }));
  }

  #key() {
    return { tenant: TENANT, kind: MEMBER_KIND, id: this.#owner };
  }
}
