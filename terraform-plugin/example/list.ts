// A todo list in a JSON file. It knows nothing of Terraform.
import { readFile, rename, writeFile } from 'node:fs/promises';

/** Something to do. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly priority: string;
  readonly labels: readonly string[];
  readonly done: boolean;
  /** RFC 3339. */
  readonly createdAt: string;
}

/** A list that several writers of one process share: they take turns, and a reader never sees half a file. */
export class TodoList {
  readonly #path: string;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param path a JSON file; it is made with the first item */
  constructor(path: string) {
    this.#path = path;
  }

  /** All items, in the order in which they were added. */
  async items(): Promise<readonly Item[]> {
    try {
      return JSON.parse(await readFile(this.#path, 'utf8')) as Item[];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  /** The item, or undefined when nobody has it. */
  async find(id: string): Promise<Item | undefined> {
    return (await this.items()).find((item) => item.id === id);
  }

  /** Adds the item, or replaces the one with its id. */
  put(item: Item): Promise<void> {
    return this.#change((items) =>
      items.some(({ id }) => id === item.id)
        ? items.map((each) => (each.id === item.id ? item : each))
        : [...items, item],
    );
  }

  /** Removes the item; one that is not there is removed already. */
  remove(id: string): Promise<void> {
    return this.#change((items) => items.filter((item) => item.id !== id));
  }

  #change(change: (items: readonly Item[]) => readonly Item[]): Promise<void> {
    const changed = this.#turn.then(async () => {
      const text = `${JSON.stringify(change(await this.items()), null, 2)}\n`;
      await writeFile(`${this.#path}.new`, text);
      await rename(`${this.#path}.new`, this.#path);
    });
    this.#turn = changed.catch(() => undefined);
    return changed;
  }
}
