// What stories do and see behind the back of the API, whatever platform is there: a group whose nodes stay away, a platform
// that gets nowhere, what really was written of an add-on.
import type { TokenOrder } from '@hikube/service';

export interface HandMadeGroup {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly instanceType: string;
  readonly roles: readonly string[];
}

export interface HandMadeVolume {
  readonly name: string;
  readonly storageClass: string;
  readonly size: string;
}

/** A provider that asks at a port where nobody listens. */
export const NOBODY_THERE = 'provider "hikube" {\n endpoint = "http://127.0.0.1:9/v1"\n}\n';

export interface Hand {
  /** While it is true, the platform takes what it is told, and what is asked for begins and does not get on. */
  standsStill: boolean;
  /** Called before each request to the API; what it resolves to, if anything, is answered in place of the API. */
  before: ((request: Request) => Promise<Response | undefined>) | undefined;
  /** What opens the API or the platform to the caller, and may show nowhere. */
  readonly credential: string;
  /** Tokens of kubeconfigs that are issued look so. */
  readonly kubeconfigToken: RegExp;
  /** The Helm values that the platform was told last of an add-on, secret ones among them. */
  valuesOf(cluster: string, addon: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** In which the platform keeps the clusters, as other tools name it. */
  readonly namespace: string;
  /** Groups that the platform gives each cluster beside those that are asked for. */
  readonly comesAlong: readonly string[];
  /** Makes a cluster of version 1.35 as another tool does. */
  make(cluster: string, nodeGroups?: Readonly<Record<string, HandMadeGroup>>): Promise<void>;
  /** Makes a persistent volume in a cluster. */
  createVolume(cluster: string, volume: HandMadeVolume): Promise<void>;
  /** Pods that need that many nodes of a group wait for the autoscaler. */
  fill(cluster: string, group: string, nodes: number): Promise<void>;
  /** The control plane of a cluster cannot come up, and the platform says why. */
  refuse(cluster: string, message: string): void;
  /** Nodes of a group never join. */
  keepOut(cluster: string, group: string): void;
  /** What was refused or kept out is not any more. */
  heal(cluster: string): void;
  /** Nobody answers from now on whom a provider with this configuration asks. */
  away(): string;
  /** Issues a token, for any tenant. @throws where there are none */
  issue(order: TokenOrder): Promise<string>;
}
