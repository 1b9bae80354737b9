// The cluster construct, bound to `cdktn`.
import { KubernetesAddon as Addon } from '@hikube/cdktf-provider/kubernetes-addon';
import { KubernetesCluster as Cluster } from '@hikube/cdktf-provider/kubernetes-cluster';
import { KubernetesNodeGroup as NodeGroup } from '@hikube/cdktf-provider/kubernetes-node-group';
import { KubernetesVersionUpgrade as VersionUpgrade } from '@hikube/cdktf-provider/kubernetes-version-upgrade';
import { Annotations, Fn, Token } from 'cdktn';
import type { Construct } from 'constructs';
import type { MetaArguments, TypesOf } from '../constructs/engine.ts';
import { ClusterConstruct } from '../constructs/kubernetes-cluster.ts';
import type { ClusterProps } from '../props.ts';

const engine = { Annotations, Fn, Token, Cluster, NodeGroup, Addon, VersionUpgrade };

/** The types of `cdktn` in the surface of the constructs. */
export interface Types extends TypesOf<typeof engine> {}

/** What a cluster is made of. */
export interface KubernetesClusterProps extends ClusterProps, MetaArguments<Types> {}

/** A managed Kubernetes cluster with its node groups, add-ons and upgrades. */
export class KubernetesCluster extends ClusterConstruct<Types> {
  constructor(scope: Construct, id: string, props: KubernetesClusterProps) {
    super(engine, scope, id, props);
  }
}
