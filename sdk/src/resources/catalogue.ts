// What can be ordered.
import type {
  AddonType,
  Capability,
  GpuType,
  InstanceTypeInfo,
  KubernetesVersion,
  Site,
  StorageClass,
} from '@hikube/openapi/client-types';
import { list } from '../calls.ts';
import type { Context } from '../context.ts';
import type { ListOptions, Paginated } from '../pagination.ts';

export class Catalogue {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** Datacentres, and whether each is up. */
  sites(options: ListOptions = {}): Paginated<Site> {
    return list(this.#context, '/sites', {}, options);
  }

  /** Flavours of worker nodes. */
  instanceTypes(options: ListOptions = {}): Paginated<InstanceTypeInfo> {
    return list(this.#context, '/instance-types', {}, options);
  }

  /** GPUs that nodes can have. */
  gpuTypes(options: ListOptions = {}): Paginated<GpuType> {
    return list(this.#context, '/gpu-types', {}, options);
  }

  /** Classes of persistent volumes. */
  storageClasses(options: ListOptions = {}): Paginated<StorageClass> {
    return list(this.#context, '/storage-classes', {}, options);
  }

  /** Kubernetes versions, oldest first. */
  kubernetesVersions(options: ListOptions = {}): Paginated<KubernetesVersion> {
    return list(this.#context, '/kubernetes-versions', {}, options);
  }

  /** Add-ons that exist. */
  addons(options: ListOptions = {}): Paginated<AddonType> {
    return list(this.#context, '/addons', {}, options);
  }

  /** What this platform can do. */
  capabilities(options: ListOptions = {}): Paginated<Capability> {
    return list(this.#context, '/capabilities', {}, options);
  }
}
