//! The one event through which the window is told: `fieldbook`, with a `type` in its payload.

use serde::Serialize;
use tauri::{AppHandle, Emitter as _};

/// The name of the event.
pub const NAME: &str = "fieldbook";

/// Sends one event to the window. When there is no window (any more), nobody needs it.
pub fn forward<E: Serialize + Clone>(app: &AppHandle, event: &E) {
    app.emit_to(crate::window::LABEL, NAME, event.clone()).ok();
}
