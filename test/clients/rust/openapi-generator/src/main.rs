//! The story as a user of openapi-generator writes it.
use openapi::apis::configuration::Configuration;
use openapi::apis::{clusters_api, manifests_api, operations_api, version_upgrades_api};
use openapi::models::{self, version_upgrade_create::Start};
use std::collections::HashMap;
use story::{tokio, Answered, Result};

struct Client(Configuration);

fn answered(operation: models::Operation) -> Result<Answered> {
    Ok(Answered { id: operation.id, status: operation.status.to_string() })
}

/// A value of an enum as it is on the wire.
fn text(value: impl serde::Serialize) -> Result<String> {
    Ok(serde_json::to_value(value)?.as_str().unwrap_or_default().into())
}

impl story::Client for Client {
    async fn create_cluster(&self, name: &str, version: &str) -> Result<Answered> {
        let group = models::NodeGroupInline { min_replicas: Some(1), ..Default::default() };
        let body = models::ClusterCreate {
            version: Some(version.into()),
            node_groups: Some(HashMap::from([("web".into(), group)])),
            ..models::ClusterCreate::new(name.into())
        };
        answered(clusters_api::create_cluster(&self.0, body, None, None, None, None, None).await?)
    }

    async fn wait_for_operation(&self, id: &str) -> Result<Answered> {
        answered(operations_api::get_operation(&self.0, id, Some("30s")).await?)
    }

    async fn list_clusters(&self) -> Result<Vec<String>> {
        let list = clusters_api::list_clusters(&self.0, None, None, None).await?;
        Ok(list.items.into_iter().map(|cluster| cluster.name).collect())
    }

    async fn update_cluster(&self, name: &str, display_name: &str) -> Result<Answered> {
        let body = models::ClusterPatch { display_name: Some(Some(display_name.into())), ..Default::default() };
        answered(clusters_api::update_cluster(&self.0, name, body, None, None, None, None).await?)
    }

    async fn display_name(&self, name: &str) -> Result<String> {
        Ok(clusters_api::get_cluster(&self.0, name).await?.display_name)
    }

    async fn preview_delete(&self, name: &str) -> Result<String> {
        let impact = clusters_api::preview_delete_cluster(&self.0, name, None, None, None).await?;
        text(impact.changes[0].action)
    }

    async fn upgrade_later(&self, cluster: &str, version: &str, at: &str) -> Result<Answered> {
        let body = models::VersionUpgradeCreate {
            start: Some(Start::At),
            start_at: Some(at.parse()?),
            ..models::VersionUpgradeCreate::new(version.into())
        };
        answered(version_upgrades_api::create_version_upgrade(&self.0, cluster, body, None, None, None, None).await?)
    }

    async fn cancel_operation(&self, id: &str) -> Result<Answered> {
        answered(operations_api::cancel_operation(&self.0, id, None).await?)
    }

    async fn manifest_kind(&self, name: &str) -> Result<String> {
        text(manifests_api::get_manifest(&self.0, name).await?.kind)
    }

    async fn delete_cluster(&self, name: &str) -> Result<Answered> {
        answered(clusters_api::delete_cluster(&self.0, name, None, None, None, None).await?)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    story::tell(Client(Configuration {
        base_path: story::endpoint(),
        bearer_access_token: Some(story::token()),
        ..Default::default()
    }))
    .await
}
