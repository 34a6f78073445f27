//! Stands in for the crate `fieldbook-api` until it is there.
#![expect(missing_docs, reason = "a stand-in")]

use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Value, json};

#[derive(Debug, Default)]
pub struct OpenOptions {
    pub data_dir: Option<PathBuf>,
    pub empty: bool,
}
pub struct App;
#[derive(Debug, Clone, Serialize)]
pub struct ApiError {
    pub code: String,
    pub message: String,
    pub args: Value,
}
pub struct Asset {
    pub mime: &'static str,
    pub bytes: Vec<u8>,
}
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    Changed { sequence: u64 },
}

impl App {
    pub fn open(_: OpenOptions) -> Result<Self, ApiError> {
        Ok(Self)
    }
    pub fn dispatch(&self, name: &str, input: Value) -> Result<Value, ApiError> {
        match name {
            "echo" => Ok(json!({ "name": name, "input": input })),
            _ => Err(ApiError {
                code: "unknown-command".into(),
                message: format!("no command {name}"),
                args: json!({}),
            }),
        }
    }
    pub fn asset(&self, _: &str) -> Option<Asset> {
        None
    }
    pub fn events(&self, tell: Box<dyn Fn(Event) + Send + Sync>) {
        tell(Event::Changed { sequence: 0 });
    }
}
