//! `search`: one query, or one query a line.

use std::io::BufRead as _;

use fieldbook_library::{Library, Row, SearchInput, SearchPage, Sort};
use serde_json::{Map, Value, json};

use crate::args::{Global, Search};
use crate::failure::{Failure, Status};
use crate::layout;
use crate::output::{Output, Style, clean};
use crate::session;

pub(super) fn run(global: &Global, asked: &Search, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open_to_find(global)?;
    if asked.query == "-" && asked.more.is_empty() {
        return batch(&library, asked, output);
    }
    let mut query = asked.query.clone();
    for word in &asked.more {
        query.push(' ');
        query.push_str(word);
    }
    let page = library.search(&input(asked, &query))?;
    if output.is_json() {
        output.document(&document(asked, &query, &page))?;
    } else {
        print(asked, &page, output)?;
    }
    Ok(Status::Done)
}

/// Answers each line of standard input with one line of JSON, at once: whoever asks may be waiting.
fn batch(library: &Library, asked: &Search, output: &mut Output) -> Result<Status, Failure> {
    let mut input_lines = std::io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input_lines.read_until(b'\n', &mut line).map_err(|error| {
            Failure::new(Status::Environment, "input", format!("standard input: {error}"))
        })?;
        if read == 0 {
            return Ok(Status::Done);
        }
        let text = String::from_utf8_lossy(&line);
        let query = text.trim_end_matches(['\n', '\r']);
        let page = library.search(&input(asked, query))?;
        output.document(&document(asked, query, &page))?;
        output.flush()?;
        if page.indexing.is_some() {
            session::catch_up(library)?;
        }
    }
}

fn input(asked: &Search, query: &str) -> SearchInput {
    let query = match asked.kind {
        Some(kind) => Library::toggle_filter(query, "kind", kind.as_str(), true),
        None => query.to_owned(),
    };
    SearchInput {
        query,
        offset: asked.offset,
        limit: asked.limit,
        sort: Sort::Relevance,
        facets: asked.facets,
        typing: false,
        held: None,
        explain: asked.explain,
    }
}

fn document(asked: &Search, query: &str, page: &SearchPage) -> Value {
    let mut document = json!({
        "query": query,
        "took_us": page.took_us,
        "total": page.total,
        "hits": page.hits.iter().map(hit).collect::<Vec<_>>(),
        "facets": facets(page),
        "did_you_mean": page.did_you_mean,
    });
    if asked.explain {
        document["explain"] = json!({
            "words": page.words,
            "filters": page.chips,
            "corrected": page.corrected,
            "relax": page.relax,
            "synonyms": page.synonyms,
            "cut": page.cut,
        });
        for (hit, row) in document["hits"].as_array_mut().into_iter().flatten().zip(&page.hits) {
            hit["reasons"] = json!(row.reasons);
        }
    }
    document
}

fn hit(row: &Row) -> Value {
    let snippet = row.snippet.as_ref();
    json!({
        "id": row.id,
        "library": row.library,
        "kind": row.kind,
        "title": row.title,
        "score": row.score,
        "snippet": snippet.map_or("", |snippet| snippet.text.as_str()),
        "ranges": snippet.map_or(&[][..], |snippet| snippet.ranges.as_slice()),
        "task_type": row.task_type,
        "outcome": row.outcome,
        "agent": row.agent,
        "model": row.model,
        "certainty": row.certainty,
        "date": row.date,
        "status": row.status,
        "verdict": row.verdict,
        "ring": row.ring,
        "organisation": row.organisation,
        "title_ranges": row.title_ranges,
        "heading": snippet.and_then(|snippet| snippet.heading.as_deref()),
    })
}

fn facets(page: &SearchPage) -> Map<String, Value> {
    page.facets
        .iter()
        .map(|(field, values)| {
            let counts: Map<String, Value> =
                values.iter().map(|value| (value.value.clone(), json!(value.count))).collect();
            (field.clone(), Value::Object(counts))
        })
        .collect()
}

fn print(asked: &Search, page: &SearchPage, output: &mut Output) -> Result<(), Failure> {
    if asked.explain {
        explain(page, output)?;
    }
    if let Some(corrected) = &page.corrected {
        output.line(format!(
            "Nothing is spelt like that; these are matches for “{}”.\n",
            clean(corrected)
        ))?;
    }
    for row in &page.hits {
        print_row(row, output)?;
    }
    output.line(output.paint(Style::Dim, summary(page)))?;
    if let Some(better) = page.did_you_mean.as_ref().filter(|_| page.corrected.is_none()) {
        output.line(format!("Did you mean: {}", clean(better)))?;
    }
    if let Some(relaxed) = &page.relax {
        let (query, total) = (clean(&relaxed.query), records(relaxed.total));
        if query.is_empty() {
            output.line(format!("Without the filter there are {total}."))?;
        } else {
            output.line(format!("Without one filter there are {total}: {query}"))?;
        }
    }
    for (field, values) in page.facets.iter().filter(|(_, values)| !values.is_empty()) {
        output.line(format!("\n{}", output.paint(Style::Bold, field)))?;
        for value in values.iter().take(10) {
            output.line(format!("  {:>6}  {}", value.count, clean(&value.value)))?;
        }
    }
    Ok(())
}

fn summary(page: &SearchPage) -> String {
    let shown = page.hits.len();
    let milliseconds = f64::from(u32::try_from(page.took_us).unwrap_or(u32::MAX)) / 1000.0;
    if shown as u64 == u64::from(page.total) {
        format!("{} · {milliseconds:.1} ms", records(page.total))
    } else {
        format!("{shown} of {} · {milliseconds:.1} ms", records(page.total))
    }
}

fn records(number: u32) -> String {
    if number == 1 { "1 record".to_owned() } else { format!("{number} records") }
}

fn explain(page: &SearchPage, output: &mut Output) -> Result<(), Failure> {
    output.line(format!("words   {}", clean(&page.words)))?;
    for chip in &page.chips {
        let sign = if chip.negated { "not " } else { "" };
        let problem = chip
            .problem
            .as_ref()
            .map_or_else(String::new, |problem| format!("  (no effect: {problem})"));
        output.line(format!(
            "filter  {sign}{} = {}{problem}",
            clean(&chip.field),
            clean(&chip.value)
        ))?;
    }
    for (typed, other) in &page.synonyms {
        output.line(format!("same    {} ~ {}", clean(typed), clean(other)))?;
    }
    if page.cut {
        output.line("cut     the query is too long; its end was left out")?;
    }
    output.line("")?;
    Ok(())
}

fn print_row(row: &Row, output: &mut Output) -> Result<(), Failure> {
    output.line(output.highlight(&row.title, &row.title_ranges))?;
    let mut facts = vec![row.kind.as_str().replace('-', " ")];
    let result = row.verdict.as_ref().or(row.outcome.as_ref()).or(row.ring.as_ref());
    facts.extend(result.map(|word| word.replace('_', " ")));
    facts.extend(row.task_type.clone());
    facts.extend(row.date.clone());
    facts
        .extend(row.certainty.as_ref().map(|word| format!("certainty {}", word.replace('_', " "))));
    facts.extend(row.agent.clone());
    let id = output.paint(Style::Cyan, layout::pad(&row.id, 36));
    output.line(format!("  {id} {}", clean(&facts.join(" · "))))?;
    let parts = row.reasons.iter().flatten();
    let parts: Vec<String> = parts.map(|p| format!("{} {:.2}", clean(&p.what), p.score)).collect();
    for line in layout::wrap(&parts.join(" · "), output.width().saturating_sub(4)) {
        output.line(format!("    {}", output.paint(Style::Dim, line)))?;
    }
    if let Some(snippet) = &row.snippet {
        let text = snippet.text.replace(['\n', '\t'], " ");
        let (mut at, width) = (0, output.width().saturating_sub(4));
        for line in layout::wrap(&text, width).iter().take(3) {
            // Wrapping only turns spaces into line ends, so each line is found again in the text.
            let start = text[at..].find(line.as_str()).map_or(at, |found| at + found);
            let shown = output.highlight(line, &shifted(&snippet.ranges, units(&text[..start])));
            output.line(format!("    {shown}"))?;
            at = start + line.len();
        }
    }
    output.line("")?;
    Ok(())
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// Moves ranges to the left; what lies before the new beginning is dropped.
fn shifted(ranges: &[(u32, u32)], by: u32) -> Vec<(u32, u32)> {
    let moved =
        ranges.iter().map(|(start, end)| (start.saturating_sub(by), end.saturating_sub(by)));
    moved.filter(|(start, end)| start < end).collect()
}
