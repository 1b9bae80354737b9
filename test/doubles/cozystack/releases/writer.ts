// How the controllers of the platform write: each object by its path, and what is there already is changed.
import { type Clock, type KubernetesObject, StatusError } from '@hikube/kubernetes-api';
import type { Backend } from '../platform/backend.ts';

export class Writer {
  readonly #backend: Backend;

  readonly #clock: Clock;
  readonly settled: () => Promise<void>;

  /** @param settled waits until what follows from a write has happened */
  constructor(backend: Backend, clock: Clock, settled: () => Promise<void>) {
    this.#backend = backend;
    this.#clock = clock;
    this.settled = settled;
  }

  /** As it stands in objects. */
  time(): string {
    return new Date(this.#clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  /** @returns undefined when there is no such object any more */
  patch(path: string, change: object): Promise<KubernetesObject | undefined> {
    return unlessMissing(this.#backend.write('PATCH', path, change));
  }

  /** Makes an object, or leaves the one that is there. */
  async make(collection: string, object: object): Promise<void> {
    try {
      await this.#backend.write('POST', collection, object);
    } catch (error) {
      if (!(error instanceof StatusError) || error.reason !== 'AlreadyExists') throw error;
    }
  }

  async remove(path: string): Promise<void> {
    await unlessMissing(this.#backend.write('DELETE', path));
  }
}

async function unlessMissing(writing: Promise<KubernetesObject>): Promise<KubernetesObject | undefined> {
  try {
    return await writing;
  } catch (error) {
    if (error instanceof StatusError && error.code === 404) return undefined;
    throw error;
  }
}
