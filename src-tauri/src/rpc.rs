//! The one command through which the window asks anything.
//!
//! Names, inputs and answers are those of [`fieldbook_api`](crate::backend); the shell reads none of them.
//! Everything below is synchronous, so it runs on the pool of threads that may wait.

use serde_json::Value;
use tauri::State;

use crate::backend::{ApiError, Backend};

/// Answers the command `name` with its `input`.
///
/// # Errors
/// What the command answers as an error, or why the store could not be opened.
#[tauri::command]
pub async fn rpc(
    backend: State<'_, Backend>,
    name: String,
    input: Value,
) -> Result<Value, ApiError> {
    let backend = backend.inner().clone();
    let task = tauri::async_runtime::spawn_blocking(move || backend.app()?.dispatch(&name, input));
    // A panic below must not leave the page waiting for an answer that never comes.
    task.await.unwrap_or_else(|error| Err(ApiError::new("internal", error.to_string())))
}
