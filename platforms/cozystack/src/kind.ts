// The kind of Cozystack that is a managed cluster. Everything in its spec goes to a Helm chart as values.

/** The aggregated API of a tenant. */
export const API_GROUP = 'apps.cozystack.io';
export const API_VERSION = 'v1alpha1';
export const KIND = 'Kubernetes';
export const PLURAL = 'kuberneteses';

/** The values of the chart, as they were sent: unknown keys and wrong types are stored as well. */
export type Values = Readonly<Record<string, unknown>>;

/** A managed cluster, as the API serves it. The server has no generation: it does not count changes. */
export interface KubernetesApplication {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** Read back with the defaults of the schema filled in; what was not sent is not stored. */
  readonly spec?: Values;
  readonly status?: {
    /** Of the chart that was last tried; it says nothing of Kubernetes. */
    readonly version?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly lastTransitionTime: string;
      readonly reason: string;
      readonly message: string;
    }[];
  };
}
