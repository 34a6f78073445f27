//! `kb-asset:`: images from the store by content hash, and diagrams drawn by the renderer.
//!
//! The window can name only a hash, never a path. What comes back is one of four raster types, or, under
//! `diagram/`, an SVG of our own making that may contain no script, load nothing, and is shown in `<img>`.

use std::borrow::Cow;

use tauri::{
    Manager as _, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

use crate::backend::{Asset, Backend};

/// The scheme's name, as the CSP in `tauri.conf.json` knows it.
pub const SCHEME: &str = "kb-asset";

/// What every address of an asset begins with. WebView2 knows no custom schemes: tauri serves them under http there.
pub const BASE: &str =
    if cfg!(windows) { "http://kb-asset.localhost/" } else { "kb-asset://localhost/" };

type Body = Cow<'static, [u8]>;

/// Answers one request of the web view, on a thread that may wait.
#[expect(clippy::needless_pass_by_value, reason = "tauri hands it over")]
pub fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let backend =
        context.app_handle().try_state::<Backend>().map(|backend| backend.inner().clone());
    tauri::async_runtime::spawn_blocking(move || {
        let path = request.uri().path().trim_start_matches('/');
        let asset = backend
            .filter(|_| is_asset_path(path))
            .and_then(|backend| backend.app().ok()?.asset(path));
        responder.respond(respond(path, asset));
    });
}

fn is_asset_path(path: &str) -> bool {
    let hash = path.strip_prefix("diagram/").unwrap_or(path);
    hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn respond(path: &str, asset: Option<Asset>) -> Response<Body> {
    let response = Response::builder().header(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    let allowed = |mime: &str| match path.strip_prefix("diagram/") {
        Some(_) => mime == "image/svg+xml",
        None => matches!(mime, "image/png" | "image/jpeg" | "image/gif" | "image/webp"),
    };
    let response = match asset.filter(|asset| allowed(&asset.mime)) {
        Some(asset) => response
            .header(header::CONTENT_TYPE, asset.mime)
            // Under a hash of the content there is never anything else.
            .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
            .header(
                header::CONTENT_SECURITY_POLICY,
                "default-src 'none'; style-src 'unsafe-inline'",
            )
            .body(Cow::Owned(asset.bytes)),
        None => response
            .status(StatusCode::NOT_FOUND)
            .header(header::CONTENT_TYPE, "text/plain")
            .body(Cow::Borrowed(&b"not found"[..])),
    };
    response.expect("all headers are constants")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    #[test]
    fn only_hashes_are_asked_for() {
        assert!(is_asset_path(HASH));
        assert!(is_asset_path(&format!("diagram/{HASH}")));
        for bad in [
            "",
            "diagram/",
            "../etc/passwd",
            &HASH[1..],
            &HASH.to_uppercase(),
            &format!("{HASH}/x"),
        ] {
            assert!(!is_asset_path(bad), "{bad}");
        }
    }

    #[test]
    fn images_are_served_by_their_type_and_for_ever() {
        let response = respond(HASH, Some(Asset { mime: "image/png".into(), bytes: vec![1, 2] }));
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "image/png");
        assert_eq!(response.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert!(response.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        assert_eq!(response.body().as_ref(), [1, 2]);
    }

    #[test]
    fn svg_is_served_only_as_a_diagram_and_locked() {
        let svg = || Some(Asset { mime: "image/svg+xml".into(), bytes: b"<svg/>".to_vec() });
        assert_eq!(respond(HASH, svg()).status(), StatusCode::NOT_FOUND);
        let diagram = respond(&format!("diagram/{HASH}"), svg());
        assert_eq!(diagram.status(), StatusCode::OK);
        let policy = diagram.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"));
        assert_eq!(
            respond(
                &format!("diagram/{HASH}"),
                Some(Asset { mime: "text/html".into(), bytes: vec![] })
            )
            .status(),
            StatusCode::NOT_FOUND
        );
    }
}
