// Failures of the platform's own that a test plants.

export class Plants {
  readonly #refusals = new Map<string, { readonly message: string; times: number }>();
  readonly #stuck = new Set<string>();
  readonly #held = new Map<string, string>();

  /** Rendering an application fails with these words. @param times how often; always by default */
  refuse(name: string, message: string, times = Number.POSITIVE_INFINITY): void {
    this.#refusals.set(name, { message, times });
  }

  /** Nodes of a group never join, from now on. */
  stick(name: string, group: string): void {
    this.#stuck.add(`${name}/${group}`);
  }

  /** Deleting an application hangs on its finalizer. */
  hold(
    name: string,
    why = 'timed out waiting for the condition: DataStore tenant-etcd has finalizers left',
  ): void {
    this.#held.set(name, why);
  }

  /** Takes back everything that was planted for an application. */
  heal(name: string): void {
    this.#refusals.delete(name);
    this.#held.delete(name);
    for (const key of [...this.#stuck]) if (key.startsWith(`${name}/`)) this.#stuck.delete(key);
  }

  refusalOf(name: string): string | undefined {
    const planted = this.#refusals.get(name);
    if (planted === undefined || planted.times <= 0) return undefined;
    planted.times -= 1;
    return planted.message;
  }

  isStuck(name: string, group: string): boolean {
    return this.#stuck.has(`${name}/${group}`);
  }

  heldBy(name: string): string | undefined {
    return this.#held.get(name);
  }
}
