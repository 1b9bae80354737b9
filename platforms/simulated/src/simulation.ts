// What people change by hand where the platform can be changed from outside: only a simulated one can.
import type {
  ClusterRef,
  DesiredCluster,
  Platform,
  PlatformRoutes,
  RawRoutes,
} from '@hikube/service/platform';
import type { MovedClusters } from './moved.ts';

/** Pods that want to run in a node group. All of them are equal. */
export interface Demand {
  pods: number;
  /** What each pod requests: quantities. */
  cpu: string;
  memory?: string;
  /** `nvidia.com/gpu` that each pod requests. */
  gpus?: number;
}

/** What a claim asks for. */
export interface VolumeClaim {
  /** Name of the volume, unique in the cluster. */
  readonly name: string;
  /** Storage class of the catalogue. */
  readonly storageClass: string;
  /** Quantity. */
  readonly size: string;
}

/** A site as the simulation has it. */
export interface SiteState {
  readonly id: string;
  readonly available: boolean;
}

/** A minor version and the patch of it that new clusters get. */
export interface VersionState {
  readonly minor: string;
  readonly patch: string;
}

/** Changes the simulated world from outside. Every method throws `PlatformError` when what it names is not there. */
export interface SimulationControls {
  sites(): Promise<readonly SiteState[]>;
  /** Takes a site down, or brings it back. Setting what is already so changes nothing. */
  setSite(site: string, available: boolean): Promise<void>;
  /** Pods that want to run in a node group; undefined takes the demand away, so that its minimum is wanted. */
  setDemand(ref: ClusterRef, nodeGroup: string, demand: Demand | undefined): Promise<void>;
  /** As many pods as these nodes of the group can hold, one on each, so that the group wants as many nodes. */
  setNodeDemand(ref: ClusterRef, nodeGroup: string, nodes: number): Promise<void>;
  /** The demand in the node groups of a cluster, by name. */
  demand(ref: ClusterRef): Promise<Readonly<Record<string, Demand>>>;
  /** GPUs that exist, by type; a type that is not there has none. */
  stock(): Promise<Readonly<Record<string, number>>>;
  /** GPUs of a type that exist. Fewer than are held takes none away. */
  setStock(gpuType: string, count: number): Promise<void>;
  /** The versions that are offered, oldest first. */
  versions(): Promise<readonly VersionState[]>;
  /** Releases a patch of a minor version. Clusters keep the patch they run until they are told otherwise. */
  setPatch(minor: string, patch: string): Promise<void>;
  /** Makes the kubelet of a ready node fall silent, or report again. The platform never repairs it by itself. */
  setNodeHealth(ref: ClusterRef, node: string, healthy: boolean): Promise<void>;
  /** Creates a persistent volume, as a claim inside the cluster would. One of that name stays as it is. */
  createVolume(ref: ClusterRef, claim: VolumeClaim): Promise<void>;
  /** Deletes a persistent volume; does nothing when there is none of that name. */
  removeVolume(ref: ClusterRef, name: string): Promise<void>;
  /** Makes a cluster past the service, as somebody does who has access to the platform himself. */
  makeByHand(wish: DesiredCluster): Promise<void>;
}

/** A platform that can be changed from outside. */
export interface SimulatedPlatform extends Platform {
  readonly controls: SimulationControls;
  readonly routes: PlatformRoutes & { readonly raw: RawRoutes };
  /** Clusters that are told to be reached where their API is not served any more. */
  moved(): Promise<MovedClusters | undefined>;
}
