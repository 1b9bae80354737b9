// Persistent volumes: those of a cluster, and those that deleted clusters have left.
import type { RetainedVolume, Volume } from '@hikube/openapi/client-types';
import type { ApiCall } from '../answering.ts';
import { call, list } from '../calls.ts';
import type { Context, KeyedOptions } from '../context.ts';
import type { ListOptions, Paginated } from '../pagination.ts';

/** Options of the list of retained volumes. */
export interface RetainedVolumeListOptions extends ListOptions {
  /** Only volumes that clusters of this name have left. */
  readonly cluster?: string;
  /** Only volumes that the cluster with this uid has left: unlike its name, it never belongs to a later cluster. */
  readonly uid?: string;
}

export class Volumes {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * All volumes of a cluster, by name, with the state of their copies now.
   *
   * @example
   * const { items } = await hikube.volumes.list('prod');
   */
  list(cluster: string, options: ListOptions = {}): Paginated<Volume> {
    return list(this.#context, '/clusters/{cluster}/volumes', { path: { cluster } }, options);
  }

  /**
   * Volumes that stayed when their clusters were deleted, because `deletion.volumes` was `retain`.
   *
   * @example
   * const { items } = await hikube.volumes.listRetained();
   */
  listRetained(options: RetainedVolumeListOptions = {}): Paginated<RetainedVolume> {
    const { cluster, uid } = options;
    const query = { ...(cluster === undefined ? {} : { cluster }), ...(uid === undefined ? {} : { uid }) };
    return list(this.#context, '/volumes', { query }, options);
  }

  /**
   * Deletes a volume that stayed, with all its data, at once and for good. Deleting it again changes nothing.
   * @param volume its uid
   *
   * @example
   * await hikube.volumes.delete('01c4fd27-6a0f-5227-b706-cf820339349e');
   */
  delete(volume: string, options: KeyedOptions = {}): ApiCall<RetainedVolume> {
    return call(this.#context, 'DELETE', '/volumes/{volume}', { path: { volume } }, options);
  }
}
