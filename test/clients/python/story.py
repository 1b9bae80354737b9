"""The story as a user of openapi-python-client writes it."""

import datetime
import json
import os
import secrets
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

client = AuthenticatedClient(base_url=os.environ["ENDPOINT"], token=os.environ["TOKEN"])
told = []


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found} in place of {wanted}")
    told.append(what)


def accepted(answer):
    if answer is None or isinstance(answer, Problem):
        sys.exit(f"refused: {answer}")
    return answer


def ended(operation):
    operation = accepted(operation)
    while operation.status in ("pending", "running"):
        operation = accepted(get_operation.sync(operation.id, client=client, wait="30s"))
    return str(operation.status)


def is_listed(name):
    return any(cluster.name == name for cluster in accepted(list_clusters.sync(client=client)).items)


name = "shop-" + secrets.token_hex(4)
groups = ClusterCreateNodeGroups()
groups["web"] = NodeGroupInline(min_replicas=1)
body = ClusterCreate(name=name, version="1.33", node_groups=groups)
expect("creates", ended(create_cluster.sync(client=client, body=body)), "succeeded")
expect("lists", is_listed(name), True)
patch = ClusterPatch(display_name="Shop")
expect("patches", ended(update_cluster.sync(name, client=client, body=patch)), "succeeded")
expect("reads", accepted(get_cluster.sync(name, client=client)).display_name, "Shop")
impact = accepted(preview_delete_cluster.sync(name, client=client))
expect("previews", str(impact.changes[0].action), "delete")
upgrade = VersionUpgradeCreate(
    target_version="1.34",
    start=VersionUpgradeCreateStart.AT,
    start_at=datetime.datetime(2099, 1, 1, tzinfo=datetime.timezone.utc),
)
started = accepted(create_version_upgrade.sync(name, client=client, body=upgrade))
expect("cancels", str(accepted(cancel_operation.sync(started.id, client=client)).status), "cancelled")
expect("reads a manifest", str(accepted(get_manifest.sync(name, client=client)).kind), "Kubernetes")
expect("deletes", ended(delete_cluster.sync(name, client=client)), "succeeded")
expect("is done", is_listed(name), False)
print(json.dumps(told))
