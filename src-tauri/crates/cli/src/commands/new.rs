//! `new`: a draft from the template of its kind, or from a git history.

use fieldbook_library::{GitInput, Library};
use fieldbook_record::Kind;
use serde_json::json;

use crate::args::{Global, New};
use crate::failure::{Failure, RANGE, Status};
use crate::output::{self, Output};
use crate::session;

pub(super) fn run(global: &Global, asked: &New, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open(global)?;
    let id = match (&asked.git.from_git, &asked.git.repo) {
        (Some(range), Some(repo)) => from_git(&library, asked, range, repo)?,
        _ => library.create(asked.kind, asked.title.as_deref().unwrap_or("Untitled"))?.to_string(),
    };
    if asked.edit {
        return super::edit::edit(&library, &id, output);
    }
    let id = id.rsplit('/').next().unwrap_or(&id);
    if output.is_json() {
        output.document(&json!({ "id": id }))?;
    } else {
        output.line(id)?;
    }
    Ok(Status::Done)
}

fn from_git(
    library: &Library,
    asked: &New,
    range: &str,
    repo: &std::path::Path,
) -> Result<String, Failure> {
    if asked.kind != Kind::CaseStudy {
        return Err(Failure::usage("not-a-case-study", "only a case study has a git history"));
    }
    let input = GitInput { repo: session::shown(repo), range: range.to_owned() };
    let facts = library.from_git(&input)?;
    if facts.commits == 0 {
        return Err(
            Failure::usage("no-commits", format!("there is no commit in {range}")).hint(RANGE)
        );
    }
    output::note(format!(
        "note: {} commits by {} authors from {} to {}; check them in the draft",
        facts.commits,
        facts.authors,
        facts.first.as_deref().unwrap_or("?"),
        facts.last.as_deref().unwrap_or("?"),
    ));
    let made = library.new_from_git(asked.title.as_deref().unwrap_or_default(), &facts)?;
    Ok(format!("{}/{}", made.library, made.id))
}
