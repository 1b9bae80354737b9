resource "hikube_kubernetes_cluster" "spread" {
  name        = "spread"
  node_groups = { web = { min_replicas = 3, max_replicas = 3 } }
}

data "hikube_kubernetes_nodes" "spread" {
  cluster_id = hikube_kubernetes_cluster.spread.id
}

output "nodes_by_site" {
  value = { for node in data.hikube_kubernetes_nodes.spread.nodes : node.site => node.name... }
}
