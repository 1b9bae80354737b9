// The story as a user of openapi-generator writes it.
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.JSON;
import org.openapitools.client.api.ClustersApi;
import org.openapitools.client.api.ManifestsApi;
import org.openapitools.client.api.OperationsApi;
import org.openapitools.client.api.VersionUpgradesApi;
import org.openapitools.client.model.ClusterCreate;
import org.openapitools.client.model.ClusterPatch;
import org.openapitools.client.model.NodeGroupInline;
import org.openapitools.client.model.Operation;
import org.openapitools.client.model.OperationStatus;
import org.openapitools.client.model.VersionUpgradeCreate;

public class Story {
    static final List<String> told = new ArrayList<>();
    static final ApiClient api = new ApiClient();
    static final ClustersApi clusters = new ClustersApi(api);
    static final OperationsApi operations = new OperationsApi(api);
    static final ManifestsApi manifests = new ManifestsApi(api);
    static final VersionUpgradesApi upgrades = new VersionUpgradesApi(api);

    static void expect(String what, Object found, Object wanted) {
        if (!wanted.equals(found)) throw new IllegalStateException(what + ": " + found + " in place of " + wanted);
        told.add(what);
    }

    static String ended(Operation operation) throws ApiException {
        Set<OperationStatus> open = Set.of(OperationStatus.PENDING, OperationStatus.RUNNING);
        while (open.contains(operation.getStatus())) operation = operations.getOperation(operation.getId(), "30s");
        return operation.getStatus().getValue();
    }

    static boolean isListed(String name) throws ApiException {
        return clusters.listClusters(null, null, null).getItems().stream().anyMatch(each -> each.getName().equals(name));
    }

    public static void main(String[] arguments) throws ApiException {
        api.setBasePath(System.getenv("ENDPOINT"));
        api.setBearerToken(System.getenv("TOKEN"));
        api.setReadTimeout(60_000);
        String name = "shop-" + UUID.randomUUID().toString().substring(0, 8);
        ClusterCreate cluster = new ClusterCreate().name(name).version("1.33");
        cluster.setNodeGroups(Map.of("web", new NodeGroupInline().minReplicas(1)));
        expect("creates", ended(clusters.createCluster(cluster, null, null, null, null, null)), "succeeded");
        expect("lists", isListed(name), true);
        ClusterPatch patch = new ClusterPatch().displayName("Shop");
        expect("patches", ended(clusters.updateCluster(name, patch, null, null, null, null)), "succeeded");
        expect("reads", clusters.getCluster(name).getDisplayName(), "Shop");
        var impact = clusters.previewDeleteCluster(name, null, null, null);
        expect("previews", impact.getChanges().get(0).getAction().getValue(), "delete");
        var upgrade = new VersionUpgradeCreate().targetVersion("1.34");
        upgrade.start(VersionUpgradeCreate.StartEnum.AT).startAt(OffsetDateTime.parse("2099-01-01T00:00:00Z"));
        Operation started = upgrades.createVersionUpgrade(name, upgrade, null, null, null, null);
        expect("cancels", operations.cancelOperation(started.getId(), null).getStatus().getValue(), "cancelled");
        expect("reads a manifest", manifests.getManifest(name).getKind().getValue(), "Kubernetes");
        expect("deletes", ended(clusters.deleteCluster(name, null, null, null, null)), "succeeded");
        expect("is done", isListed(name), false);
        System.out.println(JSON.getGson().toJson(told));
    }
}
