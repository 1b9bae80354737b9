data "hikube_kubernetes_clusters" "all" {}

output "endpoints" {
  value = { for cluster in data.hikube_kubernetes_clusters.all.clusters : cluster.name => cluster.endpoint }
}
