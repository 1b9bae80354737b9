// Moves of a cluster to another Kubernetes minor version.
import type {
  Impact,
  Operation,
  UpgradePlan,
  VersionUpgrade,
  VersionUpgradeCreate,
} from '@hikube/openapi/client-types';
import type { CallOptions, Context, CreateOptions, PreviewOptions, WriteOptions } from '../context.ts';
import { pending, signalOf, unwrap, writeHeaders } from '../context.ts';
import type { PendingOperation } from '../operation.ts';
import { type ListOptions, type Paginated, paginate } from '../pagination.ts';

type Verb = 'cancel' | 'pause' | 'resume';

export class VersionUpgrades {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** All upgrades of a cluster, planned, running and ended; `-` lists those of every cluster. */
  list(cluster: string, options: ListOptions = {}): Paginated<VersionUpgrade> {
    return paginate(options, (page) =>
      unwrap(
        this.#context.api.GET('/clusters/{cluster}/version-upgrades', {
          params: { path: { cluster }, query: page },
          ...signalOf(options),
        }),
      ),
    );
  }

  /** One upgrade. */
  get(cluster: string, versionUpgrade: string, options: CallOptions = {}): Promise<VersionUpgrade> {
    return unwrap(
      this.#context.api.GET('/clusters/{cluster}/version-upgrades/{versionUpgrade}', {
        params: { path: { cluster, versionUpgrade } },
        ...signalOf(options),
      }),
    );
  }

  /** Allowed targets, ordered steps, nodes that roll and what stands in the way; `to` is the next minor by default. */
  plan(cluster: string, options: CallOptions & { readonly to?: string } = {}): Promise<UpgradePlan> {
    const { to } = options;
    return unwrap(
      this.#context.api.GET('/clusters/{cluster}/upgrade-plan', {
        params: { path: { cluster }, query: to === undefined ? {} : { to } },
        ...signalOf(options),
      }),
    );
  }

  /** Plans an upgrade; awaiting gives it once every node runs the target. */
  create(
    cluster: string,
    body: VersionUpgradeCreate,
    options: CreateOptions = {},
  ): PendingOperation<VersionUpgrade> {
    return pending(
      this.#context,
      unwrap(
        this.#context.api.POST(
          '/clusters/{cluster}/version-upgrades',
          this.#creation(cluster, body, options),
        ),
      ),
      this.#read(cluster),
      options,
    );
  }

  /** What `create` would do. */
  previewCreate(cluster: string, body: VersionUpgradeCreate, options: PreviewOptions = {}): Promise<Impact> {
    return unwrap(
      this.#context.api.POST(
        '/previews/clusters/{cluster}/version-upgrades',
        this.#creation(cluster, body, options),
      ),
    );
  }

  /** Cancels an upgrade; possible until the first API server runs the new version. */
  cancel(cluster: string, versionUpgrade: string, options: WriteOptions = {}): Promise<Operation> {
    return this.#steer('cancel', cluster, versionUpgrade, options);
  }

  /** Holds an upgrade; the node in hand is finished first. */
  pause(cluster: string, versionUpgrade: string, options: WriteOptions = {}): Promise<Operation> {
    return this.#steer('pause', cluster, versionUpgrade, options);
  }

  /** Lets a held upgrade go on. */
  resume(cluster: string, versionUpgrade: string, options: WriteOptions = {}): Promise<Operation> {
    return this.#steer('resume', cluster, versionUpgrade, options);
  }

  #read(cluster: string) {
    return (operation: Operation, signal: AbortSignal | undefined) =>
      this.get(cluster, operation.target.name, { signal });
  }

  #creation(cluster: string, body: VersionUpgradeCreate, options: CreateOptions) {
    return {
      params: { path: { cluster } },
      body,
      headers: writeHeaders(this.#context, options),
      ...signalOf(options),
    };
  }

  #steer(verb: Verb, cluster: string, versionUpgrade: string, options: WriteOptions): Promise<Operation> {
    return unwrap<Impact | Operation>(
      this.#context.api.POST(`/clusters/{cluster}/version-upgrades/{versionUpgrade}/${verb}`, {
        params: { path: { cluster, versionUpgrade } },
        headers: writeHeaders(this.#context, options),
        ...signalOf(options),
      }),
    ) as Promise<Operation>;
  }
}
