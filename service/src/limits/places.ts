// Places for what is held open: each costs a connection and memory for as long as somebody likes.

/** How many answers may be held at once in one process. */
export interface HeldLimit {
  readonly perToken: number;
  readonly perTenant: number;
}

/** Far above what a busy pipeline or controller, and what all of a team, hold. */
export const DEFAULT_HELD_LIMIT: HeldLimit = { perToken: 256, perTenant: 1024 };

/** Who holds a place. */
export interface Holder {
  readonly tenant: string;
  readonly token: string;
}

/** A place, or why there is none. */
export type Place =
  /** `release` gives it back; only the first call counts. */
  | { readonly free: true; readonly release: () => void }
  | {
      readonly free: false;
      readonly whose: 'token' | 'tenant';
      readonly held: number;
      readonly most: number;
    };

/** Counts places. */
export class Places {
  readonly #limit: HeldLimit;
  readonly #tokens = new Map<string, number>();
  readonly #tenants = new Map<string, number>();
  #taken = 0;

  constructor(limit: HeldLimit) {
    this.#limit = limit;
  }

  /** Places that are shared with others who hold something open, or new ones of a limit. */
  static of(limit: HeldLimit | Places): Places {
    return limit instanceof Places ? limit : new Places(limit);
  }

  /** Places that are taken now. */
  get taken(): number {
    return this.#taken;
  }

  take({ tenant, token }: Holder): Place {
    const { perToken, perTenant } = this.#limit;
    const name = `${tenant}/${token}`;
    const ofToken = this.#tokens.get(name) ?? 0;
    const ofTenant = this.#tenants.get(tenant) ?? 0;
    if (ofToken >= perToken) return { free: false, whose: 'token', held: ofToken, most: perToken };
    if (ofTenant >= perTenant) return { free: false, whose: 'tenant', held: ofTenant, most: perTenant };
    this.#add(name, tenant, 1);
    let isHeld = true;
    const release = (): void => {
      if (isHeld) this.#add(name, tenant, -1);
      isHeld = false;
    };
    return { free: true, release };
  }

  #add(name: string, tenant: string, change: 1 | -1): void {
    this.#taken += change;
    count(this.#tokens, name, change);
    count(this.#tenants, tenant, change);
  }
}

function count(counts: Map<string, number>, name: string, change: 1 | -1): void {
  const left = (counts.get(name) ?? 0) + change;
  if (left === 0) counts.delete(name);
  else counts.set(name, left);
}
