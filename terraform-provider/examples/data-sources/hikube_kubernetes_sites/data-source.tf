data "hikube_kubernetes_sites" "all" {}

output "sites" {
  value = [for site in data.hikube_kubernetes_sites.all.sites : site.display_name]
}
