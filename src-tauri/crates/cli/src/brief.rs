//! A record as a page for terminals: outcome or verdict first, then numbers and caveats, then links.

use fieldbook_library::{Direction, EvidenceView, LinkView, RecordView};
use fieldbook_record::verdict::{Flag, Reason, Stratum, Verdict, VerdictWord};
use fieldbook_record::vocabulary::Tier;
use fieldbook_record::{CaseStudy, Finding, Playbook, Source};

use crate::effort;
use crate::failure::Failure;
use crate::layout::{cut, pad, wrap};
use crate::output::{Output, Style, clean};

/// Columns of the labels.
const LABEL: usize = 11;

/// Writes the page.
pub(crate) fn page(view: &RecordView, output: &mut Output) -> Result<(), Failure> {
    for line in wrap(&clean(&view.record.title), output.width()) {
        output.line(output.paint(Style::Bold, line))?;
    }
    output.line(output.paint(Style::Dim, identity(view)))?;
    output.line("")?;
    if let Some(case) = view.record.case_study() {
        case_study(view, case, output)?;
    } else if let Some(playbook) = view.record.playbook() {
        playbook_page(view, playbook, output)?;
    } else if let Some(found) = view.record.finding() {
        finding(view, found, output)?;
    }
    items("Caveats", "!", &view.record.caveats, output)?;
    let sources: Vec<String> = view.record.sources.iter().map(source).collect();
    items("Sources", "·", &sources, output)?;
    links(view, output)
}

/// Writes a verdict with its arithmetic.
pub(crate) fn verdict(
    view: &RecordView,
    verdict: &Verdict,
    output: &mut Output,
) -> Result<(), Failure> {
    output.line(verdict_line(verdict, output))?;
    if let Some(reason) = verdict.reason {
        labelled("because", reason_words(reason), output)?;
    }
    strata(verdict, output)?;
    if let Some(number) = verdict.fail_safe_n {
        let fragile = if verdict.fragile { " (fragile)" } else { "" };
        let text = format!(
            "{number} unreported failures would push the lower bound under one half{fragile}"
        );
        labelled("fail-safe", &text, output)?;
    }
    let mut flags: Vec<&str> = verdict.flags.iter().map(|flag| flag_words(*flag)).collect();
    if verdict.retest {
        flags.push("the only support is old: try it again");
    }
    labelled("keep in mind", &flags.join(" · "), output)?;
    if let Some(months) = verdict.newest_evidence_months {
        let newest = verdict.newest_ref.as_deref().unwrap_or_default();
        labelled("newest", &format!("{months:.1} months old: {newest}"), output)?;
    }
    evidence(&view.evidence, output)
}

fn identity(view: &RecordView) -> String {
    let record = &view.record;
    let mut parts = vec![
        format!("{}/{}", view.library, view.id),
        view.kind.as_str().replace('-', " "),
        record.status.to_string().replace('_', " "),
        record.origin.to_string(),
        format!("revision {}", view.revision),
    ];
    if view.trashed {
        parts.push("in the trash".to_owned());
    }
    if view.has_draft {
        parts.push("has an unsaved draft".to_owned());
    }
    if let Some(claimed) = &record.claimed
        && let Some(status) = &claimed.status
    {
        parts.push(format!("claims to be “{status}”"));
    }
    clean(&parts.join(" · "))
}

fn case_study(view: &RecordView, case: &CaseStudy, output: &mut Output) -> Result<(), Failure> {
    let outcome = case.outcome.as_ref().map_or("not reported", |word| word.as_str());
    let style = match outcome {
        "succeeded" => Style::Green,
        "failed" | "abandoned" => Style::Red,
        _ => Style::Yellow,
    };
    let mut facts = vec![output.paint(style, outcome.replace('_', " "))];
    let record = &view.record;
    facts.extend(record.task_type.as_deref().map(clean));
    facts.extend(case.organisation.as_deref().map(clean));
    facts.extend(case.date.map(|date| date.to_string()));
    facts.extend(case.agents.iter().filter_map(|agent| agent.name.as_deref()).map(clean));
    match case.models.is_empty() {
        true => facts.push("model not stated".to_owned()),
        false => {
            facts.extend(case.models.iter().filter_map(|model| model.name.as_deref()).map(clean));
        }
    }
    output.line(facts.join(" · "))?;
    if let Some(line) = effort::line(view) {
        labelled("Effort", &line, output)?;
    }
    optional("Result", case.measured_result.as_deref(), output)?;
    labelled("Evidence", &evidence_words(case), output)?;
    if let Some(harm) = case.harm.as_ref().filter(|harm| harm.as_str() != "none") {
        labelled("Harm", &harm.as_str().replace('_', " "), output)?;
    }
    optional("Expected", case.expected.as_deref(), output)?;
    optional("Due", case.due.map(|date| date.to_string()).as_deref(), output)?;
    optional("Summary", record.summary.as_deref(), output)?;
    items("Worked", "+", &case.what_worked, output)?;
    let nothing_failed = ["only successes are reported".to_owned()];
    let failed = if case.only_successes_reported { &nothing_failed[..] } else { &case.what_failed };
    items("Failed", "-", failed, output)
}

fn evidence_words(case: &CaseStudy) -> String {
    let evidence = &case.evidence;
    let mut words: Vec<String> = Vec::new();
    words.extend(evidence.study_design.as_ref().map(|word| spaced(word.as_str())));
    words.extend(evidence.independence.as_ref().map(|word| spaced(word.as_str())));
    words.extend(
        evidence.certainty.as_ref().map(|word| format!("certainty {}", spaced(word.as_str()))),
    );
    if !evidence.downgraded_for.is_empty() {
        let reasons: Vec<String> =
            evidence.downgraded_for.iter().map(|word| spaced(word.as_str())).collect();
        words.push(format!("lowered for {}", reasons.join(", ")));
    }
    if evidence.denominator_known == Some(false) {
        words.push("number of attempts unknown".to_owned());
    }
    if evidence.disputed == Some(true) {
        words.push("disputed".to_owned());
    }
    words.join(" · ")
}

fn playbook_page(
    view: &RecordView,
    playbook: &Playbook,
    output: &mut Output,
) -> Result<(), Failure> {
    let ring = playbook.ring.as_ref().map_or("no ring set", |ring| ring.as_str());
    let mut facts = vec![output.paint(Style::Bold, ring)];
    facts.extend(view.record.task_type.as_deref().map(clean));
    if let Some(computed) = &view.playbook_certainty {
        let (records, organisations) = (computed.rows.len(), computed.organisations);
        facts.push(match records {
            0 => "0 uses here".to_owned(),
            _ => format!(
                "certainty {} from {records} records of {organisations} organisations",
                spaced(computed.certainty.as_str())
            ),
        });
    }
    output.line(facts.join(" · "))?;
    optional("Why", playbook.ring_reason.as_deref(), output)?;
    optional("Problem", playbook.problem.as_deref(), output)?;
    optional("Context", playbook.context.as_deref(), output)?;
    optional("Summary", view.record.summary.as_deref(), output)?;
    items("Use when", "+", &playbook.signals, output)?;
    items("Not when", "-", &playbook.anti_signals, output)?;
    items("First", "·", &playbook.preconditions, output)?;
    let steps: Vec<String> =
        playbook.steps.iter().enumerate().map(|(at, step)| format!("{}. {step}", at + 1)).collect();
    items("Steps", "", &steps, output)?;
    let rules: Vec<String> = playbook
        .ground_rules
        .iter()
        .map(|rule| match &rule.enforce_with {
            Some(with) => format!("{} (enforced with {with})", rule.rule),
            None => rule.rule.clone(),
        })
        .collect();
    items("Rules", "·", &rules, output)?;
    items("Gates", "·", &playbook.supervision.gates, output)?;
    items("Stop when", "!", &playbook.supervision.stop_conditions, output)?;
    let modes: Vec<String> = playbook
        .failure_modes
        .iter()
        .map(|mode| {
            let sign =
                mode.sign.as_ref().map_or_else(String::new, |sign| format!(" — sign: {sign}"));
            let response =
                mode.response.as_ref().map_or_else(String::new, |what| format!(" — do: {what}"));
            format!("{}{sign}{response}", mode.mode)
        })
        .collect();
    items("Goes wrong", "-", &modes, output)
}

fn finding(view: &RecordView, found: &Finding, output: &mut Output) -> Result<(), Failure> {
    optional("Claim", found.claim.as_deref(), output)?;
    optional("Conditions", found.conditions.as_deref(), output)?;
    if let Some(computed) = &view.verdict {
        verdict(view, computed, output)?;
    }
    optional("Summary", view.record.summary.as_deref(), output)?;
    items("Not about", "·", &found.out_of_scope, output)
}

fn verdict_line(verdict: &Verdict, output: &Output) -> String {
    let (style, word) = match verdict.verdict {
        VerdictWord::Can => (Style::Green, "agents can"),
        VerdictWord::CanWithSupervision => (Style::Green, "agents can with supervision"),
        VerdictWord::Cannot => (Style::Red, "agents cannot"),
        VerdictWord::Contested => (Style::Yellow, "contested"),
        VerdictWord::InsufficientEvidence => (Style::Yellow, "insufficient evidence"),
    };
    let counts = verdict.counts;
    format!(
        "{} · certainty {} · {} organisations · {} for, {} mixed, {} against, {} not scored",
        output.paint(style, word),
        spaced(verdict.certainty.as_str()),
        verdict.organisations,
        counts.supports,
        counts.mixed,
        counts.refutes,
        counts.none
    )
}

fn strata(verdict: &Verdict, output: &mut Output) -> Result<(), Failure> {
    let named = [
        ("supervised", &verdict.supervised),
        ("unsupervised", &verdict.unsupervised),
        ("all", &verdict.all),
    ];
    for (name, stratum) in named {
        let Some(Stratum { p, n_eff, lo, hi, organisations, entries, .. }) = stratum else {
            continue;
        };
        let text = format!(
            "{:.0} % succeeded (90 % interval {:.0}-{:.0} %), {n_eff:.1} effective trials, {entries} records, {organisations} organisations",
            p * 100.0,
            lo * 100.0,
            hi * 100.0
        );
        labelled(name, &text, output)?;
    }
    Ok(())
}

fn evidence(rows: &[EvidenceView], output: &mut Output) -> Result<(), Failure> {
    if rows.is_empty() {
        return Ok(());
    }
    let header = "score  size weight  age     case";
    output.line(format!("\n  {}", output.paint(Style::Dim, header)))?;
    for view in rows {
        let row = &view.row;
        let score = row.score.map_or_else(|| "  -  ".to_owned(), |score| format!("{score:>5.2}"));
        let age = row.age_months.map_or_else(|| "     -".to_owned(), |age| format!("{age:>4.1} m"));
        let mut words = vec![spaced(row.row.result.as_str())];
        words.push(if row.row.supervised { "supervised" } else { "unsupervised" }.to_owned());
        if row.row.severe {
            words.push("severe".to_owned());
        }
        let case = output.paint(Style::Cyan, pad(&clean(&view.id), 34));
        let text = format!(
            "{score} {:>5.1}  {:>5.3} {age}  {case} {}",
            row.size,
            row.weight,
            words.join(", ")
        );
        output.line(format!("  {text}"))?;
    }
    Ok(())
}

fn links(view: &RecordView, output: &mut Output) -> Result<(), Failure> {
    let shown: Vec<&LinkView> = view
        .links
        .iter()
        .filter(|link| link.rel != "evidence" || link.direction == Direction::In)
        .collect();
    if shown.is_empty() {
        return Ok(());
    }
    output.line(format!("\n{}", output.paint(Style::Bold, "Links")))?;
    for link in shown {
        let arrow = match link.direction {
            Direction::Out => "→",
            Direction::In => "←",
        };
        let title = link.title.as_deref().unwrap_or("(no such record here)");
        let id = output.paint(Style::Cyan, pad(&clean(&link.id), 36));
        let rel = pad(&spaced(&link.rel), 13);
        let room = output.width().saturating_sub(2 + 2 + 14 + 37);
        output.line(format!("  {arrow} {rel} {id} {}", cut(&clean(title), room)))?;
    }
    Ok(())
}

fn source(source: &Source) -> String {
    let mut parts: Vec<&str> = Vec::new();
    parts.extend(source.tier.as_ref().map(Tier::as_str));
    parts.extend(source.title.as_deref());
    parts.extend(source.publisher.as_deref());
    parts.extend(source.published.as_deref());
    parts.extend(source.url.as_deref().or(source.internal_ref.as_deref()));
    parts.join(" · ")
}

fn items(heading: &str, mark: &str, texts: &[String], output: &mut Output) -> Result<(), Failure> {
    if texts.is_empty() {
        return Ok(());
    }
    output.line(format!("\n{}", output.paint(Style::Bold, heading)))?;
    let lead = if mark.is_empty() { "  ".to_owned() } else { format!("  {mark} ") };
    for text in texts {
        let lines = wrap(&clean(text), output.width().saturating_sub(lead.len() + 2));
        for (number, line) in lines.iter().enumerate() {
            let indent = if number == 0 { lead.clone() } else { " ".repeat(lead.chars().count()) };
            output.line(format!("{indent}{line}"))?;
        }
    }
    Ok(())
}

fn optional(label: &str, text: Option<&str>, output: &mut Output) -> Result<(), Failure> {
    text.map_or(Ok(()), |text| labelled(label, text, output))
}

fn labelled(label: &str, text: &str, output: &mut Output) -> Result<(), Failure> {
    if text.is_empty() {
        return Ok(());
    }
    let indent = LABEL.max(label.chars().count()) + 1;
    for (number, line) in
        wrap(&clean(text), output.width().saturating_sub(indent)).iter().enumerate()
    {
        let margin = if number == 0 { label } else { "" };
        output.line(format!("{}{line}", output.paint(Style::Dim, pad(margin, indent))))?;
    }
    Ok(())
}

fn flag_words(flag: Flag) -> &'static str {
    match flag {
        Flag::ReportedOnlySuccesses => "only successes are reported",
        Flag::ReportedOnlyFailures => "only failures are reported",
        Flag::DenominatorUnknownInPart => "the number of all attempts is partly unknown",
        Flag::Stale => "the newest record is older than 12 months",
        Flag::Inconsistency => "results disagree",
        Flag::Imprecision => "the interval is wider than one half",
    }
}

fn reason_words(reason: Reason) -> &'static str {
    match reason {
        Reason::NoEvidence => "no record can be scored",
        Reason::OneOrganisation => "fewer than two organisations",
        Reason::TooFewTrials => "fewer than three effective trials",
        Reason::TooFewOrganisations => "too few organisations stand behind it",
        Reason::SevereIncident => "a severe incident within 24 months stands against a plain yes",
        Reason::IntervalTooWide => "the interval is wide and contains one half",
        Reason::EvidenceConflicts => "results go both ways",
    }
}

fn spaced(word: &str) -> String {
    clean(&word.replace('_', " "))
}
