data "hikube_kubernetes_gpu_types" "all" {}

output "cards" {
  value = { for card in data.hikube_kubernetes_gpu_types.all.gpu_types : card.display_name => card.name }
}
