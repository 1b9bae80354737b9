# Three kinds of work on one cluster: web servers behind an ingress, machine learning on GPUs, and production loads.
terraform {
  required_version = ">= 1.11"
  required_providers {
    hikube = {
      source  = "hidora/hikube"
      version = "~> 0.1"
    }
  }
}

# Reads HIKUBE_ENDPOINT and HIKUBE_TOKEN.
provider "hikube" {}

variable "kubernetes_version" {
  description = "Kubernetes minor version. The platform chooses the patch."
  type        = string
  default     = "1.34" # so that an upgrade to 1.35 can be tried
}

resource "hikube_kubernetes_cluster" "main" {
  name          = "quickstart"
  version       = var.kubernetes_version
  storage_class = "replicated"

  node_groups = {
    web = {
      min_replicas  = 2
      max_replicas  = 10
      instance_type = "s1.large"
      roles         = ["ingress-nginx"]
    }
    ml = {
      min_replicas  = 1
      max_replicas  = 5
      instance_type = "u1.xlarge"
      gpus          = [{ name = "nvidia.com/AD102GL_L40S" }]
    }
    production = {
      min_replicas  = 3
      max_replicas  = 20
      instance_type = "m1.large"
    }
  }

  addons = {
    cert-manager  = {}
    ingress-nginx = {}
    flux          = {}
    gpu-operator  = {}
    monitoring    = {}
  }
}

output "endpoint" {
  description = "Address of the API server; it stays the same for the life of the cluster."
  value       = hikube_kubernetes_cluster.main.endpoint
}

output "dns_records" {
  description = "Records to create so that the address resolves."
  value       = hikube_kubernetes_cluster.main.network.dns_records
}

output "sites" {
  description = "Sites over which the cluster spans."
  value       = hikube_kubernetes_cluster.main.sites
}
