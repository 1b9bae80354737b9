resource "hikube_kubernetes_cluster" "shop" {
  name = "shop"
  node_groups = {
    web = { min_replicas = 1, max_replicas = 3, roles = ["ingress-nginx"] }
  }
}

variable "controller_secret" {
  type      = string
  sensitive = true
  ephemeral = true
  default   = "changed-by-TF_VAR_controller_secret"
}

# Secrets go through the write-only twin: they are sent, and never stored by Terraform.
resource "hikube_kubernetes_addon" "ingress" {
  cluster_id = hikube_kubernetes_cluster.shop.id
  name       = "ingress-nginx"
  options    = { ingress = { exposure = "proxied", hosts = ["shop.example.com"] } }

  values_override            = jsonencode({ controller = { replicaCount = 2 } })
  values_override_wo         = jsonencode({ controller = { extraEnvs = [{ name = "SECRET", value = var.controller_secret }] } })
  values_override_wo_version = 1
}
