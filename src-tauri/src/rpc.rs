//! The page's one way into the core.

use std::{collections::BTreeMap, sync::Arc};

use api::{App, ErrorCode, WireError};
use serde_json::Value;
use tauri::State;

/// The core as the window holds it.
pub(crate) type Core = Arc<App>;

/// Answers one command of the page. Core work may take long (key derivation,
/// a letter), so it runs off the threads that keep the window alive.
#[tauri::command]
pub(crate) async fn rpc(
    core: State<'_, Core>,
    cmd: String,
    payload: Value,
) -> Result<Value, WireError> {
    let core = Arc::clone(&core);
    tauri::async_runtime::spawn_blocking(move || api::rpc(&core, &cmd, payload))
        .await
        // The router stops panics; what gets past it has no mark.
        .unwrap_or_else(|_| {
            Err(WireError {
                code: ErrorCode::Bug,
                params: BTreeMap::new(),
                fields: Vec::new(),
                incident: None,
            })
        })
}
