# Every operation as curl calls it. The contract shows the parts between `sample` and `end` beside the operations; the whole is
# run by test/examples/calls.test.ts, so that a part that stops working is noticed.
set -euo pipefail

# The newest operation has to succeed.
finish() {
  local id state
  id=$(curl "$HIKUBE_ENDPOINT/operations?limit=1" --header "Authorization: Bearer $HIKUBE_TOKEN" | field id)
  while state=$(curl "$HIKUBE_ENDPOINT/operations/$id?wait=30s" --header "Authorization: Bearer $HIKUBE_TOKEN") &&
    echo "$state" | grep --quiet '"endedAt":null'; do :; done
  echo "$state" | grep --quiet '"status":"succeeded","phase"'
}
# The first value of a field in what is read.
field() { grep --only-matching "\"$1\":\"[^\"]*\"" | head --lines=1 | cut --delimiter='"' --fields=4; }

# sample listSites
curl "$HIKUBE_ENDPOINT/sites" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample listInstanceTypes
curl "$HIKUBE_ENDPOINT/instance-types" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample listGpuTypes
curl "$HIKUBE_ENDPOINT/gpu-types" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample listStorageClasses
curl "$HIKUBE_ENDPOINT/storage-classes" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample listKubernetesVersions
curl "$HIKUBE_ENDPOINT/kubernetes-versions" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample listAddonTypes
curl "$HIKUBE_ENDPOINT/addons" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample listCapabilities
curl "$HIKUBE_ENDPOINT/capabilities" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample getTenant
curl "$HIKUBE_ENDPOINT/tenant" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample previewCreateCluster
curl --request POST "$HIKUBE_ENDPOINT/previews/clusters" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/json' \
  --data '{
    "name": "prod",
    "version": "1.34",
    "nodeGroups": { "web": { "minReplicas": 2, "maxReplicas": 5 } },
    "addons": { "cert-manager": {} }
  }'
# end

# sample createCluster
curl --request POST "$HIKUBE_ENDPOINT/clusters" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/json' \
  --data '{
    "name": "prod",
    "version": "1.34",
    "nodeGroups": { "web": { "minReplicas": 2, "maxReplicas": 5 } },
    "addons": { "cert-manager": {} }
  }'
# end

finish

# sample listClusters
curl "$HIKUBE_ENDPOINT/clusters?limit=20" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample getCluster
curl "$HIKUBE_ENDPOINT/clusters/prod" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample previewUpdateCluster
curl --request PATCH "$HIKUBE_ENDPOINT/previews/clusters/prod" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/merge-patch+json' \
  --data '{ "displayName": "Production" }'
# end

# sample updateCluster
curl --request PATCH "$HIKUBE_ENDPOINT/clusters/prod" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/merge-patch+json' \
  --data '{ "displayName": "Production" }'
# end

finish

UID_OF_PROD=$(curl "$HIKUBE_ENDPOINT/clusters/prod" --header "Authorization: Bearer $HIKUBE_TOKEN" | field uid)

# sample holdObject
curl --request POST "$HIKUBE_ENDPOINT/holds" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/json' \
  --data @- <<HOLD
{
  "object": { "kind": "Cluster", "cluster": "prod", "name": "prod", "uid": "$UID_OF_PROD" },
  "holder": "0c9e2f4a-7b1d-4c3e-8a5f-6d7e8f9a0b1c"
}
HOLD
# end

# sample previewCreateNodeGroup
curl --request POST "$HIKUBE_ENDPOINT/previews/clusters/prod/node-groups" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/json' \
  --data '{ "name": "batch", "minReplicas": 1, "maxReplicas": 3 }'
# end

# sample createNodeGroup
curl --request POST "$HIKUBE_ENDPOINT/clusters/prod/node-groups" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/json' \
  --data '{ "name": "batch", "minReplicas": 1, "maxReplicas": 3 }'
# end

finish

# sample listNodeGroups
curl "$HIKUBE_ENDPOINT/clusters/prod/node-groups" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample getNodeGroup
curl "$HIKUBE_ENDPOINT/clusters/prod/node-groups/batch" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample previewUpdateNodeGroup
curl --request PATCH "$HIKUBE_ENDPOINT/previews/clusters/prod/node-groups/batch" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/merge-patch+json' \
  --data '{ "maxReplicas": 8 }'
# end

# sample updateNodeGroup
curl --request PATCH "$HIKUBE_ENDPOINT/clusters/prod/node-groups/batch" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/merge-patch+json' \
  --data '{ "maxReplicas": 8 }'
# end

finish

# sample previewDeleteNodeGroup
curl --request DELETE "$HIKUBE_ENDPOINT/previews/clusters/prod/node-groups/batch" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample deleteNodeGroup
curl --request DELETE "$HIKUBE_ENDPOINT/clusters/prod/node-groups/batch" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

finish

# sample listNodes
curl "$HIKUBE_ENDPOINT/clusters/prod/nodes" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

NODE=$(curl "$HIKUBE_ENDPOINT/clusters/prod/nodes?limit=1" --header "Authorization: Bearer $HIKUBE_TOKEN" | field name)

# sample getNode
curl "$HIKUBE_ENDPOINT/clusters/prod/nodes/$NODE" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample previewReplaceNode
curl --request POST "$HIKUBE_ENDPOINT/previews/clusters/prod/nodes/$NODE/replace" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample replaceNode
curl --request POST "$HIKUBE_ENDPOINT/clusters/prod/nodes/$NODE/replace" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

finish

# sample previewPutAddon
curl --request PUT "$HIKUBE_ENDPOINT/previews/clusters/prod/addons/ingress-nginx" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/json' \
  --data '{}'
# end

# sample putAddon
curl --request PUT "$HIKUBE_ENDPOINT/clusters/prod/addons/ingress-nginx" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/json' \
  --data '{}'
# end

finish

# sample listAddons
curl "$HIKUBE_ENDPOINT/clusters/prod/addons" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample getAddon
curl "$HIKUBE_ENDPOINT/clusters/prod/addons/ingress-nginx" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample previewDeleteAddon
curl --request DELETE "$HIKUBE_ENDPOINT/previews/clusters/prod/addons/ingress-nginx" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample deleteAddon
curl --request DELETE "$HIKUBE_ENDPOINT/clusters/prod/addons/ingress-nginx" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

finish

# sample listVolumes
curl "$HIKUBE_ENDPOINT/clusters/prod/volumes" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample listEvents
curl "$HIKUBE_ENDPOINT/clusters/prod/events?limit=20" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample listTenantEvents
curl "$HIKUBE_ENDPOINT/events?limit=20" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample createKubeconfig
curl --request POST "$HIKUBE_ENDPOINT/clusters/prod/kubeconfigs" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/json' \
  --data '{ "role": "view" }'
# end

# sample listKubeconfigs
curl "$HIKUBE_ENDPOINT/clusters/prod/kubeconfigs" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

KUBECONFIG_ID=$(curl "$HIKUBE_ENDPOINT/clusters/prod/kubeconfigs?limit=1" --header "Authorization: Bearer $HIKUBE_TOKEN" | field id)

# sample getKubeconfig
curl "$HIKUBE_ENDPOINT/clusters/prod/kubeconfigs/$KUBECONFIG_ID" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample renewKubeconfig
curl --request POST "$HIKUBE_ENDPOINT/clusters/prod/kubeconfigs/$KUBECONFIG_ID/renew" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample revokeKubeconfig
curl --request DELETE "$HIKUBE_ENDPOINT/clusters/prod/kubeconfigs/$KUBECONFIG_ID" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample getManifest
curl "$HIKUBE_ENDPOINT/clusters/prod/manifest" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Accept: application/yaml'
# end

# sample previewPutManifest
curl --request PUT "$HIKUBE_ENDPOINT/previews/clusters/prod/manifest" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/yaml' \
  --data-binary 'apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata: { name: prod }
spec:
  version: v1.34
  nodeGroups:
    web: { minReplicas: 2, maxReplicas: 6 }
  addons:
    certManager: { enabled: true }
'
# end

# sample putManifest
curl --request PUT "$HIKUBE_ENDPOINT/clusters/prod/manifest" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/yaml' \
  --data-binary 'apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata: { name: prod }
spec:
  version: v1.34
  nodeGroups:
    web: { minReplicas: 2, maxReplicas: 6 }
  addons:
    certManager: { enabled: true }
'
# end

finish

# sample getUpgradePlan
curl "$HIKUBE_ENDPOINT/clusters/prod/upgrade-plan?to=1.35" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample previewCreateVersionUpgrade
curl --request POST "$HIKUBE_ENDPOINT/previews/clusters/prod/version-upgrades" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/json' \
  --data '{ "targetVersion": "1.35", "start": "at", "startAt": "2099-01-01T02:00:00Z" }'
# end

# sample createVersionUpgrade
curl --request POST "$HIKUBE_ENDPOINT/clusters/prod/version-upgrades" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/json' \
  --data '{ "targetVersion": "1.35", "start": "at", "startAt": "2099-01-01T02:00:00Z" }'
# end

# sample listVersionUpgrades
curl "$HIKUBE_ENDPOINT/clusters/prod/version-upgrades" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

UPGRADE=$(curl "$HIKUBE_ENDPOINT/clusters/prod/version-upgrades?limit=1" --header "Authorization: Bearer $HIKUBE_TOKEN" | field id)

# sample getVersionUpgrade
curl "$HIKUBE_ENDPOINT/clusters/prod/version-upgrades/$UPGRADE" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample previewPauseVersionUpgrade
curl --request POST "$HIKUBE_ENDPOINT/previews/clusters/prod/version-upgrades/$UPGRADE/pause" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample pauseVersionUpgrade
curl --request POST "$HIKUBE_ENDPOINT/clusters/prod/version-upgrades/$UPGRADE/pause" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample previewResumeVersionUpgrade
curl --request POST "$HIKUBE_ENDPOINT/previews/clusters/prod/version-upgrades/$UPGRADE/resume" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample resumeVersionUpgrade
curl --request POST "$HIKUBE_ENDPOINT/clusters/prod/version-upgrades/$UPGRADE/resume" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample previewCancelVersionUpgrade
curl --request POST "$HIKUBE_ENDPOINT/previews/clusters/prod/version-upgrades/$UPGRADE/cancel" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample cancelVersionUpgrade
curl --request POST "$HIKUBE_ENDPOINT/clusters/prod/version-upgrades/$UPGRADE/cancel" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# Another one, to cancel by its operation.
curl --request POST "$HIKUBE_ENDPOINT/clusters/prod/version-upgrades" --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/json' --data '{ "targetVersion": "1.35", "start": "at", "startAt": "2099-01-01T02:00:00Z" }'


# sample listOperations
curl "$HIKUBE_ENDPOINT/operations?limit=20" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

OPERATION=$(curl "$HIKUBE_ENDPOINT/operations?limit=1" --header "Authorization: Bearer $HIKUBE_TOKEN" | field id)

# sample getOperation
curl "$HIKUBE_ENDPOINT/operations/$OPERATION?wait=1s" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample previewCancelOperation
curl --request POST "$HIKUBE_ENDPOINT/previews/operations/$OPERATION/cancel" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample cancelOperation
curl --request POST "$HIKUBE_ENDPOINT/operations/$OPERATION/cancel" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample createToken
curl --request POST "$HIKUBE_ENDPOINT/tokens" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/json' \
  --data '{ "scopes": ["read"], "displayName": "Dashboard" }'
# end

# sample listTokens
curl "$HIKUBE_ENDPOINT/tokens" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# The oldest is the one that asks; the last is the new one.
TOKEN_ID=$(curl "$HIKUBE_ENDPOINT/tokens" --header "Authorization: Bearer $HIKUBE_TOKEN" | grep --only-matching '"id":"[^"]*"' | tail --lines=1 | cut --delimiter='"' --fields=4)

# sample getToken
curl "$HIKUBE_ENDPOINT/tokens/$TOKEN_ID" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample revokeToken
curl --request DELETE "$HIKUBE_ENDPOINT/tokens/$TOKEN_ID" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# What a claim inside the cluster would make: here the shared file system has a volume, which is to stay.
curl --request PATCH "$HIKUBE_ENDPOINT/clusters/prod" \
  --header "Authorization: Bearer $HIKUBE_TOKEN" \
  --header 'Content-Type: application/merge-patch+json' \
  --data '{ "deletion": { "volumes": "retain" }, "addons": { "nfs": {} } }'
finish

# sample previewDeleteCluster
curl --request DELETE "$HIKUBE_ENDPOINT/previews/clusters/prod" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# sample deleteCluster
curl --request DELETE "$HIKUBE_ENDPOINT/clusters/prod" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

finish

# sample listRetainedVolumes
curl "$HIKUBE_ENDPOINT/volumes?cluster=prod" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end

# The last uid of one volume is its own; the one before is that of its cluster.
VOLUME=$(curl "$HIKUBE_ENDPOINT/volumes?limit=1" --header "Authorization: Bearer $HIKUBE_TOKEN" | grep --only-matching '"uid":"[^"]*"' | tail --lines=1 | cut --delimiter='"' --fields=4)

# sample deleteRetainedVolume
curl --request DELETE "$HIKUBE_ENDPOINT/volumes/$VOLUME" \
  --header "Authorization: Bearer $HIKUBE_TOKEN"
# end
