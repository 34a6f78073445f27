//! `doctor`: what is well, what is not, and what to do about it.

use fieldbook_library::{HealthCheck, HealthReport, Library};

use crate::args::{Doctor, Global};
use crate::failure::{Failure, Status};
use crate::layout;
use crate::output::{Output, Style, clean};
use crate::{progress, session};

pub(super) fn run(global: &Global, asked: &Doctor, output: &mut Output) -> Result<Status, Failure> {
    // Opening already sets a damaged store aside and restores its newest backup, and says so.
    let library = session::open(global)?;
    let mut report = library.health(true)?;
    if asked.repair && !report.ok {
        repair(&library)?;
        report = library.health(true)?;
    }
    tell(&report, output)?;
    Ok(if report.ok { Status::Done } else { Status::No })
}

fn repair(library: &Library) -> Result<(), Failure> {
    let bar = progress::bar("indexing");
    library.rebuild_index(&mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    Ok(())
}

fn tell(report: &HealthReport, output: &mut Output) -> Result<(), Failure> {
    if output.is_json() {
        return Ok(output.document(report)?);
    }
    for HealthCheck { name, ok, detail } in &report.checks {
        let mark = match ok {
            true => output.paint(Style::Green, "ok  "),
            false => output.paint(Style::Red, "FAIL"),
        };
        output.line(format!("{mark} {} {}", layout::pad(name, 14), clean(detail)))?;
    }
    Ok(())
}
