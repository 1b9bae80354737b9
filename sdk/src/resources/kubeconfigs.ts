// Short-lived access to the Kubernetes API of a cluster.
import type { IssuedKubeconfig, Kubeconfig, KubeconfigCreate } from '@hikube/openapi/client-types';
import type { ApiCall } from '../answering.ts';
import { call, list } from '../calls.ts';
import type { CallOptions, Context, KeyedOptions } from '../context.ts';
import type { ListOptions, Paginated } from '../pagination.ts';

const KUBECONFIGS = '/clusters/{cluster}/kubeconfigs';
const KUBECONFIG = '/clusters/{cluster}/kubeconfigs/{kubeconfig}';

export class Kubeconfigs {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * All kubeconfigs of a cluster, oldest first, without their secrets.
   *
   * @example
   * const { items } = await hikube.kubeconfigs.list('prod');
   */
  list(cluster: string, options: ListOptions = {}): Paginated<Kubeconfig> {
    return list(this.#context, KUBECONFIGS, { path: { cluster } }, options);
  }

  /**
   * One kubeconfig, without its secret.
   *
   * @example
   * const { expiresAt } = await hikube.kubeconfigs.get('prod', 'kc-01hzy3v7q8k9');
   */
  get(cluster: string, kubeconfig: string, options: CallOptions = {}): ApiCall<Kubeconfig> {
    return call(this.#context, 'GET', KUBECONFIG, { path: { cluster, kubeconfig } }, options);
  }

  /**
   * Issues a kubeconfig, valid for 15 minutes unless `ttlSeconds` says otherwise. Its text is in `kubeconfig`, here and
   * nowhere else.
   * @throws ConflictError `not_ready` while the control plane comes up; `secret_not_repeatable` when an answer was lost
   *   on its way: its detail names the kubeconfig to revoke
   *
   * @example
   * const { kubeconfig } = await hikube.kubeconfigs.create('prod', { role: 'view' });
   */
  create(cluster: string, body: KubeconfigCreate, options: KeyedOptions = {}): ApiCall<IssuedKubeconfig> {
    return call(this.#context, 'POST', KUBECONFIGS, { path: { cluster }, body }, options);
  }

  /**
   * Lets a kubeconfig live for another `ttlSeconds` from now; its token stays.
   * @throws ConflictError `invalid_transition` when it has expired or was revoked
   * @throws ValidationError `capability_missing` where the platform lacks `kubeconfig.renew`
   *
   * @example
   * const { expiresAt } = await hikube.kubeconfigs.renew('prod', 'kc-01hzy3v7q8k9');
   */
  renew(cluster: string, kubeconfig: string, options: KeyedOptions = {}): ApiCall<Kubeconfig> {
    return call(this.#context, 'POST', `${KUBECONFIG}/renew`, { path: { cluster, kubeconfig } }, options);
  }

  /**
   * Makes a kubeconfig worthless at once; revoking again changes nothing.
   *
   * @example
   * const { revokedAt } = await hikube.kubeconfigs.revoke('prod', 'kc-01hzy3v7q8k9');
   */
  revoke(cluster: string, kubeconfig: string, options: KeyedOptions = {}): ApiCall<Kubeconfig> {
    return call(this.#context, 'DELETE', KUBECONFIG, { path: { cluster, kubeconfig } }, options);
  }
}
