//! What every client in Rust is asked to do.
use std::{env, error::Error, fmt::Debug, process};

pub use tokio;

/// As much of an operation as the story looks at.
pub struct Answered {
    pub id: String,
    pub status: String,
}

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The calls of the story, in the types of a generator below.
#[allow(async_fn_in_trait)]
pub trait Client {
    async fn create_cluster(&self, name: &str, version: &str) -> Result<Answered>;
    async fn wait_for_operation(&self, id: &str) -> Result<Answered>;
    async fn list_clusters(&self) -> Result<Vec<String>>;
    async fn update_cluster(&self, name: &str, display_name: &str) -> Result<Answered>;
    async fn display_name(&self, name: &str) -> Result<String>;
    /// The first action of it.
    async fn preview_delete(&self, name: &str) -> Result<String>;
    async fn upgrade_later(&self, cluster: &str, version: &str, at: &str) -> Result<Answered>;
    async fn cancel_operation(&self, id: &str) -> Result<Answered>;
    async fn manifest_kind(&self, name: &str) -> Result<String>;
    async fn delete_cluster(&self, name: &str) -> Result<Answered>;
}

/// Where the service is.
pub fn endpoint() -> String {
    env::var("ENDPOINT").expect("ENDPOINT")
}

/// Who calls.
pub fn token() -> String {
    env::var("TOKEN").expect("TOKEN")
}

struct Told(Vec<&'static str>);

impl Told {
    fn expect<T: PartialEq + Debug>(&mut self, what: &'static str, found: T, wanted: T) {
        if found != wanted {
            eprintln!("{what}: {found:?} in place of {wanted:?}");
            process::exit(1);
        }
        self.0.push(what);
    }
}

async fn ended(client: &impl Client, mut operation: Answered) -> Result<String> {
    while ["pending", "running"].contains(&operation.status.as_str()) {
        operation = client.wait_for_operation(&operation.id).await?;
    }
    Ok(operation.status)
}

/// Tells the story, prints what happened as a JSON list, and ends at the first surprise.
pub async fn tell(client: impl Client) -> Result<()> {
    let mut told = Told(vec![]);
    let name = format!("shop-{}", &uuid::Uuid::new_v4().to_string()[..8]);
    let succeeded = || "succeeded".to_string();
    let created = client.create_cluster(&name, "1.33").await?;
    told.expect("creates", ended(&client, created).await?, succeeded());
    told.expect("lists", client.list_clusters().await?.contains(&name), true);
    let patched = client.update_cluster(&name, "Shop").await?;
    told.expect("patches", ended(&client, patched).await?, succeeded());
    told.expect("reads", client.display_name(&name).await?, "Shop".into());
    told.expect("previews", client.preview_delete(&name).await?, "delete".into());
    let upgrade = client.upgrade_later(&name, "1.34", "2099-01-01T00:00:00Z").await?;
    let cancelled = client.cancel_operation(&upgrade.id).await?;
    told.expect("cancels", cancelled.status, "cancelled".into());
    told.expect("reads a manifest", client.manifest_kind(&name).await?, "Kubernetes".into());
    let deleted = client.delete_cluster(&name).await?;
    told.expect("deletes", ended(&client, deleted).await?, succeeded());
    told.expect("is done", client.list_clusters().await?.contains(&name), false);
    println!("{}", serde_json::to_string(&told.0)?);
    Ok(())
}
