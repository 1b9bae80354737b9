data "hikube_kubernetes_instance_types" "all" {}

output "with_16_vcpus" {
  value = [for type in data.hikube_kubernetes_instance_types.all.instance_types : type.name if type.vcpus == 16]
}
