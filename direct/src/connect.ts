// From the kubeconfig of a tenant to the API. Which file, which context and which namespace is always said: nothing is taken
// because it happens to be current on a machine.
import { connectWith, reachPlatform } from '@hikube/platform-cozystack/node';
import { type Clock, type Random, systemClock, systemRandom } from '@hikube/service';
import { createDirect, type Direct } from './direct.ts';

const IN_CLUSTER = 'in-cluster';

export interface ConnectOptions {
  /** Path of the kubeconfig; `in-cluster` for the service account of the pod. */
  readonly kubeconfig: string;
  /** One of the kubeconfig; must be named for a file. */
  readonly context?: string;
  /** Of the tenant, such as `tenant-acme`. */
  readonly namespace: string;
  /** For commands that the kubeconfig names. Default: none. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Told each secret of the kubeconfig, and of those of clusters, before it is used, so that it can be kept out of logs. Default: nobody is. */
  readonly onSecret?: (secret: string) => void;
  readonly clock?: Clock;
  readonly random?: Random;
}

/**
 * The API of Hikube over one tenant of a Cozystack. Nothing is asked before the first request; a kubeconfig that cannot be
 * used is told in the answer to that, and so is a platform that is away.
 *
 * @example
 * const direct = connect({ kubeconfig: 'tenant.yaml', context: 'tenant-acme', namespace: 'tenant-acme' });
 * const hikube = createClient({ fetch: direct.fetch, endpoint: direct.endpoint, token: 'direct' });
 */
export function connect({
  kubeconfig,
  context,
  namespace,
  environment = {},
  onSecret,
  clock = systemClock,
  random = systemRandom,
}: ConnectOptions): Direct {
  return createDirect({
    namespace,
    clock,
    random,
    named: kubeconfig === IN_CLUSTER ? { file: kubeconfig } : { file: kubeconfig, context },
    reach: () => reachPlatform({ kubeconfig, context }, { clock, environment, onSecret }),
    connect: connectWith(clock, onSecret),
  });
}
