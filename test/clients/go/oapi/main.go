// The story as a user of oapi-codegen writes it.
package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	api "hikube.cloud/clients/generated/oapi"
	"hikube.cloud/clients/story"
)

type client struct{ *api.ClientWithResponses }

// answered takes the operation out of an answer, which has one if it was accepted.
func answered(operation *api.Operation, body []byte, err error) (story.Answered, error) {
	if err != nil {
		return story.Answered{}, err
	}
	if operation == nil {
		return story.Answered{}, fmt.Errorf("%s", body)
	}
	return story.Answered{ID: string(operation.Id), Status: string(operation.Status)}, nil
}

func (c client) CreateCluster(ctx context.Context, name, version string) (story.Answered, error) {
	least := int32(1)
	groups := map[string]api.NodeGroupInline{"web": {MinReplicas: &least}}
	body := api.ClusterCreate{Name: name, Version: &version, NodeGroups: &groups}
	r, err := c.CreateClusterWithResponse(ctx, nil, body)
	if err != nil {
		return story.Answered{}, err
	}
	return answered(r.JSON202, r.Body, err)
}

func (c client) WaitForOperation(ctx context.Context, id string) (story.Answered, error) {
	wait := "30s"
	r, err := c.GetOperationWithResponse(ctx, id, &api.GetOperationParams{Wait: &wait})
	if err != nil {
		return story.Answered{}, err
	}
	return answered(r.JSON200, r.Body, err)
}

func (c client) ListClusters(ctx context.Context) ([]string, error) {
	r, err := c.ListClustersWithResponse(ctx, nil)
	if err != nil {
		return nil, err
	}
	if r.JSON200 == nil {
		return nil, fmt.Errorf("%s", r.Body)
	}
	names := []string{}
	for _, cluster := range r.JSON200.Items {
		names = append(names, cluster.Name)
	}
	return names, nil
}

func (c client) UpdateCluster(ctx context.Context, name, displayName string) (story.Answered, error) {
	r, err := c.UpdateClusterWithResponse(ctx, name, nil, api.ClusterPatch{DisplayName: &displayName})
	if err != nil {
		return story.Answered{}, err
	}
	return answered(r.JSON202, r.Body, err)
}

func (c client) DisplayName(ctx context.Context, name string) (string, error) {
	r, err := c.GetClusterWithResponse(ctx, name)
	if err != nil {
		return "", err
	}
	if r.JSON200 == nil {
		return "", fmt.Errorf("%s", r.Body)
	}
	return r.JSON200.DisplayName, nil
}

func (c client) PreviewDelete(ctx context.Context, name string) (string, error) {
	r, err := c.PreviewDeleteClusterWithResponse(ctx, name, nil)
	if err != nil {
		return "", err
	}
	if r.JSON200 == nil || r.JSON200.Deletion == nil {
		return "", fmt.Errorf("%s", r.Body)
	}
	return string(r.JSON200.Changes[0].Action), nil
}

func (c client) UpgradeLater(ctx context.Context, cluster, version string, at time.Time) (story.Answered, error) {
	start := api.VersionUpgradeCreateStartAt
	body := api.VersionUpgradeCreate{TargetVersion: version, Start: &start, StartAt: &at}
	r, err := c.CreateVersionUpgradeWithResponse(ctx, cluster, nil, body)
	if err != nil {
		return story.Answered{}, err
	}
	return answered(r.JSON202, r.Body, err)
}

func (c client) CancelOperation(ctx context.Context, id string) (story.Answered, error) {
	r, err := c.CancelOperationWithResponse(ctx, id, nil)
	if err != nil {
		return story.Answered{}, err
	}
	return answered(r.JSON202, r.Body, err)
}

func (c client) ManifestKind(ctx context.Context, name string) (string, error) {
	r, err := c.GetManifestWithResponse(ctx, name)
	if err != nil {
		return "", err
	}
	if r.JSON200 == nil {
		return "", fmt.Errorf("%s", r.Body)
	}
	return string(r.JSON200.Kind), nil
}

func (c client) DeleteCluster(ctx context.Context, name string) (story.Answered, error) {
	r, err := c.DeleteClusterWithResponse(ctx, name, nil)
	if err != nil {
		return story.Answered{}, err
	}
	return answered(r.JSON202, r.Body, err)
}

func main() {
	auth := api.WithRequestEditorFn(func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+story.Token)
		return nil
	})
	made, err := api.NewClientWithResponses(story.Endpoint, auth)
	if err != nil {
		panic(err)
	}
	story.Tell(client{made})
}
