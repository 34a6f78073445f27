//! Progress on standard error, only where somebody watches a terminal.

use std::sync::{Mutex, PoisonError};

use fieldbook_library::Event;
use indicatif::{ProgressBar, ProgressStyle};

/// Counts steps whose number nobody knows beforehand.
pub(crate) fn counter(what: &'static str) -> ProgressBar {
    styled(ProgressBar::no_length(), "{spinner} {msg} {human_pos} ({per_sec})").with_message(what)
}

/// Counts steps towards a known number.
pub(crate) fn bar(what: &'static str) -> ProgressBar {
    styled(ProgressBar::new(0), "{msg} {wide_bar} {human_pos}/{human_len} {eta}").with_message(what)
}

/// Shows one bar after the other for the parts of an exchange with a shared library.
pub(crate) fn of_exchange() -> impl Fn(Event) + Send + Sync + 'static {
    let shown = Mutex::new(None::<ProgressBar>);
    move |event| {
        let Event::Progress { task, done, total: Some(total) } = event else { return };
        let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
        let bar = shown.get_or_insert_with(|| {
            bar(match task.as_str() {
                "receive" => "receiving",
                "plan" => "comparing",
                _ => "taking in",
            })
        });
        bar.set_length(total);
        bar.set_position(done);
        if done >= total
            && let Some(over) = shown.take()
        {
            over.finish_and_clear();
        }
    }
}

/// Indicatif itself draws nothing when standard error is no terminal.
fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    bar.with_style(
        ProgressStyle::with_template(template).expect("the template is a constant of this file"),
    )
}
