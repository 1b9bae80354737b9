# <cluster>/<add-on>
terraform import hikube_kubernetes_addon.ingress shop/ingress-nginx
