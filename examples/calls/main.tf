# What Terraform writes, operation by operation. The contract shows the parts between `sample` and `end`; the whole is applied
# by test/examples/calls.test.ts, so that a part that stops working is noticed.

# sample createCluster updateCluster deleteCluster
resource "hikube_kubernetes_cluster" "prod" {
  name    = "prod"
  version = "1.34"
}
# end

# sample createNodeGroup updateNodeGroup deleteNodeGroup
resource "hikube_kubernetes_node_group" "web" {
  cluster_id    = hikube_kubernetes_cluster.prod.id
  name          = "web"
  min_replicas  = 2
  max_replicas  = 5
  instance_type = "s1.large"
}
# end

# sample putAddon deleteAddon
resource "hikube_kubernetes_addon" "cert_manager" {
  cluster_id = hikube_kubernetes_cluster.prod.id
  name       = "cert-manager"
}
# end

resource "hikube_kubernetes_cluster" "staged" {
  name            = "staged"
  initial_version = "1.34"
}

# sample createVersionUpgrade cancelVersionUpgrade
resource "hikube_kubernetes_version_upgrade" "to_1_35" {
  cluster_id     = hikube_kubernetes_cluster.staged.id
  target_version = "1.35"
}
# end

# sample createKubeconfig renewKubeconfig revokeKubeconfig
ephemeral "hikube_kubernetes_kubeconfig" "prod" {
  cluster_id = hikube_kubernetes_cluster.prod.id
  role       = "edit"
}
# end

# sample getCluster
data "hikube_kubernetes_cluster" "prod" {
  name = hikube_kubernetes_cluster.prod.id
}
# end

# sample listClusters
data "hikube_kubernetes_clusters" "all" {}
# end

# sample listNodes
data "hikube_kubernetes_nodes" "prod" {
  cluster_id = hikube_kubernetes_node_group.web.cluster_id
}
# end

# sample getUpgradePlan
data "hikube_kubernetes_upgrade_plan" "prod" {
  cluster_id = hikube_kubernetes_cluster.prod.id
}
# end

# sample listSites
data "hikube_kubernetes_sites" "all" {}
# end

# sample listInstanceTypes
data "hikube_kubernetes_instance_types" "all" {}
# end

# sample listGpuTypes
data "hikube_kubernetes_gpu_types" "all" {}
# end

# sample listKubernetesVersions
data "hikube_kubernetes_versions" "all" {}
# end

# sample listAddonTypes
data "hikube_kubernetes_addons" "all" {}
# end
