//! The fields of each kind.

use crate::case_study::{
    ActionItem, Agent, AgentCost, CaseStudy, Counts, Duration, Effort, EffortSide, Evidence, Fact,
    Incident, Infrastructure, Learning, Model, StatedRatio, Team,
};
use crate::finding::{EvidenceRef, Finding};
use crate::playbook::{FailureMode, GroundRule, Measure, Playbook, Supervision};
use crate::read::fields::{At, Reader};
use crate::vocabulary::{EvidenceResult, RatioOf, Unit};

/// What an author types who knows of nothing to report.
pub(crate) const NONE_REPORTED: &str = "none reported";

pub(crate) fn case_study(root: &At<'_>, reader: &mut Reader) -> CaseStudy {
    let what_failed = reader.texts(&root.key("what_failed"));
    let only_successes_reported = matches!(
        what_failed.as_slice(),
        [only] if only.trim_end_matches('.').eq_ignore_ascii_case(NONE_REPORTED)
    );
    CaseStudy {
        organisation: reader.text(&root.key("organisation")),
        date: reader.date(&root.key("date")),
        agents: agents(root, reader),
        models: models(root, reader),
        autonomy_level: reader.word(&root.key("autonomy_level")),
        supervision: reader.texts(&root.key("supervision")),
        ground_rules: ground_rules(root, reader),
        team: team(root, reader),
        infrastructure: infrastructure(root, reader),
        effort: effort(&root.key("effort"), reader),
        counts: counts(root, reader),
        outcome: reader.word(&root.key("outcome")),
        expected: reader.text(&root.key("expected")),
        due: reader.date(&root.key("due")),
        measured_result: reader.text(&root.key("measured_result")),
        what_worked: reader.texts(&root.key("what_worked")),
        what_failed,
        only_successes_reported,
        harm: reader.word(&root.key("harm")),
        incident: incident(root, reader),
        evidence: evidence(&root.key("evidence"), reader),
        facts: facts(root, reader),
    }
}

fn agents(root: &At<'_>, reader: &mut Reader) -> Vec<Agent> {
    let mut agents = Vec::new();
    for item in reader.list(&root.key("agent")) {
        let agent = if item.is_map() {
            Agent {
                name: reader.text(&item.key("name")),
                version: reader.text(&item.key("version")),
                harness: reader.text(&item.key("harness")),
            }
        } else {
            Agent { name: reader.text(&item), ..Agent::default() }
        };
        if agent != Agent::default() {
            agents.push(agent);
        }
    }
    agents
}

fn models(root: &At<'_>, reader: &mut Reader) -> Vec<Model> {
    let mut models = Vec::new();
    for item in reader.list(&root.key("model")) {
        let model = if item.is_map() {
            Model {
                name: reader.text(&item.key("name")),
                version: reader.text(&item.key("version")),
            }
        } else {
            Model { name: reader.text(&item), version: None }
        };
        if model != Model::default() {
            models.push(model);
        }
    }
    models
}

fn ground_rules(root: &At<'_>, reader: &mut Reader) -> Vec<GroundRule> {
    let mut rules = Vec::new();
    for item in reader.list(&root.key("ground_rules")) {
        if !item.is_map() {
            rules.extend(
                reader.text(&item).map(|rule| GroundRule { rule, ..GroundRule::default() }),
            );
            continue;
        }
        if let Some(rule) = reader.text(&item.key("rule")) {
            rules.push(GroundRule {
                rule,
                enforced: reader.flag(&item.key("enforced")),
                enforce_with: reader.text(&item.key("enforce_with")),
            });
        }
    }
    rules
}

fn team(root: &At<'_>, reader: &mut Reader) -> Option<Team> {
    let at = reader.map(&root.key("team"))?;
    Some(Team {
        size: reader.interval(&at.key("size")),
        seniority: reader.words(&at.key("seniority")),
        roles: reader.texts(&at.key("roles")),
        note: reader.text(&at.key("note")),
    })
}

fn infrastructure(root: &At<'_>, reader: &mut Reader) -> Option<Infrastructure> {
    let at = reader.map(&root.key("infrastructure"))?;
    let mut joined = |key: &str| {
        let texts = reader.texts(&at.key(key));
        (!texts.is_empty()).then(|| texts.join(", "))
    };
    let (provider, compute, accelerators, data_location, note) = (
        joined("provider"),
        joined("compute"),
        joined("accelerators"),
        joined("data_location"),
        joined("note"),
    );
    Some(Infrastructure {
        hosting: reader.word(&at.key("hosting")),
        provider,
        compute,
        accelerators,
        data_location,
        note,
    })
}

fn effort(at: &At<'_>, reader: &mut Reader) -> Effort {
    let Some(at) = reader.map(at) else {
        return Effort::default();
    };
    let learning = reader.map(&at.key("learning")).map(|learning| Learning {
        value: reader.number(&learning.key("value")),
        unit: reader.word(&learning.key("unit")),
        included: reader.word(&learning.key("included")),
    });
    let agent_cost = reader.map(&at.key("agent_cost")).map(|cost| AgentCost {
        usd: reader.number(&cost.key("usd")),
        tokens: reader.number(&cost.key("tokens")),
    });
    let ratio = reader.map(&at.key("ratio")).map(|ratio| StatedRatio {
        of: reader.word(&ratio.key("of")).unwrap_or(RatioOf::PersonEffort),
        value: reader.number(&ratio.key("value")),
        min: reader.number(&ratio.key("min")),
        max: reader.number(&ratio.key("max")),
        basis: reader.word(&ratio.key("basis")),
    });
    Effort {
        planned: side(&at.key("planned"), reader),
        actual: side(&at.key("actual"), reader),
        learning,
        scope_match: reader.word(&at.key("scope_match")),
        agent_cost: agent_cost.filter(|cost| *cost != AgentCost::default()),
        ratio,
    }
}

/// Reads one side; a side whose figures are all unknown is no side.
fn side(at: &At<'_>, reader: &mut Reader) -> Option<EffortSide> {
    let at = reader.map(at)?;
    let people = reader.interval(&at.key("people"));
    let duration = duration(&at.key("duration"), reader);
    let side = EffortSide {
        basis: reader.word(&at.key("basis")),
        note: reader.text(&at.key("note")),
        people,
        duration,
    };
    (side.people.is_some() || side.duration.is_some()).then_some(side)
}

fn duration(at: &At<'_>, reader: &mut Reader) -> Option<Duration> {
    let at = reader.map(at)?;
    let (min, max) = reader.ends(&at)?;
    Some(Duration {
        min,
        max,
        // Without a unit the figure cannot be compared; the empty word says so.
        unit: reader.word(&at.key("unit")).unwrap_or_else(|| Unit::Other(String::new())),
        day_basis: reader.word(&at.key("day_basis")),
    })
}

fn counts(root: &At<'_>, reader: &mut Reader) -> Option<Counts> {
    let at = reader.map(&root.key("counts"))?;
    Some(Counts {
        role: reader.word(&at.key("role")),
        successes: reader.count(&at.key("successes")),
        trials: reader.count(&at.key("trials")),
        rate: reader.number(&at.key("rate")),
        unit: reader.text(&at.key("unit")),
        approximate: reader.flag(&at.key("approximate")),
    })
}

fn incident(root: &At<'_>, reader: &mut Reader) -> Option<Incident> {
    let at = reader.map(&root.key("incident"))?;
    let mut action_items = Vec::new();
    for item in reader.list(&at.key("action_items")) {
        if !item.is_map() {
            action_items.extend(
                reader.text(&item).map(|text| ActionItem { text, ..ActionItem::default() }),
            );
            continue;
        }
        if let Some(text) = reader.text(&item.key("text")) {
            action_items.push(ActionItem {
                text,
                owner: reader.text(&item.key("owner")),
                action: reader.word(&item.key("type")),
            });
        }
    }
    Some(Incident {
        trigger: reader.text(&at.key("trigger")),
        detection: reader.text(&at.key("detection")),
        root_causes: reader.texts(&at.key("root_causes")),
        resolution: reader.text(&at.key("resolution")),
        action_items,
        got_lucky: reader.texts(&at.key("got_lucky")),
    })
}

fn evidence(at: &At<'_>, reader: &mut Reader) -> Evidence {
    let Some(at) = reader.map(at) else {
        return Evidence::default();
    };
    Evidence {
        study_design: reader.word(&at.key("study_design")),
        independence: reader.word(&at.key("independence")),
        certainty: reader.word(&at.key("certainty")),
        downgraded_for: reader.words(&at.key("downgraded_for")),
        denominator_known: reader.flag(&at.key("denominator_known")),
        disputed: reader.flag(&at.key("disputed")),
    }
}

fn facts(root: &At<'_>, reader: &mut Reader) -> Vec<Fact> {
    let mut facts = Vec::new();
    for item in reader.list(&root.key("facts")) {
        if !item.is_map() {
            facts.extend(reader.text(&item).map(|text| Fact { text, ..Fact::default() }));
            continue;
        }
        if let Some(text) = reader.text(&item.key("text")) {
            facts.push(Fact {
                text,
                mark: reader.word(&item.key("mark")),
                source: reader.text(&item.key("source")),
            });
        }
    }
    facts
}

pub(crate) fn playbook(root: &At<'_>, reader: &mut Reader) -> Playbook {
    let at = root.key("supervision");
    let supervision = if at.is_set() && !at.is_map() {
        // A list of gates is what people write who know the case study's field.
        Supervision { gates: reader.texts(&at), ..Supervision::default() }
    } else {
        Supervision {
            autonomy_level: reader.word(&at.key("autonomy_level")),
            gates: reader.texts(&at.key("gates")),
            stop_conditions: reader.texts(&at.key("stop_conditions")),
        }
    };
    Playbook {
        problem: reader.text(&root.key("problem")),
        context: reader.text(&root.key("context")),
        forces: reader.texts(&root.key("forces")),
        signals: reader.texts(&root.key("signals")),
        anti_signals: reader.texts(&root.key("anti_signals")),
        preconditions: reader.texts(&root.key("preconditions")),
        steps: reader.texts(&root.key("steps")),
        ground_rules: ground_rules(root, reader),
        supervision,
        failure_modes: failure_modes(root, reader),
        measures: measures(root, reader),
        confirmation: reader.text(&root.key("confirmation")),
        ring: reader.word(&root.key("ring")),
        ring_reason: reader.text(&root.key("ring_reason")),
        ring_decided_by: reader.text(&root.key("ring_decided_by")),
        ring_decided_on: reader.date(&root.key("ring_decided_on")),
    }
}

fn failure_modes(root: &At<'_>, reader: &mut Reader) -> Vec<FailureMode> {
    let mut modes = Vec::new();
    for item in reader.list(&root.key("failure_modes")) {
        if !item.is_map() {
            modes.extend(
                reader.text(&item).map(|mode| FailureMode { mode, ..FailureMode::default() }),
            );
            continue;
        }
        if let Some(mode) = reader.text(&item.key("mode")) {
            modes.push(FailureMode {
                mode,
                sign: reader.text(&item.key("sign")),
                response: reader.text(&item.key("response")),
            });
        }
    }
    modes
}

fn measures(root: &At<'_>, reader: &mut Reader) -> Vec<Measure> {
    let mut measures = Vec::new();
    for item in reader.list(&root.key("measures")) {
        if !item.is_map() {
            measures.extend(reader.text(&item).map(|name| Measure { name, ..Measure::default() }));
            continue;
        }
        if let Some(name) = reader.text(&item.key("name")) {
            measures.push(Measure {
                name,
                unit: reader.text(&item.key("unit")),
                direction: reader.word(&item.key("direction")),
                guardrail: reader.flag(&item.key("guardrail")),
            });
        }
    }
    measures
}

pub(crate) fn finding(root: &At<'_>, reader: &mut Reader) -> Finding {
    let half_life = root.key("half_life_months");
    let mut evidence = Vec::new();
    for item in reader.list(&root.key("evidence")) {
        let case = if item.is_map() { reader.text(&item.key("ref")) } else { reader.text(&item) };
        let Some(case) = case else { continue };
        evidence.push(EvidenceRef {
            case,
            result: reader.word(&item.key("result")).unwrap_or(EvidenceResult::None),
            supervised: reader.flag(&item.key("supervised")),
            successes: reader.count(&item.key("successes")),
            trials: reader.count(&item.key("trials")),
            severe: reader.flag(&item.key("severe")).unwrap_or(false),
            agent: reader.text(&item.key("agent")),
            model: reader.text(&item.key("model")),
            note: reader.text(&item.key("note")),
        });
    }
    Finding {
        claim: reader.text(&root.key("claim")),
        conditions: reader.text(&root.key("conditions")),
        out_of_scope: reader.texts(&root.key("out_of_scope")),
        half_life_months: reader.number(&half_life),
        ages: half_life.node.is_none_or(|node| !node.is_null()),
        evidence,
    }
}
