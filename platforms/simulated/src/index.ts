// @hikube/platform-simulated: managed Kubernetes on three sites that exist only in numbers.
export type { Authority, Issue, NewAuthority } from './access/certificates.ts';
export { DEFAULT_PROFILE, type ProfileName } from './catalogue.ts';
export type { KubernetesApiSettings } from './kubernetes/api.ts';
export { rootPath } from './kubernetes/root-path.ts';
export type { MovedClusters } from './moved.ts';
export {
  createSimulatedPlatform,
  type SimulatedPlatform,
  type SimulatedPlatformOptions,
} from './platform.ts';
export { SEALED_PLACES } from './sealed-places.ts';
export type {
  Demand,
  SimulationControls,
  SiteState,
  VersionState,
  VolumeClaim,
} from './simulation.ts';
export type { CallFault, Fault, FaultyMethod, WorldFault } from './world/faults.ts';
export { createMemoryWorlds } from './worlds/memory-worlds.ts';
export { createStoreWorlds } from './worlds/store-worlds.ts';
export type { WorldStore } from './worlds/worlds.ts';
