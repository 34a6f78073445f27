//! Opening the store as the options say, and telling what opening it brought up.

use std::path::Path;
use std::sync::Arc;

use fieldbook_library::{Clock, Library, Notice, OpenOptions, Paths, SystemClock};
use jiff::civil::Date;

use crate::args::Global;
use crate::failure::{Failure, Status};
use crate::interrupt::Interrupt;
use crate::{output, progress};

/// Shows a progress bar from this many changes on: fewer are taken in before a bar is drawn.
const WORTH_A_BAR: u64 = 2_000;

/// Opens the store.
pub(crate) fn open(global: &Global) -> Result<Library, Failure> {
    let options = OpenOptions {
        actor: "cli",
        starter: !global.empty,
        clock: clock(global),
        ..OpenOptions::new(paths(global)?, SystemClock)
    };
    let (library, notices) = Library::open(options)?;
    for notice in &notices {
        output::note(words(notice));
    }
    Ok(library)
}

/// Opens the store with an index that knows everything.
pub(crate) fn open_to_find(global: &Global) -> Result<Library, Failure> {
    let library = open(global)?;
    catch_up(&library)?;
    Ok(library)
}

/// Opens the store for an exchange with a remote, which Ctrl-C ends: git goes, and nothing half done stays.
pub(crate) fn open_to_share(global: &Global) -> Result<(Arc<Library>, Interrupt), Failure> {
    let library = Arc::new(open(global)?);
    let asked = Arc::clone(&library);
    let interrupt = Interrupt::listen_to_stop(move || asked.stop_sharing());
    library.tell_progress(progress::of_exchange());
    Ok((library, interrupt))
}

/// Takes into the index what it does not know yet. A store that cannot be written keeps the old one.
pub(crate) fn catch_up(library: &Library) -> Result<(), Failure> {
    let bar = progress::bar("indexing");
    let caught_up = library.catch_up(&mut |done, total| {
        if total >= WORTH_A_BAR {
            bar.set_length(total);
            bar.set_position(done);
        }
    });
    bar.finish_and_clear();
    Ok(caught_up?)
}

/// The clock that the options ask for.
pub(crate) fn clock(global: &Global) -> Arc<dyn Clock> {
    match global.today {
        Some(today) => Arc::new(OnDay(today)),
        None => Arc::new(SystemClock),
    }
}

/// The folders that the options ask for.
pub(crate) fn paths(global: &Global) -> Result<Paths, Failure> {
    match &global.data_dir {
        Some(folder) => {
            let folder =
                std::path::absolute(folder).map_err(|error| Failure::file(folder, &error))?;
            Ok(Paths::beside(&folder))
        }
        None => Paths::of_platform().ok_or_else(|| {
            Failure::new(Status::Environment, "no-home", "the system names no home folder")
                .hint("name a folder with --data-dir")
        }),
    }
}

/// Writes a path the way JSON can carry it.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The computer's clock, with another day as today.
struct OnDay(Date);

impl Clock for OnDay {
    fn now(&self) -> i64 {
        SystemClock.now()
    }

    fn today(&self) -> Date {
        self.0
    }
}

fn words(notice: &Notice) -> String {
    let value = |name: &str| output::clean(notice.args.get(name).map_or("", String::as_str));
    match notice.code.as_str() {
        "newer-schema-read-only" => {
            "note: a newer Fieldbook made this store; it is open for reading only".to_owned()
        }
        "folder-read-only" => {
            format!("note: {} cannot be written; the store is open for reading only", value("path"))
        }
        "network-file-system" => format!(
            "warning: the store is on a network file system ({}): slow, and unsafe from several computers at once",
            value("kind")
        ),
        "synced-folder" => format!(
            "warning: {} copies the store's folder while it is in use; choose another one with --data-dir",
            value("product")
        ),
        "damaged-set-aside" => {
            format!(
                "warning: the store was damaged ({}) and is kept as {}",
                value("detail"),
                value("path")
            )
        }
        "restored-from-backup" => {
            format!("warning: the records were restored from the backup {}", value("backup"))
        }
        "salvaged" => "warning: what the damaged store still held was taken over".to_owned(),
        "migrated" => {
            format!("note: the store was brought up to date; the old one is in {}", value("backup"))
        }
        other => format!("note: {other}"),
    }
}
