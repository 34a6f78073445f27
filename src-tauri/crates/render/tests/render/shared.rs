//! The corpora beside the repository, read where they are.

use std::path::PathBuf;

use fieldbook_render::{Options, Rendered, Target, render};

pub(crate) const ASSET_BASE: &str = "kb-asset://localhost/";

/// Renders with two known records.
pub(crate) fn page(markdown: &str) -> Rendered {
    let resolve = |id: &str| {
        let title = match id {
            "cs-api-port" => "Port of the billing API",
            "pb-port" => "Porting <in> \"steps\" & checks",
            _ => return None,
        };
        Some(Target { title: title.to_owned(), kind: "case-study".to_owned() })
    };
    render(markdown, &Options { resolve: &resolve, asset_base: ASSET_BASE })
}

/// Returns a folder of the corpora; `None`, with a line that says so, when it is not there.
pub(crate) fn corpus(name: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("FIELDBOOK_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared")),
        PathBuf::from,
    );
    let folder = shared.join("corpora").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    let folder = folder.display();
    say(&format!("skipped: no {folder} (set FIELDBOOK_SHARED to the folder with corpora)"));
    None
}

/// Prints a line for whoever runs the tests with `--nocapture`.
#[expect(clippy::print_stdout, reason = "figures and skips are read from the test's output")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}
