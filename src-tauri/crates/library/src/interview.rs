//! The interview: the questions that whoever heard "36x" asks, as a draft of a whole case study.
//!
//! Every question may be skipped. Answers write the fields that are searched, counted or computed,
//! and the prose becomes the skeleton of the body.

use fieldbook_record::{Edit, Value, replace_body};
use serde::{Deserialize, Serialize};

use crate::capture::Logged;
use crate::editing::SaveOutcome;
use crate::from_git::GitFacts;
use crate::{Error, Library};

/// The answers, in the order of the questions; all but the title may be missing.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(default)]
pub struct InterviewInput {
    /// What was tried.
    pub title: String,
    /// Task type.
    pub task_type: Option<String>,
    /// Agent.
    pub agent: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// Organisation or team; never a person.
    pub organisation: Option<String>,
    /// How it ended.
    pub outcome: Option<String>,
    /// The result with number, unit and comparison.
    pub measured_result: Option<String>,
    /// How many people.
    pub team_size: Option<f64>,
    /// Which levels of experience: words of the list.
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<String>>", optional))]
    pub seniority: Vec<String>,
    /// What was planned.
    pub planned: Option<EffortAnswer>,
    /// Who made that estimate, and how.
    pub baseline: Option<String>,
    /// What it took.
    pub actual: Option<EffortAnswer>,
    /// How large the code is.
    pub code_size: Option<String>,
    /// On what it runs: languages, frameworks.
    pub stack: Option<String>,
    /// What people did, and what the agent.
    pub people_did: Option<String>,
    /// Who steered: a word of the list.
    pub autonomy_level: Option<String>,
    /// What people or machines checked.
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<String>>", optional))]
    pub supervision: Vec<String>,
    /// What worked.
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<String>>", optional))]
    pub what_worked: Vec<String>,
    /// What failed, first of all what failed first.
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<String>>", optional))]
    pub what_failed: Vec<String>,
    /// Weeks of learning the tool, for the whole team.
    pub learning_weeks: Option<f64>,
    /// Whether the actual effort contains them.
    pub learning_included: Option<bool>,
    /// What had to be done again.
    pub rework: Option<String>,
    /// What the agent cost in US dollars.
    pub cost_usd: Option<f64>,
    /// Damage done: a word of the list.
    pub harm: Option<String>,
    /// What would have to be true elsewhere.
    pub elsewhere: Option<String>,
    /// The playbook or finding that was tried.
    pub applies: Option<String>,
    /// Facts from a git history that the person has confirmed.
    pub git: Option<GitFacts>,
}

/// People and time.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(default)]
pub struct EffortAnswer {
    /// People in full-time equivalents.
    pub people: Option<f64>,
    /// How long.
    pub length: Option<f64>,
    /// In what: a word of the list of units.
    pub unit: Option<String>,
    /// Which days, where the unit is days: a word of the list of day bases.
    pub day_basis: Option<String>,
    /// Where the figures come from: a word of the list of bases.
    pub basis: Option<String>,
}

impl Library {
    /// Makes a draft of a case study from the answers of an interview.
    ///
    /// # Errors
    /// [`Error::Edit`] for what front matter cannot hold; the store's errors.
    pub fn new_from_interview(&self, input: &InterviewInput) -> Result<Logged, Error> {
        let mut edits = self.applied(input.applies.as_deref())?;
        let mut set = |path: &str, text: &Option<String>| {
            if let Some(text) = text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
                edits.push(Edit::set(path, text));
            }
        };
        set("task_type", &input.task_type);
        set("agent.name", &input.agent);
        set("model.name", &input.model);
        set("organisation", &input.organisation);
        set("outcome", &input.outcome);
        set("measured_result", &input.measured_result);
        set("domain", &input.stack);
        set("autonomy_level", &input.autonomy_level);
        set("harm", &input.harm);
        set("effort.planned.note", &input.baseline);
        let lists = [
            ("supervision", &input.supervision),
            ("what_worked", &input.what_worked),
            ("what_failed", &input.what_failed),
            ("team.seniority", &input.seniority),
        ];
        for (path, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            edits.push(Edit::set(path, list.clone()));
        }
        if let Some(size) = input.team_size {
            edits.push(Edit::set("team.size", size));
        }
        for (side, answer) in [("planned", &input.planned), ("actual", &input.actual)] {
            edits.extend(answer.iter().flat_map(|answer| effort(side, answer)));
        }
        if let Some(weeks) = input.learning_weeks {
            edits.push(Edit::set("effort.learning.value", weeks));
            edits.push(Edit::set("effort.learning.unit", "weeks"));
        }
        if let Some(included) = input.learning_included {
            edits.push(Edit::set("effort.learning.included", included));
        }
        if let Some(usd) = input.cost_usd {
            edits.push(Edit::set("effort.agent_cost.usd", usd));
        }
        edits.push(Edit::set("evidence.study_design", "case_report"));
        edits.push(Edit::set("evidence.certainty", "low"));
        let logged = self.write_attempt(&input.title, None, edits)?;
        let document = self.document(&format!("{}/{}", logged.library, logged.id))?;
        let text = replace_body(&document.text, &body(input));
        let id = format!("{}/{}", logged.library, logged.id);
        match self.save(&id, &text, Some(document.revision), None)? {
            SaveOutcome::Saved { .. } | SaveOutcome::Unchanged { .. } => Ok(logged),
            // Nobody else can have opened a record that was made a moment ago; its fields are there.
            SaveOutcome::Stale { .. } => Ok(logged),
        }
    }
}

fn effort(side: &str, answer: &EffortAnswer) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut set = |what: &str, value: Value| {
        edits.push(Edit::set(&format!("effort.{side}.{what}"), value));
    };
    if let Some(people) = answer.people {
        set("people", Value::from(people));
    }
    if let Some(length) = answer.length {
        let day_basis = answer.day_basis.as_deref().map_or(Value::Null, Value::from);
        let unit = answer.unit.clone().unwrap_or_else(|| "days".to_owned());
        set(
            "duration",
            Value::Map(vec![
                ("min".to_owned(), Value::from(length)),
                ("max".to_owned(), Value::from(length)),
                ("unit".to_owned(), Value::from(unit)),
                ("day_basis".to_owned(), day_basis),
            ]),
        );
    }
    if let Some(basis) = &answer.basis {
        set("basis", Value::from(basis.as_str()));
    }
    edits
}

/// Writes the skeleton of the prose: what was answered, under the usual headings.
fn body(input: &InterviewInput) -> String {
    let mut text = String::new();
    let mut section = |heading: &str, parts: &[(&str, &Option<String>)], list: &[String]| {
        text.push_str(&format!("## {heading}\n\n"));
        for (lead, part) in parts {
            if let Some(part) = part.as_deref().map(str::trim).filter(|part| !part.is_empty()) {
                text.push_str(&format!("{lead}{part}\n\n"));
            }
        }
        for item in list {
            text.push_str(&format!("- {item}\n"));
        }
        if !list.is_empty() {
            text.push('\n');
        }
    };
    let situation = [
        ("", &input.stack),
        ("Size of the code: ", &input.code_size),
        ("The estimate: ", &input.baseline),
    ];
    section("Situation", &situation, &[]);
    section("What was done", &[("", &input.people_did)], &git_lines(input.git.as_ref()));
    let result = [("", &input.measured_result), ("Done again: ", &input.rework)];
    section("Result", &result, &[]);
    section("What worked", &[], &input.what_worked);
    section("What failed", &[], &input.what_failed);
    section("How far this carries over", &[("", &input.elsewhere)], &[]);
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn git_lines(facts: Option<&GitFacts>) -> Vec<String> {
    facts.map(GitFacts::lines).unwrap_or_default()
}
