// The cluster construct, bound to `cdktf`.
import { KubernetesAddon } from '@hikube/cdktf-provider/cdktf/kubernetes-addon';
import { KubernetesCluster as ClusterResource } from '@hikube/cdktf-provider/cdktf/kubernetes-cluster';
import { KubernetesNodeGroup } from '@hikube/cdktf-provider/cdktf/kubernetes-node-group';
import { KubernetesVersionUpgrade } from '@hikube/cdktf-provider/cdktf/kubernetes-version-upgrade';
import {
  Annotations,
  Fn,
  type ITerraformDependable,
  type TerraformProvider,
  type TerraformResourceLifecycle,
  Token,
} from 'cdktf';
import type { Construct } from 'constructs';
import type { Engine, MetaArguments } from '../constructs/engine.ts';
import { ClusterConstruct } from '../constructs/kubernetes-cluster.ts';
import type { ClusterProps } from '../props.ts';

/** The types of `cdktf` in the surface of the constructs. */
export interface Types {
  readonly provider: TerraformProvider;
  readonly dependable: ITerraformDependable;
  readonly lifecycle: TerraformResourceLifecycle;
  readonly cluster: ClusterResource;
  readonly nodeGroup: KubernetesNodeGroup;
  readonly addon: KubernetesAddon;
  readonly versionUpgrade: KubernetesVersionUpgrade;
}

const engine: Engine<Types> = {
  Annotations,
  Fn,
  Token,
  Cluster: ClusterResource,
  NodeGroup: KubernetesNodeGroup,
  Addon: KubernetesAddon,
  VersionUpgrade: KubernetesVersionUpgrade,
};

/** What a cluster is made of. */
export interface KubernetesClusterProps extends ClusterProps, MetaArguments<Types> {}

/** A managed Kubernetes cluster with its node groups, add-ons and upgrades. */
export class KubernetesCluster extends ClusterConstruct<Types> {
  constructor(scope: Construct, id: string, props: KubernetesClusterProps) {
    super(engine, scope, id, props);
  }
}
