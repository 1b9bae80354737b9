// Moves of a cluster to another Kubernetes minor version.
import type { KubernetesMinor } from '@hikube/openapi/catalogue';
import type {
  Impact,
  Operation,
  UpgradePlan,
  VersionUpgrade,
  VersionUpgradeCreate,
} from '@hikube/openapi/client-types';
import type { ApiCall } from '../answering.ts';
import { call, list, preview, write } from '../calls.ts';
import type { CallOptions, Context, CreateOptions, PreviewOptions, WriteOptions } from '../context.ts';
import { writeHeaders } from '../context.ts';
import type { PendingOperation } from '../operation.ts';
import type { ListOptions, Paginated } from '../pagination.ts';

const UPGRADES = '/clusters/{cluster}/version-upgrades';
const UPGRADE = '/clusters/{cluster}/version-upgrades/{versionUpgrade}';

type Verb = 'cancel' | 'pause' | 'resume';

export class VersionUpgrades {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * All upgrades of a cluster, planned, running and ended; `-` lists those of every cluster.
   *
   * @example
   * const { items } = await hikube.versionUpgrades.list('prod');
   */
  list(cluster: string, options: ListOptions = {}): Paginated<VersionUpgrade> {
    return list(this.#context, UPGRADES, { path: { cluster } }, options);
  }

  /**
   * One upgrade.
   *
   * @example
   * const { status } = await hikube.versionUpgrades.get('prod', 'upg-01hzy3v7q8k9');
   */
  get(cluster: string, versionUpgrade: string, options: CallOptions = {}): ApiCall<VersionUpgrade> {
    return call(this.#context, 'GET', UPGRADE, { path: { cluster, versionUpgrade } }, options);
  }

  /**
   * Allowed targets, ordered steps, nodes that roll and what stands in the way; `to` is the next minor by default.
   *
   * @example
   * const { steps } = await hikube.versionUpgrades.plan('prod', { to: '1.35' });
   */
  plan(cluster: string, options: CallOptions & { readonly to?: KubernetesMinor } = {}): ApiCall<UpgradePlan> {
    const input = { path: { cluster }, query: options.to === undefined ? {} : { to: options.to } };
    return call(this.#context, 'GET', '/clusters/{cluster}/upgrade-plan', input, options);
  }

  /**
   * Plans an upgrade; awaiting gives it once every node runs the target.
   *
   * @example
   * const versionUpgrade = await hikube.versionUpgrades.create('prod', { targetVersion: '1.35' });
   */
  create(
    cluster: string,
    body: VersionUpgradeCreate,
    options: CreateOptions = {},
  ): PendingOperation<VersionUpgrade> {
    const input = { path: { cluster }, body };
    return write(this.#context, 'POST', UPGRADES, input, options, 'version-upgrade');
  }

  /**
   * What `create` would do.
   *
   * @example
   * const impact = await hikube.versionUpgrades.previewCreate('prod', { targetVersion: '1.35' });
   */
  previewCreate(cluster: string, body: VersionUpgradeCreate, options: PreviewOptions = {}): ApiCall<Impact> {
    return preview(this.#context, 'POST', UPGRADES, { path: { cluster }, body }, options);
  }

  /**
   * Cancels an upgrade; possible until the first API server runs the new version.
   *
   * @example
   * const { status } = await hikube.versionUpgrades.cancel('prod', 'upg-01hzy3v7q8k9');
   */
  cancel(cluster: string, versionUpgrade: string, options: WriteOptions = {}): ApiCall<Operation> {
    return this.#steer('cancel', cluster, versionUpgrade, options);
  }

  /**
   * Holds an upgrade; the node in hand is finished first.
   *
   * @example
   * await hikube.versionUpgrades.pause('prod', 'upg-01hzy3v7q8k9');
   */
  pause(cluster: string, versionUpgrade: string, options: WriteOptions = {}): ApiCall<Operation> {
    return this.#steer('pause', cluster, versionUpgrade, options);
  }

  /**
   * Lets a held upgrade go on.
   *
   * @example
   * await hikube.versionUpgrades.resume('prod', 'upg-01hzy3v7q8k9');
   */
  resume(cluster: string, versionUpgrade: string, options: WriteOptions = {}): ApiCall<Operation> {
    return this.#steer('resume', cluster, versionUpgrade, options);
  }

  #steer(verb: Verb, cluster: string, versionUpgrade: string, options: WriteOptions): ApiCall<Operation> {
    const headers = writeHeaders(this.#context, options);
    return call(
      this.#context,
      'POST',
      `${UPGRADE}/${verb}`,
      { path: { cluster, versionUpgrade } },
      options,
      headers,
    );
  }
}
