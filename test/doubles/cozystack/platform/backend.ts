// How the aggregated server sees the API server behind it: it reads what its cache shows, writes at once, and watches
// without the cache.
import type { Clock, KubernetesObject, Selection, Storage, StoredChange } from '@hikube/kubernetes-api';
import { COMPACTED, StatusError } from '@hikube/kubernetes-api';

export interface BackendOptions {
  readonly storage: Storage;
  readonly fetch: (request: Request) => Promise<Response>;
  /** As whom it writes. */
  readonly token: string;
  readonly clock: Clock;
  /** Whether an official kind is served, by its full name. */
  readonly serves: (resource: string) => boolean;
}

const MANAGER = 'cozystack-api';

export class Backend {
  readonly #options: BackendOptions;
  /** Revisions with the time from which they can be seen. */
  readonly #seen: { readonly at: number; readonly revision: number }[] = [];
  /** Milliseconds by which the cache is behind. */
  lag = 0;

  constructor(options: BackendOptions) {
    this.#options = options;
  }

  /** Notes when a revision came; what is older than the cache can be behind is forgotten. */
  note(revision: number): void {
    this.#seen.push({ at: this.#options.clock.now(), revision });
    if (this.#seen.length > 10_000) this.#seen.splice(0, 5_000);
  }

  serves(resource: string): boolean {
    return this.#options.serves(resource);
  }

  /** The revision that the cache shows. */
  async #revision(): Promise<number | undefined> {
    if (this.lag === 0) return undefined;
    const since = this.#options.clock.now() - this.lag;
    const last = this.#seen.findLast(({ at }) => at <= since);
    return last?.revision ?? (this.#seen[0] === undefined ? undefined : this.#seen[0].revision - 1);
  }

  /** From the cache, by namespace and name. */
  async list(selection: Selection): Promise<readonly KubernetesObject[]> {
    const at = await this.#revision();
    const list = await this.#options.storage.list(selection, at);
    return list === COMPACTED ? this.list({ ...selection }) : list.items;
  }

  /** From the cache. */
  async get(resource: string, namespace: string, name: string): Promise<KubernetesObject | undefined> {
    if (this.lag === 0) return this.#options.storage.get({ resource, namespace, name });
    return (await this.list({ resource, namespace })).find(({ metadata }) => metadata.name === name);
  }

  /** What is there, and what happens from then on; never behind. @returns ends it */
  async watch(
    selection: Selection,
    initial: (items: readonly KubernetesObject[], revision: number) => void,
    listener: (change: StoredChange) => void,
  ): Promise<() => void> {
    const list = await this.#options.storage.list(selection);
    if (list === COMPACTED) throw new Error('the storage has forgotten what is there now');
    initial(list.items, list.revision);
    const end = await this.#options.storage.watch(selection, list.revision, listener);
    return end === COMPACTED ? () => {} : end;
  }

  /** @throws StatusError */
  async write(method: string, path: string, body?: unknown): Promise<KubernetesObject> {
    const response = await this.#options.fetch(
      new Request(`http://backend${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.#options.token}`,
          'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
          'user-agent': `${MANAGER}/v1`,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    const answer = (await response.json()) as KubernetesObject & Refusal;
    if (response.ok) return answer;
    throw new StatusError(response.status, answer.reason ?? '', answer.message ?? '', answer.details);
  }
}

interface Refusal {
  readonly reason?: string;
  readonly message?: string;
  readonly details?: ConstructorParameters<typeof StatusError>[3];
}
