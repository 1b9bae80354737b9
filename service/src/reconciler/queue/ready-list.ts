// Who is next: first come first served within a tenant, and tenants in turn, so that none waits behind another's crowd.

/** Keys that are ready, each at most once. */
export class ReadyList {
  // A tenant is in the map while it has ready keys; the order of the map is the order of the turns.
  readonly #byTenant = new Map<string, Set<string>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @returns false when it was there already */
  add(tenant: string, key: string): boolean {
    const keys = this.#byTenant.get(tenant) ?? new Set();
    if (keys.has(key)) return false;
    keys.add(key);
    this.#byTenant.set(tenant, keys);
    this.#size += 1;
    return true;
  }

  /**
   * Takes the next key; the tenant goes to the end of the turns.
   * @param isFree whether a tenant may have one now: by default every one
   */
  take(
    isFree: (tenant: string) => boolean = () => true,
  ): { readonly tenant: string; readonly key: string } | undefined {
    for (const [tenant, keys] of this.#byTenant) {
      if (!isFree(tenant)) continue;
      this.#byTenant.delete(tenant);
      for (const key of keys) {
        keys.delete(key);
        if (keys.size > 0) this.#byTenant.set(tenant, keys);
        this.#size -= 1;
        return { tenant, key };
      }
    }
    return undefined;
  }
}
