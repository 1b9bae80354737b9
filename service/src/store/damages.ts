// Remembers which documents were found damaged, and tells of each of them once.
import { type Damage, damagedError } from './damage.ts';

/** What was found since the start. */
export class Damages {
  readonly #found = new Set<string>();
  readonly #tell: (damage: Damage, sentence: string) => void;

  /** @param tell is called the first time that a document is found damaged */
  constructor(tell: (damage: Damage, sentence: string) => void = () => undefined) {
    this.#tell = tell;
  }

  /** How many documents. */
  get count(): number {
    return this.#found.size;
  }

  add(damage: Damage): void {
    const { kind, tenant, id } = damage.key;
    const name = `${kind}\0${tenant}\0${id}`;
    if (this.#found.has(name)) return;
    this.#found.add(name);
    this.#tell(damage, damagedError(damage).message);
  }
}
