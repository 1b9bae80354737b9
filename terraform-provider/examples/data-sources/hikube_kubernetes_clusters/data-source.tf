# All of them; or those with such labels, in the syntax of kubectl -l.
data "hikube_kubernetes_clusters" "all" {}

data "hikube_kubernetes_clusters" "shop" {
  labels = "team=shop,env in (prod,staging)"
}

output "endpoints" {
  value = { for cluster in data.hikube_kubernetes_clusters.all.clusters : cluster.name => cluster.endpoint }
}

output "shops" {
  value = [for cluster in data.hikube_kubernetes_clusters.shop.clusters : cluster.name]
}
