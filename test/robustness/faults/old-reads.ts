// What the store would have answered a few commits ago: a replica of a database that is behind answers like this, and a
// service must come to the same end all the same.
import type { Store } from '@hikube/service';
import { TENANT } from './stage.ts';

type Document = NonNullable<Awaited<ReturnType<Store['get']>>>;
type Key = Document['key'];
type Query = Parameters<Store['list']>[0];

/** A version of a document, or that it was removed. */
interface Version {
  readonly at: number;
  readonly document: Document | undefined;
}

/** Methods that read documents. */
export const READS: ReadonlySet<string> = new Set(['get', 'getMany', 'list']);

/** Remembers every version of what belongs to the tenant. */
export class OldReads {
  readonly #versions = new Map<string, { readonly key: Key; readonly versions: Version[] }>();
  #commits = 0;

  /** The same store, remembered. */
  wrap(store: Store): Store {
    const commit: Store['commit'] = async (batch) => {
      const result = await store.commit(batch);
      const keys = batch.writes.map(({ key }) => key).filter(({ tenant }) => tenant === TENANT);
      if (result.ok && keys.length > 0) {
        this.#commits += 1;
        for (const key of keys) this.#remember(key, await store.get(key));
      }
      return result;
    };
    return new Proxy(store, {
      get(target, name) {
        if (name === 'commit') return commit;
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  }

  /** How many commits about the tenant there were. */
  get commits(): number {
    return this.#commits;
  }

  /** Whether a read can differ: only what belongs to the tenant is remembered. */
  concerns(method: string, [input]: readonly unknown[]): boolean {
    if (!READS.has(method)) return false;
    const [first] = Array.isArray(input) ? input : [input];
    return (first as { readonly tenant?: string }).tenant === TENANT;
  }

  /** The answer after so many commits. */
  answer(method: string, [input]: readonly unknown[], at: number): unknown {
    if (method === 'get') return this.#get(input as Key, at);
    if (method === 'getMany') return (input as readonly Key[]).map((key) => this.#get(key, at));
    return this.#list(input as Query, at);
  }

  #remember(key: Key, document: Document | undefined): void {
    const name = nameOf(key);
    const known = this.#versions.get(name) ?? { key, versions: [] };
    known.versions.push({ at: this.#commits, document });
    this.#versions.set(name, known);
  }

  #get(key: Key, at: number): Document | undefined {
    return this.#versions.get(nameOf(key))?.versions.findLast((version) => version.at <= at)?.document;
  }

  #list(query: Query, at: number): readonly Document[] {
    const { kind, prefix = '', after, limit, reverse } = query as Query & { readonly prefix?: string };
    const found = [...this.#versions.values()]
      .filter(({ key }) => key.kind === kind && key.id.startsWith(prefix))
      .map(({ key }) => this.#get(key, at))
      .filter((document) => document !== undefined)
      .sort((a, b) => (a.key.id < b.key.id ? -1 : 1));
    const ordered = reverse === true ? found.reverse() : found;
    const isBehind = ({ key }: Document) =>
      after === undefined || (reverse === true ? key.id < after.id : key.id > after.id);
    return ordered.filter(isBehind).slice(0, limit);
  }
}

function nameOf({ tenant, kind, id }: Key): string {
  return `${tenant}\n${kind}\n${id}`;
}
