"""What every client in Python is asked to do."""

import datetime
import json
import os
import secrets
import sys

ENDPOINT, TOKEN = os.environ["ENDPOINT"], os.environ["TOKEN"]


def text(value):
    """A value of an enum as it is on the wire."""
    return getattr(value, "value", value)


def tell(client):
    """Tells the story, prints what happened as a JSON list, and ends at the first surprise."""
    told = []

    def expect(what, found, wanted):
        if found != wanted:
            sys.exit(f"{what}: {found} in place of {wanted}")
        told.append(what)

    def ended(operation):
        while operation.status in ("pending", "running"):
            operation = client.wait_for_operation(operation.id)
        return text(operation.status)

    def is_listed():
        return any(cluster.name == name for cluster in client.list_clusters().items)

    name = "shop-" + secrets.token_hex(4)
    expect("creates", ended(client.create_cluster(name, "1.33")), "succeeded")
    expect("lists", is_listed(), True)
    expect("patches", ended(client.update_cluster(name, "Shop")), "succeeded")
    expect("reads", client.get_cluster(name).display_name, "Shop")
    expect("previews", text(client.preview_delete(name).changes[0].action), "delete")
    later = datetime.datetime(2099, 1, 1, tzinfo=datetime.timezone.utc)
    started = client.upgrade_later(name, "1.34", later)
    expect("cancels", text(client.cancel_operation(started.id).status), "cancelled")
    expect("reads a manifest", text(client.get_manifest(name).kind), "Kubernetes")
    expect("deletes", ended(client.delete_cluster(name)), "succeeded")
    expect("is done", is_listed(), False)
    print(json.dumps(told))
