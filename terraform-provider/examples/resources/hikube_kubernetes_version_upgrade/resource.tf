# The version is given at creation only; from then on, upgrades are objects of their own.
resource "hikube_kubernetes_cluster" "staged" {
  name            = "staged"
  initial_version = "1.34"
  maintenance = {
    window = {
      days             = ["sun"]
      start_time       = "03:00"
      duration_minutes = 240
    }
  }
}

resource "hikube_kubernetes_version_upgrade" "to_1_35" {
  cluster_id     = hikube_kubernetes_cluster.staged.id
  target_version = "1.35"
  max_surge      = 2
}
