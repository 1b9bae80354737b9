resource "hikube_kubernetes_cluster" "apps" {
  name     = "apps"
  topology = "development"
}

# Opened when something needs it, revoked when Terraform is done. Hand host, cluster_ca_certificate and token to the
# kubernetes or helm provider.
ephemeral "hikube_kubernetes_kubeconfig" "apps" {
  cluster_id = hikube_kubernetes_cluster.apps.id
  role       = "edit"
  ttl        = "30m"
}
