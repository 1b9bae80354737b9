// Short-lived access to the Kubernetes API of a cluster.
import type { IssuedKubeconfig, Kubeconfig, KubeconfigCreate } from '@hikube/openapi/client-types';
import { type CallOptions, type Context, signalOf, unwrap } from '../context.ts';
import { type ListOptions, type Paginated, paginate } from '../pagination.ts';

export class Kubeconfigs {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** All kubeconfigs of a cluster, oldest first, without their secrets. */
  list(cluster: string, options: ListOptions = {}): Paginated<Kubeconfig> {
    return paginate(options, (page) =>
      unwrap(
        this.#context.api.GET('/clusters/{cluster}/kubeconfigs', {
          params: { path: { cluster }, query: page },
          ...signalOf(options),
        }),
      ),
    );
  }

  /** One kubeconfig, without its secret. */
  get(cluster: string, kubeconfig: string, options: CallOptions = {}): Promise<Kubeconfig> {
    return unwrap(
      this.#context.api.GET('/clusters/{cluster}/kubeconfigs/{kubeconfig}', {
        params: { path: { cluster, kubeconfig } },
        ...signalOf(options),
      }),
    );
  }

  /**
   * Issues a kubeconfig, valid for 15 minutes unless `ttlSeconds` says otherwise. Its text is in `kubeconfig`, here and
   * nowhere else.
   * @throws ConflictError `not_ready` while the control plane comes up; `secret_not_repeatable` when an answer was lost
   *   on its way: its detail names the kubeconfig to revoke
   */
  create(
    cluster: string,
    body: KubeconfigCreate,
    options: CallOptions & { readonly idempotencyKey?: string } = {},
  ): Promise<IssuedKubeconfig> {
    const { idempotencyKey } = options;
    return unwrap(
      this.#context.api.POST('/clusters/{cluster}/kubeconfigs', {
        params: { path: { cluster } },
        body,
        headers: idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey },
        ...signalOf(options),
      }),
    );
  }

  /**
   * Lets a kubeconfig live for another `ttlSeconds` from now; its token stays.
   * @throws ConflictError `invalid_transition` when it has expired or was revoked
   */
  renew(cluster: string, kubeconfig: string, options: CallOptions = {}): Promise<Kubeconfig> {
    return unwrap(
      this.#context.api.POST('/clusters/{cluster}/kubeconfigs/{kubeconfig}/renew', {
        params: { path: { cluster, kubeconfig } },
        ...signalOf(options),
      }),
    );
  }

  /** Makes a kubeconfig worthless at once; revoking again changes nothing. */
  revoke(cluster: string, kubeconfig: string, options: CallOptions = {}): Promise<Kubeconfig> {
    return unwrap(
      this.#context.api.DELETE('/clusters/{cluster}/kubeconfigs/{kubeconfig}', {
        params: { path: { cluster, kubeconfig } },
        ...signalOf(options),
      }),
    );
  }
}
