resource "hikube_kubernetes_cluster" "ml" {
  name = "ml"
}

# Each entry of gpus is one card in every node of the group.
resource "hikube_kubernetes_node_group" "gpu" {
  cluster_id    = hikube_kubernetes_cluster.ml.id
  name          = "gpu"
  min_replicas  = 1
  max_replicas  = 4
  instance_type = "u1.2xlarge"
  gpus          = [{ name = "nvidia.com/AD102GL_L40S" }]
}

resource "hikube_kubernetes_addon" "gpu_operator" {
  cluster_id = hikube_kubernetes_cluster.ml.id
  name       = "gpu-operator"
}
