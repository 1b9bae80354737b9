# What made state-v0.json.
resource "hikube_kubernetes_cluster" "main" {
  name                = "prod"
  display_name        = "Production"
  version             = "v1.33"
  labels              = { team = "web" }
  deletion_protection = false
  network             = { exposure = "load-balancer" }
  maintenance = {
    window     = { days = ["sat", "sun"], start_time = "02:00", duration_minutes = 120 }
    exclusions = [{ start = "2030-12-20T00:00:00Z", end = "2031-01-03T00:00:00Z" }]
  }
  node_groups = {
    web = { min_replicas = 1, roles = ["edge"], disk_size = "0.5Ti" }
    gpu = {
      max_replicas  = 1
      resources     = { cpu = "8", memory = "32Gi" }
      gpus          = [{ name = "nvidia.com/AD102GL_L40S" }]
    }
  }
  addons = {
    cert-manager = { options = { cert_manager = { issuers = { own = { type = "private-ca", secret_name = "ca" } } } } }
  }
  timeouts = { create = "1h" }
}
resource "hikube_kubernetes_cluster" "staged" {
  name            = "staged"
  initial_version = "1.33"
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id   = hikube_kubernetes_cluster.staged.id
  name         = "web"
  min_replicas = 1
}
resource "hikube_kubernetes_addon" "velero" {
  cluster_id                 = hikube_kubernetes_cluster.staged.id
  name                       = "velero"
  values_override            = "{ \"velero\": { \"logLevel\": \"info\" } }"
  values_override_wo         = "{ \"credentials\": { \"secretContents\": \"secret\" } }"
  values_override_wo_version = 1
}
resource "hikube_kubernetes_version_upgrade" "next" {
  cluster_id     = hikube_kubernetes_cluster.staged.id
  target_version = "1.34"
  start          = "at"
  start_at       = "2034-01-01T00:00:00Z"
}
