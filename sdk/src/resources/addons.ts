// Add-ons of a cluster.
import type { AddonId } from '@hikube/openapi/catalogue';
import type { Addon, AddonPut, Impact } from '@hikube/openapi/client-types';
import type { ApiCall } from '../answering.ts';
import { call, list, preview, write } from '../calls.ts';
import type { CallOptions, Context, CreateOptions, PreviewOptions, WriteOptions } from '../context.ts';
import type { PendingOperation } from '../operation.ts';
import type { ListOptions, Paginated } from '../pagination.ts';

const ADDON = '/clusters/{cluster}/addons/{addon}';

export class Addons {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * All add-ons of a cluster, by id; `-` lists those of every cluster.
   *
   * @example
   * const { items } = await hikube.addons.list('prod');
   */
  list(cluster: string, options: ListOptions = {}): Paginated<Addon> {
    return list(this.#context, '/clusters/{cluster}/addons', { path: { cluster } }, options);
  }

  /**
   * One add-on.
   *
   * @example
   * const addon = await hikube.addons.get('prod', 'cert-manager');
   */
  get(cluster: string, addon: AddonId, options: CallOptions = {}): ApiCall<Addon> {
    return call(this.#context, 'GET', ADDON, { path: { cluster, addon } }, options);
  }

  /**
   * Creates the add-on with exactly these settings: secret values that are left out are gone afterwards. Awaiting gives
   * it once it is ready or waits for something.
   *
   * @example
   * const addon = await hikube.addons.put('prod', 'flux', {
   *   options: { flux: { gitRepository: { url: 'https://git.example.com/platform/clusters.git', path: './prod' } } },
   * });
   */
  put(
    cluster: string,
    addon: AddonId,
    body: AddonPut = {},
    options: CreateOptions = {},
  ): PendingOperation<Addon> {
    return write(this.#context, 'PUT', ADDON, { path: { cluster, addon }, body }, options, 'addon');
  }

  /**
   * What `put` would do.
   *
   * @example
   * const { warnings } = await hikube.addons.previewPut('prod', 'ingress-nginx');
   */
  previewPut(
    cluster: string,
    addon: AddonId,
    body: AddonPut = {},
    options: PreviewOptions = {},
  ): ApiCall<Impact> {
    return preview(this.#context, 'PUT', ADDON, { path: { cluster, addon }, body }, options);
  }

  /**
   * Deletes the add-on; one that is always on goes back to its default settings.
   *
   * @example
   * await hikube.addons.delete('prod', 'cert-manager');
   */
  delete(cluster: string, addon: AddonId, options: WriteOptions = {}): PendingOperation<void> {
    return write(this.#context, 'DELETE', ADDON, { path: { cluster, addon } }, options, 'nothing');
  }

  /**
   * What `delete` would do.
   *
   * @example
   * const impact = await hikube.addons.previewDelete('prod', 'cert-manager');
   */
  previewDelete(cluster: string, addon: AddonId, options: PreviewOptions = {}): ApiCall<Impact> {
    return preview(this.#context, 'DELETE', ADDON, { path: { cluster, addon } }, options);
  }
}
