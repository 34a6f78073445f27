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
    tauri::async_runtime::spawn_blocking(move || backend.app()?.dispatch(&name, input))
        .await
        // The task is never aborted, so it failed to finish only if it panicked: go on panicking here, where
        // tauri turns it into a rejected promise, and not into an error code that says nothing.
        .expect("a command does not panic")
}
