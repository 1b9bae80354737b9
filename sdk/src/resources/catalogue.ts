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

  /**
   * Datacentres, and whether each is up.
   *
   * @example
   * for await (const site of hikube.catalogue.sites()) console.log(site.name);
   */
  sites(options: ListOptions = {}): Paginated<Site> {
    return list(this.#context, '/sites', {}, options);
  }

  /**
   * Flavours of worker nodes.
   *
   * @example
   * for await (const type of hikube.catalogue.instanceTypes()) console.log(type.name);
   */
  instanceTypes(options: ListOptions = {}): Paginated<InstanceTypeInfo> {
    return list(this.#context, '/instance-types', {}, options);
  }

  /**
   * GPUs that nodes can have.
   *
   * @example
   * for await (const gpu of hikube.catalogue.gpuTypes()) console.log(gpu.name);
   */
  gpuTypes(options: ListOptions = {}): Paginated<GpuType> {
    return list(this.#context, '/gpu-types', {}, options);
  }

  /**
   * Classes of persistent volumes.
   *
   * @example
   * for await (const storageClass of hikube.catalogue.storageClasses()) console.log(storageClass.name);
   */
  storageClasses(options: ListOptions = {}): Paginated<StorageClass> {
    return list(this.#context, '/storage-classes', {}, options);
  }

  /**
   * Kubernetes versions, oldest first.
   *
   * @example
   * for await (const version of hikube.catalogue.kubernetesVersions()) console.log(version.minor);
   */
  kubernetesVersions(options: ListOptions = {}): Paginated<KubernetesVersion> {
    return list(this.#context, '/kubernetes-versions', {}, options);
  }

  /**
   * Add-ons that exist.
   *
   * @example
   * for await (const addon of hikube.catalogue.addons()) console.log(addon.name);
   */
  addons(options: ListOptions = {}): Paginated<AddonType> {
    return list(this.#context, '/addons', {}, options);
  }

  /**
   * What this platform can do.
   *
   * @example
   * for await (const capability of hikube.catalogue.capabilities()) console.log(capability.name);
   */
  capabilities(options: ListOptions = {}): Paginated<Capability> {
    return list(this.#context, '/capabilities', {}, options);
  }
}
