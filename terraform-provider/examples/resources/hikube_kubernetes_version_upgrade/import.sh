# <cluster>/<upgrade>
terraform import hikube_kubernetes_version_upgrade.to_1_35 staged/upg-01hzy3v7q8k9
