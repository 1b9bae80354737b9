# Every operation as the command `hikube` calls it. The contract shows the parts between `sample` and `end` beside the operations;
# the whole is run by test/examples/calls.test.ts, so that a part that stops working is noticed.
set -euo pipefail

# sample listSites
hikube catalogue sites
# end

# sample listInstanceTypes
hikube catalogue instance-types
# end

# sample listGpuTypes
hikube catalogue gpu-types
# end

# sample listStorageClasses
hikube catalogue storage-classes
# end

# sample listKubernetesVersions
hikube catalogue versions
# end

# sample listAddonTypes
hikube catalogue addons
# end

# sample listCapabilities
hikube catalogue capabilities
# end

# sample getTenant
hikube quota
# end

# sample previewCreateCluster
hikube cluster create prod --version 1.34 --preview \
  --node-groups name=web,min-replicas=2,max-replicas=5 --addons cert-manager
# end

# sample createCluster
hikube cluster create prod --version 1.34 \
  --node-groups name=web,min-replicas=2,max-replicas=5 --addons cert-manager
# end

# sample listClusters
hikube cluster list
# end

# sample getCluster
hikube cluster get prod
# end

# sample previewUpdateCluster
hikube cluster update prod --display-name Production --preview
# end

# sample updateCluster
hikube cluster update prod --display-name Production
# end

UID_OF_PROD=$(hikube cluster get prod -o 'jsonpath={.uid}')

# sample holdObject
hikube api POST /holds -d - <<HOLD
{
  "object": { "kind": "Cluster", "cluster": "prod", "name": "prod", "uid": "$UID_OF_PROD" },
  "holder": "0c9e2f4a-7b1d-4c3e-8a5f-6d7e8f9a0b1c"
}
HOLD
# end

# sample previewCreateNodeGroup
hikube node-group create prod batch --min-replicas 1 --max-replicas 3 --preview
# end

# sample createNodeGroup
hikube node-group create prod batch --min-replicas 1 --max-replicas 3
# end

# sample listNodeGroups
hikube node-group list prod
# end

# sample getNodeGroup
hikube node-group get prod batch
# end

# sample previewUpdateNodeGroup
hikube node-group update prod batch --max-replicas 8 --preview
# end

# sample updateNodeGroup
hikube node-group update prod batch --max-replicas 8
# end

# sample previewDeleteNodeGroup
hikube node-group delete prod batch --preview
# end

# sample deleteNodeGroup
hikube node-group delete prod batch --yes
# end

# sample listNodes
hikube node list prod
# end

NODE=$(hikube node list prod -o 'jsonpath={.items[0].name}')

# sample getNode
hikube node get prod "$NODE"
# end

# sample previewReplaceNode
hikube node replace prod "$NODE" --preview
# end

# sample replaceNode
hikube node replace prod "$NODE" --yes
# end

# sample previewPutAddon
hikube addon enable prod ingress-nginx --preview
# end

# sample putAddon
hikube addon enable prod ingress-nginx
# end

# sample listAddons
hikube addon list prod
# end

# sample getAddon
hikube addon get prod ingress-nginx
# end

# sample previewDeleteAddon
hikube addon disable prod ingress-nginx --preview
# end

# sample deleteAddon
hikube addon disable prod ingress-nginx --yes
# end

# sample listVolumes
hikube volume list prod
# end

# sample listEvents
hikube events prod
# end

# sample listTenantEvents
hikube events
# end

# sample createKubeconfig
hikube kubeconfig save prod --role view
kubectl get nodes # calls hikube, which gets one that lives for minutes
# end

# sample listKubeconfigs
hikube kubeconfig list prod
# end

KUBECONFIG_ID=$(hikube kubeconfig list prod -o 'jsonpath={.items[0].id}')

# sample getKubeconfig
hikube api GET "/clusters/prod/kubeconfigs/$KUBECONFIG_ID"
# end

# sample renewKubeconfig
hikube api POST "/clusters/prod/kubeconfigs/$KUBECONFIG_ID/renew"
# end

# sample revokeKubeconfig
hikube kubeconfig revoke prod "$KUBECONFIG_ID"
# end

# sample getManifest
hikube export prod > prod.yaml
# end

sed 's/maxReplicas: 5/maxReplicas: 6/' prod.yaml > changed.yaml && mv changed.yaml prod.yaml

# sample previewPutManifest
hikube apply -f prod.yaml --preview
# end

# sample putManifest
hikube apply -f prod.yaml --yes
# end

# sample getUpgradePlan
hikube upgrade plan prod
# end

# sample previewCreateVersionUpgrade
hikube upgrade start prod --target-version 1.35 --start at --start-at 2099-01-01T02:00:00Z --preview
# end

# sample createVersionUpgrade
hikube upgrade start prod --target-version 1.35 --start at --start-at 2099-01-01T02:00:00Z --yes --no-wait
# end

# sample listVersionUpgrades
hikube upgrade list prod
# end

# sample getVersionUpgrade
hikube upgrade status prod
# end

# sample pauseVersionUpgrade
hikube upgrade pause prod
# end

# sample resumeVersionUpgrade
hikube upgrade resume prod
# end

# sample cancelVersionUpgrade
hikube upgrade cancel prod
# end

hikube upgrade start prod --target-version 1.35 --start at --start-at 2099-01-01T02:00:00Z --yes --no-wait

# sample listOperations
hikube operation list --cluster prod
# end

OPERATION=$(hikube operation list -o 'jsonpath={.items[0].id}')

# sample getOperation
hikube operation get "$OPERATION"
# end

# sample cancelOperation
hikube operation cancel "$OPERATION"
# end

# sample createToken
hikube token create --scopes read --display-name Dashboard
# end

# sample listTokens
hikube token list
# end

# The oldest is the one that asks; the last is the new one.
TOKEN_ID=$(hikube token list -o 'jsonpath={.items[-1].id}')

# sample getToken
hikube token get "$TOKEN_ID"
# end

# sample revokeToken
hikube token revoke "$TOKEN_ID"
# end

# What a claim inside the cluster would make: here the shared file system has a volume, which is to stay.
hikube cluster update prod --deletion-volumes retain --addons name=nfs

# sample previewDeleteCluster
hikube cluster delete prod --preview
# end

# sample deleteCluster
hikube cluster delete prod --yes
# end

# sample listRetainedVolumes
hikube volume list
# end

VOLUME=$(hikube volume list -o 'jsonpath={.items[0].uid}')

# sample deleteRetainedVolume
hikube volume delete "$VOLUME" --yes
# end
