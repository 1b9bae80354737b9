resource "hikube_kubernetes_cluster" "read" {
  name     = "read"
  topology = "development"
}

data "hikube_kubernetes_cluster" "read" {
  name = hikube_kubernetes_cluster.read.id
}

output "patch_version" {
  value = data.hikube_kubernetes_cluster.read.current_version
}
