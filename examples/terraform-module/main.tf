# A module of somebody's own: a cluster with one size of nodes, whose tests need no account and no network.
terraform {
  required_version = ">= 1.11"
  required_providers {
    hikube = {
      source  = "hidora/hikube"
      version = "~> 0.1"
    }
  }
}

variable "name" {
  description = "Name of the cluster."
  type        = string
}

variable "nodes" {
  description = "Nodes at the least; twice as many at the most."
  type        = number
  default     = 2

  validation {
    condition     = var.nodes >= 1
    error_message = "A cluster without nodes runs nothing."
  }
}

resource "hikube_kubernetes_cluster" "this" {
  name    = var.name
  version = "1.35"

  node_groups = {
    web = {
      min_replicas = var.nodes
      max_replicas = 2 * var.nodes
    }
  }
}

output "endpoint" {
  description = "Where the Kubernetes API of the cluster is."
  value       = hikube_kubernetes_cluster.this.endpoint
}
