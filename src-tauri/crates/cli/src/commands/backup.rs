//! `backup` and `restore-backup`: the whole store in one verified file.

use serde_json::json;

use crate::args::{BackupFile, Global};
use crate::failure::{Failure, Status};
use crate::output::Output;
use crate::session;

pub(super) fn backup(
    global: &Global,
    asked: &BackupFile,
    output: &mut Output,
) -> Result<Status, Failure> {
    let made = session::open(global)?.backup(Some(&asked.file))?;
    if output.is_json() {
        output.document(&made)?;
    } else {
        output
            .line(format!("{} records in {}, read back and verified", made.records, made.file))?;
    }
    Ok(Status::Done)
}

pub(super) fn restore(
    global: &Global,
    asked: &BackupFile,
    output: &mut Output,
) -> Result<Status, Failure> {
    std::fs::metadata(&asked.file).map_err(|error| Failure::file(&asked.file, &error))?;
    let library = session::open(global)?;
    let safety = library.restore_backup(&asked.file)?;
    session::catch_up(&library)?;
    let (file, safety) = (session::shown(&asked.file), session::shown(&safety));
    if output.is_json() {
        output.document(&json!({ "restored": file, "safety": safety }))?;
    } else {
        output.line(format!("restored {file}; what was there before is in {safety}"))?;
    }
    Ok(Status::Done)
}
