terraform {
  required_providers {
    hikube = {
      source  = "hidora/hikube"
      version = "~> 0.1"
    }
  }
}

# Reads HIKUBE_ENDPOINT and HIKUBE_TOKEN from the environment.
provider "hikube" {}

resource "hikube_kubernetes_cluster" "first" {
  name    = "first"
  version = "1.35"

  node_groups = {
    web = { min_replicas = 2, max_replicas = 10, instance_type = "s1.large" }
  }
}

output "endpoint" {
  value = hikube_kubernetes_cluster.first.endpoint
}
