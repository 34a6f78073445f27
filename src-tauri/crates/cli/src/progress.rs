//! Progress on standard error, only where somebody watches a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// Counts steps whose number nobody knows beforehand.
pub(crate) fn counter(what: &'static str) -> ProgressBar {
    styled(ProgressBar::no_length(), "{spinner} {msg} {human_pos} ({per_sec})").with_message(what)
}

/// Counts steps towards a known number.
pub(crate) fn bar(what: &'static str) -> ProgressBar {
    styled(ProgressBar::new(0), "{msg} {wide_bar} {human_pos}/{human_len} {eta}").with_message(what)
}

/// Indicatif itself draws nothing when standard error is no terminal.
fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    bar.with_style(
        ProgressStyle::with_template(template).expect("the template is a constant of this file"),
    )
}
