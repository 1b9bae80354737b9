//! The story as a user of progenitor writes it.
use reqwest::header::{HeaderMap, AUTHORIZATION};
use serde_json::json;
use story::{tokio, Answered, Result};

mod api {
    progenitor::generate_api!("../../../../openapi/generated/openapi-3.0.gen.json");
}

struct Client(api::Client);

fn answered(operation: progenitor::progenitor_client::ResponseValue<api::types::Operation>) -> Result<Answered> {
    let operation = operation.into_inner();
    Ok(Answered { id: operation.id.to_string(), status: operation.status.to_string() })
}

impl story::Client for Client {
    async fn create_cluster(&self, name: &str, version: &str) -> Result<Answered> {
        let groups = json!({ "web": { "minReplicas": 1 } });
        let body = serde_json::from_value(json!({ "name": name, "version": version, "nodeGroups": groups }))?;
        answered(self.0.create_cluster(None, None, None, None, None, &body).await?)
    }

    async fn wait_for_operation(&self, id: &str) -> Result<Answered> {
        answered(self.0.get_operation(&id.parse()?, Some(&"30s".parse()?)).await?)
    }

    async fn list_clusters(&self) -> Result<Vec<String>> {
        let list = self.0.list_clusters(None, None, None).await?.into_inner();
        Ok(list.items.into_iter().map(|cluster| cluster.name.to_string()).collect())
    }

    async fn update_cluster(&self, name: &str, display_name: &str) -> Result<Answered> {
        let body = api::types::ClusterPatch { display_name: Some(display_name.parse()?), ..Default::default() };
        answered(self.0.update_cluster(&name.parse()?, None, None, None, None, &body).await?)
    }

    async fn display_name(&self, name: &str) -> Result<String> {
        Ok(self.0.get_cluster(&name.parse()?).await?.display_name.to_string())
    }

    async fn preview_delete(&self, name: &str) -> Result<String> {
        let impact = self.0.preview_delete_cluster(&name.parse()?, None, None, None).await?;
        Ok(impact.changes[0].action.to_string())
    }

    async fn upgrade_later(&self, cluster: &str, version: &str, at: &str) -> Result<Answered> {
        let body = serde_json::from_value(json!({ "targetVersion": version, "start": "at", "startAt": at }))?;
        answered(self.0.create_version_upgrade(&cluster.parse()?, None, None, None, None, &body).await?)
    }

    async fn cancel_operation(&self, id: &str) -> Result<Answered> {
        answered(self.0.cancel_operation(&id.parse()?, None).await?)
    }

    async fn manifest_kind(&self, name: &str) -> Result<String> {
        Ok(self.0.get_manifest(&name.parse()?).await?.kind.to_string())
    }

    async fn delete_cluster(&self, name: &str) -> Result<Answered> {
        answered(self.0.delete_cluster(&name.parse()?, None, None, None, None).await?)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let headers = HeaderMap::from_iter([(AUTHORIZATION, format!("Bearer {}", story::token()).parse()?)]);
    let http = reqwest::Client::builder().default_headers(headers).build()?;
    story::tell(Client(api::Client::new_with_client(&story::endpoint(), http))).await
}
