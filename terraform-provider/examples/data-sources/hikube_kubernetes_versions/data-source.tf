data "hikube_kubernetes_versions" "offered" {}

output "newest" {
  value = data.hikube_kubernetes_versions.offered.versions[length(data.hikube_kubernetes_versions.offered.versions) - 1].minor
}
