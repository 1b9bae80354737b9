"""The story as a user of openapi-python-client writes it."""

import sys

from hikube_managed_kubernetes_client import AuthenticatedClient
from hikube_managed_kubernetes_client.api.clusters import (
    create_cluster,
    delete_cluster,
    get_cluster,
    list_clusters,
    preview_delete_cluster,
    update_cluster,
)
from hikube_managed_kubernetes_client.api.manifests import get_manifest
from hikube_managed_kubernetes_client.api.operations import cancel_operation, get_operation
from hikube_managed_kubernetes_client.api.version_upgrades import create_version_upgrade
from hikube_managed_kubernetes_client.models import (
    ClusterCreate,
    ClusterCreateNodeGroups,
    ClusterPatch,
    NodeGroupInline,
    Problem,
    VersionUpgradeCreate,
    VersionUpgradeCreateStart,
)
from story import ENDPOINT, TOKEN, tell

client = AuthenticatedClient(base_url=ENDPOINT, token=TOKEN)


def accepted(answer):
    if answer is None or isinstance(answer, Problem):
        sys.exit(f"refused: {answer}")
    return answer


class Client:
    def create_cluster(self, name, version):
        groups = ClusterCreateNodeGroups()
        groups["web"] = NodeGroupInline(min_replicas=1)
        body = ClusterCreate(name=name, version=version, node_groups=groups)
        return accepted(create_cluster.sync(client=client, body=body))

    def wait_for_operation(self, operation):
        return accepted(get_operation.sync(operation, client=client, wait="30s"))

    def list_clusters(self):
        return accepted(list_clusters.sync(client=client))

    def update_cluster(self, name, display_name):
        body = ClusterPatch(display_name=display_name)
        return accepted(update_cluster.sync(name, client=client, body=body))

    def get_cluster(self, name):
        return accepted(get_cluster.sync(name, client=client))

    def preview_delete(self, name):
        return accepted(preview_delete_cluster.sync(name, client=client))

    def upgrade_later(self, cluster, version, at):
        start = VersionUpgradeCreateStart.AT
        body = VersionUpgradeCreate(target_version=version, start=start, start_at=at)
        return accepted(create_version_upgrade.sync(cluster, client=client, body=body))

    def cancel_operation(self, operation):
        return accepted(cancel_operation.sync(operation, client=client))

    def get_manifest(self, name):
        return accepted(get_manifest.sync(name, client=client))

    def delete_cluster(self, name):
        return accepted(delete_cluster.sync(name, client=client))


tell(Client())
