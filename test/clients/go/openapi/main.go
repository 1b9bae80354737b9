// The story as a user of openapi-generator writes it.
package main

import (
	"context"
	"net/http"
	"time"

	api "hikube.cloud/clients/generated/openapi"
	"hikube.cloud/clients/story"
)

type client struct{ *api.APIClient }

func answered(operation *api.Operation, _ *http.Response, err error) (story.Answered, error) {
	if err != nil {
		return story.Answered{}, err
	}
	return story.Answered{ID: operation.Id, Status: string(operation.Status)}, nil
}

func (c client) CreateCluster(ctx context.Context, name, version string) (story.Answered, error) {
	body := api.NewClusterCreate(name)
	body.SetVersion(version)
	body.SetNodeGroups(map[string]api.NodeGroupInline{"web": {MinReplicas: api.PtrInt32(1)}})
	return answered(c.ClustersAPI.CreateCluster(ctx).ClusterCreate(*body).Execute())
}

func (c client) WaitForOperation(ctx context.Context, id string) (story.Answered, error) {
	return answered(c.OperationsAPI.GetOperation(ctx, id).Wait("30s").Execute())
}

func (c client) ListClusters(ctx context.Context) ([]string, error) {
	list, _, err := c.ClustersAPI.ListClusters(ctx).Execute()
	names := []string{}
	for _, cluster := range list.GetItems() {
		names = append(names, cluster.Name)
	}
	return names, err
}

func (c client) UpdateCluster(ctx context.Context, name, displayName string) (story.Answered, error) {
	body := api.NewClusterPatch()
	body.SetDisplayName(displayName)
	return answered(c.ClustersAPI.UpdateCluster(ctx, name).ClusterPatch(*body).Execute())
}

func (c client) DisplayName(ctx context.Context, name string) (string, error) {
	cluster, _, err := c.ClustersAPI.GetCluster(ctx, name).Execute()
	return cluster.GetDisplayName(), err
}

func (c client) PreviewDelete(ctx context.Context, name string) (string, error) {
	impact, _, err := c.ClustersAPI.PreviewDeleteCluster(ctx, name).Execute()
	if err != nil {
		return "", err
	}
	return impact.Changes[0].Action, nil
}

func (c client) UpgradeLater(ctx context.Context, cluster, version string, at time.Time) (story.Answered, error) {
	body := api.NewVersionUpgradeCreate(version)
	body.SetStart("at")
	body.SetStartAt(at)
	return answered(c.VersionUpgradesAPI.CreateVersionUpgrade(ctx, cluster).VersionUpgradeCreate(*body).Execute())
}

func (c client) CancelOperation(ctx context.Context, id string) (story.Answered, error) {
	return answered(c.OperationsAPI.CancelOperation(ctx, id).Execute())
}

func (c client) ManifestKind(ctx context.Context, name string) (string, error) {
	manifest, _, err := c.ManifestsAPI.GetManifest(ctx, name).Execute()
	return manifest.GetKind(), err
}

func (c client) DeleteCluster(ctx context.Context, name string) (story.Answered, error) {
	return answered(c.ClustersAPI.DeleteCluster(ctx, name).Execute())
}

func main() {
	configuration := api.NewConfiguration()
	configuration.Servers = api.ServerConfigurations{{URL: story.Endpoint}}
	configuration.AddDefaultHeader("Authorization", "Bearer "+story.Token)
	story.Tell(client{api.NewAPIClient(configuration)})
}
