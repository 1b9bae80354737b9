// The story as a user of ogen writes it.
package main

import (
	"context"
	"fmt"
	"time"

	api "hikube.cloud/clients/generated/ogen"
	"hikube.cloud/clients/story"
)

type client struct{ *api.Client }

type bearer struct{}

func (bearer) BearerAuth(context.Context, api.OperationName) (api.BearerAuth, error) {
	return api.BearerAuth{Token: story.Token}, nil
}

// of takes what is looked for out of an answer.
func of[T any](answer any, err error) (T, error) {
	found, ok := answer.(T)
	if err == nil && !ok {
		err = fmt.Errorf("%T: %+v", answer, answer)
	}
	return found, err
}

func answered(answer any, err error) (story.Answered, error) {
	found, err := of[*api.OperationHeaders](answer, err)
	if err != nil {
		return story.Answered{}, err
	}
	return story.Answered{ID: string(found.Response.ID), Status: string(found.Response.Status)}, nil
}

func (c client) CreateCluster(ctx context.Context, name, version string) (story.Answered, error) {
	groups := api.ClusterCreateNodeGroups{"web": {MinReplicas: api.NewOptInt32(1)}}
	body := &api.ClusterCreate{
		Name:       api.ClusterName(name),
		Version:    api.NewOptString(version),
		NodeGroups: api.NewOptClusterCreateNodeGroups(groups),
	}
	return answered(c.Client.CreateCluster(ctx, body, api.CreateClusterParams{}))
}

func (c client) WaitForOperation(ctx context.Context, id string) (story.Answered, error) {
	return answered(c.GetOperation(ctx, api.GetOperationParams{Operation: api.ID(id), Wait: api.NewOptString("30s")}))
}

func (c client) ListClusters(ctx context.Context) ([]string, error) {
	list, err := of[*api.ClusterListHeaders](c.Client.ListClusters(ctx, api.ListClustersParams{}))
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, cluster := range list.Response.Items {
		names = append(names, string(cluster.Name))
	}
	return names, nil
}

func (c client) UpdateCluster(ctx context.Context, name, displayName string) (story.Answered, error) {
	body := &api.ClusterPatch{DisplayName: api.NewOptNilString(displayName)}
	return answered(c.Client.UpdateCluster(ctx, body, api.UpdateClusterParams{Cluster: api.ClusterName(name)}))
}

func (c client) DisplayName(ctx context.Context, name string) (string, error) {
	cluster, err := of[*api.ClusterHeaders](c.GetCluster(ctx, api.GetClusterParams{Cluster: api.ClusterName(name)}))
	if err != nil {
		return "", err
	}
	return cluster.Response.DisplayName, nil
}

func (c client) PreviewDelete(ctx context.Context, name string) (string, error) {
	params := api.PreviewDeleteClusterParams{Cluster: api.ClusterName(name)}
	impact, err := of[*api.ImpactHeaders](c.PreviewDeleteCluster(ctx, params))
	if err != nil {
		return "", err
	}
	return string(impact.Response.Changes[0].Action), nil
}

func (c client) UpgradeLater(ctx context.Context, cluster, version string, at time.Time) (story.Answered, error) {
	body := &api.VersionUpgradeCreate{
		TargetVersion: version,
		Start:         api.NewOptVersionUpgradeCreateStart(api.VersionUpgradeCreateStartAt),
		StartAt:       api.NewOptTimestamp(api.Timestamp(at)),
	}
	return answered(c.CreateVersionUpgrade(ctx, body, api.CreateVersionUpgradeParams{Cluster: api.ClusterName(cluster)}))
}

func (c client) CancelOperation(ctx context.Context, id string) (story.Answered, error) {
	return answered(c.Client.CancelOperation(ctx, api.CancelOperationParams{Operation: api.ID(id)}))
}

func (c client) ManifestKind(ctx context.Context, name string) (string, error) {
	manifest, err := of[*api.ManifestHeaders](c.GetManifest(ctx, api.GetManifestParams{Cluster: api.ClusterName(name)}))
	if err != nil {
		return "", err
	}
	return string(manifest.Response.Kind), nil
}

func (c client) DeleteCluster(ctx context.Context, name string) (story.Answered, error) {
	return answered(c.Client.DeleteCluster(ctx, api.DeleteClusterParams{Cluster: api.ClusterName(name)}))
}

func main() {
	made, err := api.NewClient(story.Endpoint, bearer{})
	if err != nil {
		panic(err)
	}
	story.Tell(client{made})
}
