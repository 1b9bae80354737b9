# The id of a cluster is its name.
terraform import hikube_kubernetes_cluster.production production
