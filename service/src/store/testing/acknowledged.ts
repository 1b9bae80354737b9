// What a killed writer was promised, and whether the store keeps the promise.
import type { Store } from '../store.ts';

/** Keys that `writer.ts` printed, each with the revision it was told. */
export class Acknowledged {
  readonly #revisions = new Map<string, number>();

  get size(): number {
    return this.#revisions.size;
  }

  add(lines: readonly string[]): void {
    for (const line of lines) {
      const [id, revision] = line.split(' ');
      this.#revisions.set(id!, Number(revision));
    }
  }

  /** How many acknowledged writes are not there, and how many documents lack the twin of their batch. */
  async compareWith(store: Store): Promise<{ readonly lost: number; readonly torn: number }> {
    const stored = new Map<string, number>();
    for (let after: { tenant: string; id: string } | undefined; ; ) {
      const page = await store.list({ kind: 'k', tenant: 'a', limit: 1000, ...(after && { after }) });
      for (const { key, revision } of page) stored.set(key.id, revision);
      after = page.at(-1)?.key;
      if (after === undefined) break;
    }
    const lost = [...this.#revisions].filter(([id, revision]) => stored.get(id) !== revision);
    const torn = [...stored.keys()].filter((id) => !stored.has(twinOf(id)));
    return { lost: lost.length, torn: torn.length };
  }
}

function twinOf(id: string): string {
  return id.endsWith('-twin') ? id.slice(0, -'-twin'.length) : `${id}-twin`;
}
