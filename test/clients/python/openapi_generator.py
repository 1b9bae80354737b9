"""The story as a user of openapi-generator writes it."""

from openapi_client import (
    ApiClient,
    ClusterCreate,
    ClusterPatch,
    ClustersApi,
    Configuration,
    ManifestsApi,
    NodeGroupInline,
    OperationsApi,
    VersionUpgradeCreate,
    VersionUpgradesApi,
)
from story import ENDPOINT, TOKEN, tell

api = ApiClient(Configuration(host=ENDPOINT, access_token=TOKEN))
clusters, operations = ClustersApi(api), OperationsApi(api)
manifests, upgrades = ManifestsApi(api), VersionUpgradesApi(api)


class Client:
    def create_cluster(self, name, version):
        groups = {"web": NodeGroupInline(min_replicas=1)}
        return clusters.create_cluster(ClusterCreate(name=name, version=version, node_groups=groups))

    def wait_for_operation(self, operation):
        return operations.get_operation(operation, wait="30s")

    def list_clusters(self):
        return clusters.list_clusters()

    def update_cluster(self, name, display_name):
        return clusters.update_cluster(name, ClusterPatch(display_name=display_name))

    def get_cluster(self, name):
        return clusters.get_cluster(name)

    def preview_delete(self, name):
        return clusters.preview_delete_cluster(name)

    def upgrade_later(self, cluster, version, at):
        body = VersionUpgradeCreate(target_version=version, start="at", start_at=at)
        return upgrades.create_version_upgrade(cluster, body)

    def cancel_operation(self, operation):
        return operations.cancel_operation(operation)

    def get_manifest(self, name):
        return manifests.get_manifest(name)

    def delete_cluster(self, name):
        return clusters.delete_cluster(name)


tell(Client())
