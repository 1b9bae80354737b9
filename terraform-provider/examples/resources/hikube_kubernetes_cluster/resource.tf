# Everything in one resource: the maps say all node groups and add-ons that the cluster shall have.
resource "hikube_kubernetes_cluster" "production" {
  name         = "production"
  display_name = "Production"
  version      = "1.35"

  node_groups = {
    web = {
      min_replicas  = 2
      max_replicas  = 10
      instance_type = "s1.large"
      roles         = ["ingress-nginx"]
    }
    jobs = {
      max_replicas = 5
      resources    = { cpu = "4", memory = "32Gi" }
      disk_size    = "50Gi"
    }
  }

  addons = {
    cert-manager  = { options = { cert_manager = { issuers = { main = { type = "lets-encrypt", email = "ops@example.com" } } } } }
    ingress-nginx = { options = { ingress = { hosts = ["shop.example.com"] } } }
  }

  maintenance = {
    window = {
      days             = ["tue", "wed"]
      start_time       = "02:00"
      duration_minutes = 180
    }
    auto_patch = true
  }

  deletion_protection = false
  deletion            = { volumes = "retain" }
  timeouts            = { create = "30m" }
}

# A cluster for trying things out, all of it at one site, whose node groups are resources of their own.
resource "hikube_kubernetes_cluster" "development" {
  name     = "development"
  topology = "development"
  site     = "geneva"
}
