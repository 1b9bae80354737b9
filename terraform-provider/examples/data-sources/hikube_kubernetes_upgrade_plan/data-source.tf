resource "hikube_kubernetes_cluster" "planned" {
  name    = "planned"
  version = "1.34" # 1.35 may follow
}

data "hikube_kubernetes_upgrade_plan" "next" {
  cluster_id = hikube_kubernetes_cluster.planned.id
}

check "upgrade" {
  assert {
    condition     = length(data.hikube_kubernetes_upgrade_plan.next.blockers) == 0
    error_message = "The next upgrade would be refused."
  }
}
