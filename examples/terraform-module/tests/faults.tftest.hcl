# What goes wrong on purpose is data, in the file that the endpoint names from the folder of the module on.
provider "hikube" {
  endpoint = "emulator:tests/faults.json"
}

variables {
  name = "faults-test"
}

run "comes_up_all_the_same" {
  assert {
    condition     = startswith(output.endpoint, "https://")
    error_message = "The cluster has no endpoint."
  }
}

run "is_made_once" {
  command = plan

  assert {
    condition     = hikube_kubernetes_cluster.this.name == "faults-test"
    error_message = "The plan is about another cluster."
  }
}
