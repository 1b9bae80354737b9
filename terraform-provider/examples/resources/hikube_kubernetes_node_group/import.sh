# <cluster>/<node group>
terraform import hikube_kubernetes_node_group.gpu ml/gpu
