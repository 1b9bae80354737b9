// What can be ordered.
import type {
  AddonType,
  Capability,
  GpuType,
  KubernetesVersion,
  NodeInstanceType,
  Site,
  StorageClass,
} from '@hikube/openapi/client-types';
import { type Context, signalOf, unwrap } from '../context.ts';
import { type ListOptions, type Page, type Paginated, paginate } from '../pagination.ts';

type CataloguePath =
  | '/sites'
  | '/instance-types'
  | '/gpu-types'
  | '/storage-classes'
  | '/kubernetes-versions'
  | '/addons'
  | '/capabilities';

export class Catalogue {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** Datacentres, and whether each is up. */
  sites(options: ListOptions = {}): Paginated<Site> {
    return this.#list('/sites', options);
  }

  /** Flavours of worker nodes. */
  instanceTypes(options: ListOptions = {}): Paginated<NodeInstanceType> {
    return this.#list('/instance-types', options);
  }

  /** GPUs that nodes can have. */
  gpuTypes(options: ListOptions = {}): Paginated<GpuType> {
    return this.#list('/gpu-types', options);
  }

  /** Classes of persistent volumes. */
  storageClasses(options: ListOptions = {}): Paginated<StorageClass> {
    return this.#list('/storage-classes', options);
  }

  /** Kubernetes versions, oldest first. */
  kubernetesVersions(options: ListOptions = {}): Paginated<KubernetesVersion> {
    return this.#list('/kubernetes-versions', options);
  }

  /** Add-ons that exist. */
  addons(options: ListOptions = {}): Paginated<AddonType> {
    return this.#list('/addons', options);
  }

  /** What this platform can do. */
  capabilities(options: ListOptions = {}): Paginated<Capability> {
    return this.#list('/capabilities', options);
  }

  // The lists have the same shape; the item type follows from the path, which the public methods pair.
  #list<T>(path: CataloguePath, options: ListOptions): Paginated<T> {
    return paginate(
      options,
      (page) =>
        unwrap(
          this.#context.api.GET(path, {
            params: { query: page },
            ...signalOf(options),
          }),
        ) as Promise<unknown> as Promise<Page<T>>,
    );
  }
}
