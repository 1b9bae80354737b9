data "hikube_kubernetes_addons" "all" {}

output "available" {
  value = [for addon in data.hikube_kubernetes_addons.all.addons : addon.name if addon.available]
}
