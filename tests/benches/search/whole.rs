//! The whole answer as the app gets it: facets, ten snippets, rows out of the store.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use fieldbook_library::{
    FixedClock, ImportFormat, ImportOptions, Library, OpenOptions, Paths, SearchInput,
};

use crate::corpus::{Text, keystrokes};

/// Imports the records and asks for every keystroke of some titles.
#[expect(clippy::disallowed_methods, reason = "files of a folder that goes away again")]
pub(crate) fn answers(folder: &Path, texts: &[Text], titles: &[String]) -> Result<()> {
    let files = folder.join("files");
    for (number, text) in texts.iter().enumerate() {
        let below = files.join(format!("{}", number / 1000));
        std::fs::create_dir_all(&below)?;
        std::fs::write(below.join(format!("r-{number}.md")), text.markdown())?;
    }
    let clock = FixedClock { now: 1_795_392_000_000, today: "2026-11-23".parse()? };
    let mut options = OpenOptions::new(Paths::beside(&folder.join("store")), clock);
    options.starter = false;
    let (library, _) = Library::open(options)?;
    let import = ImportOptions { format: ImportFormat::Markdown, ..ImportOptions::default() };
    let (_, time) = crate::timed(|| library.import(&[files], &import, &mut |_| true))?;
    println!("\nimport: {:.1} s", time.as_secs_f64());
    let (_, time) = crate::timed(|| library.catch_up(&mut |_, _| ()))?;
    println!("index: {:.1} s", time.as_secs_f64());
    library.warm_index()?;
    let mut times = Vec::new();
    for typed in titles.iter().step_by(4).flat_map(|title| keystrokes(title)) {
        let asked = SearchInput { typing: true, facets: true, ..SearchInput::words(&typed, 10) };
        times.push(Duration::from_micros(library.search(&asked)?.took_us));
    }
    times.sort_unstable();
    crate::print_times("whole answers", &times, &times);
    save(&library)
}

/// A record is durable when `save` returns, and the next search finds it, indexed or not.
fn save(library: &Library) -> Result<()> {
    let (mut durable, mut found, mut again, mut indexed) = (vec![], vec![], vec![], vec![]);
    for number in 0..40 {
        let (id, text) = (format!("r-{number}"), format!("# Zebra{number} crossing\n\nSaved.\n"));
        let (_, time) = crate::timed(|| library.save(&id, &text, None, None))?;
        durable.push(time);
        for times in [&mut found, &mut again] {
            let words = SearchInput::words(&format!("zebra{number}"), 10);
            let asked = SearchInput { typing: true, ..words };
            let (page, time) = crate::timed(|| library.search(&asked))?;
            anyhow::ensure!(page.total == 1, "a saved record is found");
            times.push(time);
        }
        let (_, time) = crate::timed(|| library.catch_up(&mut |_, _| ()))?;
        indexed.push(time);
    }
    for times in [&mut durable, &mut found, &mut again, &mut indexed] {
        times.sort_unstable();
    }
    crate::print_times("saved: durable", &durable, &durable);
    crate::print_times("saved: found", &found, &durable);
    crate::print_times("saved: found again", &again, &durable);
    crate::print_times("saved: indexed", &indexed, &durable);
    Ok(())
}
