# An emulator that the provider starts: no account, no network, and it ends with the command.
provider "hikube" {
  endpoint = "emulator:memory"
}

variables {
  name = "module-test"
}

run "is_refused_without_nodes" {
  command = plan

  variables {
    nodes = 0
  }

  expect_failures = [var.nodes]
}

run "comes_up" {
  assert {
    condition     = startswith(output.endpoint, "https://")
    error_message = "The cluster has no endpoint."
  }
}

run "grows" {
  variables {
    nodes = 3
  }

  assert {
    condition     = hikube_kubernetes_cluster.this.node_groups["web"].max_replicas == 6
    error_message = "The group may not grow to twice its size."
  }
}
