output "exec" {
  value = provider::hikube::kubeconfig_exec("prod", "3f2b8c1e-6a4d-4e0f-9b7a-5c1d2e3f4a5b", "view")
}
