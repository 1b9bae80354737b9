// Package story is what every generated client is asked to do.
package story

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// Answered is as much of an operation as the story looks at.
type Answered struct{ ID, Status string }

// Client has the calls of the story, in the types of its generator below.
type Client interface {
	CreateCluster(ctx context.Context, name, version string) (Answered, error)
	WaitForOperation(ctx context.Context, id string) (Answered, error)
	ListClusters(ctx context.Context) ([]string, error)
	UpdateCluster(ctx context.Context, name, displayName string) (Answered, error)
	DisplayName(ctx context.Context, name string) (string, error)
	PreviewDelete(ctx context.Context, name string) (action string, err error)
	UpgradeLater(ctx context.Context, cluster, version string, at time.Time) (Answered, error)
	CancelOperation(ctx context.Context, id string) (Answered, error)
	ManifestKind(ctx context.Context, name string) (string, error)
	DeleteCluster(ctx context.Context, name string) (Answered, error)
}

// Endpoint and Token say where the service is and who calls.
var Endpoint, Token = os.Getenv("ENDPOINT"), os.Getenv("TOKEN")

// Tell tells the story, prints what happened as a JSON list, and ends at the first surprise.
func Tell(client Client) {
	ctx := context.Background()
	told := []string{}
	expect := func(what string, found, wanted any, err error) {
		if err != nil || found != wanted {
			fmt.Fprintf(os.Stderr, "%s: %v in place of %v, %v\n", what, found, wanted, err)
			os.Exit(1)
		}
		told = append(told, what)
	}
	ended := func(operation Answered, err error) (string, error) {
		for err == nil && (operation.Status == "pending" || operation.Status == "running") {
			operation, err = client.WaitForOperation(ctx, operation.ID)
		}
		return operation.Status, err
	}
	name := "shop-" + fmt.Sprintf("%x", random())
	listed := func() (bool, error) {
		names, err := client.ListClusters(ctx)
		for _, each := range names {
			if each == name {
				return true, err
			}
		}
		return false, err
	}
	status, err := ended(client.CreateCluster(ctx, name, "1.33"))
	expect("creates", status, "succeeded", err)
	there, err := listed()
	expect("lists", there, true, err)
	status, err = ended(client.UpdateCluster(ctx, name, "Shop"))
	expect("patches", status, "succeeded", err)
	displayName, err := client.DisplayName(ctx, name)
	expect("reads", displayName, "Shop", err)
	action, err := client.PreviewDelete(ctx, name)
	expect("previews", action, "delete", err)
	upgrade, err := client.UpgradeLater(ctx, name, "1.34", time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		expect("upgrades", nil, nil, err)
	}
	cancelled, err := client.CancelOperation(ctx, upgrade.ID)
	expect("cancels", cancelled.Status, "cancelled", err)
	kind, err := client.ManifestKind(ctx, name)
	expect("reads a manifest", kind, "Kubernetes", err)
	status, err = ended(client.DeleteCluster(ctx, name))
	expect("deletes", status, "succeeded", err)
	there, err = listed()
	expect("is done", there, false, err)
	json.NewEncoder(os.Stdout).Encode(told)
}

func random() []byte {
	bytes := make([]byte, 4)
	rand.Read(bytes)
	return bytes
}
