// The client: a core with all resources hung on it.
import type { Tenant } from '@hikube/openapi/client-types';
import type { ApiCall } from './answering.ts';
import { call } from './calls.ts';
import type { ClientOptions } from './client-options.ts';
import type { CallOptions } from './context.ts';
import { type Core, createCore } from './core.ts';
import { Addons } from './resources/addons.ts';
import { Catalogue } from './resources/catalogue.ts';
import { Clusters } from './resources/clusters.ts';
import { Events } from './resources/events.ts';
import { Holds } from './resources/holds.ts';
import { Kubeconfigs } from './resources/kubeconfigs.ts';
import { Manifests } from './resources/manifests.ts';
import { NodeGroups } from './resources/node-groups.ts';
import { Nodes } from './resources/nodes.ts';
import { Operations } from './resources/operations.ts';
import { Tokens } from './resources/tokens.ts';
import { VersionUpgrades } from './resources/version-upgrades.ts';
import { Volumes } from './resources/volumes.ts';
/** A client of the Hikube managed Kubernetes API. */
export class Hikube {
  readonly clusters: Clusters;
  readonly manifests: Manifests;
  readonly nodeGroups: NodeGroups;
  readonly nodes: Nodes;
  readonly addons: Addons;
  readonly versionUpgrades: VersionUpgrades;
  readonly kubeconfigs: Kubeconfigs;
  readonly volumes: Volumes;
  readonly holds: Holds;
  readonly events: Events;
  readonly operations: Operations;
  readonly tokens: Tokens;
  readonly catalogue: Catalogue;
  /** Base URL in use. */
  readonly endpoint: string;
  /** What the functions of the API take: `getCluster(hikube.core, { path: { cluster: 'prod' } })`. */
  readonly core: Core;

  constructor(core: Core) {
    this.core = core;
    this.endpoint = core.endpoint;
    this.clusters = new Clusters(core);
    this.manifests = new Manifests(core);
    this.nodeGroups = new NodeGroups(core);
    this.nodes = new Nodes(core);
    this.addons = new Addons(core);
    this.versionUpgrades = new VersionUpgrades(core);
    this.kubeconfigs = new Kubeconfigs(core);
    this.volumes = new Volumes(core);
    this.holds = new Holds(core);
    this.events = new Events(core);
    this.operations = new Operations(core);
    this.tokens = new Tokens(core);
    this.catalogue = new Catalogue(core);
  }

  /**
   * The tenant behind the token, with its quota.
   *
   * @example
   * const { id, quota } = await hikube.tenant();
   */
  tenant(options: CallOptions = {}): ApiCall<Tenant> {
    return call(this.core, 'GET', '/tenant', {}, options);
  }

  /**
   * A client with some options of its own. Headers and what is said of retries are added to those of this one, each by
   * its name; everything else is replaced, or stays. What stays is shared: the store of retries, what was told of
   * announcements, and the renewal of a token.
   *
   * @throws ConfigurationError when an option cannot be meant
   *
   * @example
   * const patient = hikube.withOptions({ timeoutMs: 120_000 });
   */
  withOptions(options: ClientOptions): Hikube {
    return new Hikube(this.core.withOptions(options));
  }
}

/**
 * Makes a client.
 *
 * @throws ConfigurationError when an option cannot be meant
 *
 * @example
 * const hikube = createClient();
 * const cluster = await hikube.clusters.create({ name: 'prod', nodeGroups: { web: { minReplicas: 2 } } });
 * console.log(cluster.endpoint);
 */
export function createClient(options: ClientOptions = {}): Hikube {
  return new Hikube(createCore(options));
}
