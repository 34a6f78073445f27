//! Words of a query that the synonyms have something to say about.

use super::{Plan, planner::Planner};
use crate::{Node, Scope, ranking::SYNONYM, synonyms::comparable};

impl Planner<'_> {
    /// How many of the first nodes have synonyms together, and these synonyms.
    pub(super) fn same(&mut self, nodes: &[&Node]) -> tantivy::Result<Option<(usize, Vec<Plan>)>> {
        let Some(synonyms) = self.synonyms else { return Ok(None) };
        let mut words = Vec::new();
        let mut typed = Vec::new();
        for node in nodes.iter().take(6) {
            let Node::Words { text, phrase: false, scope: Scope::All, .. } = node else { break };
            let mut own = comparable(text);
            // A run of several words stands for itself.
            let (Some(word), 0) = (own.pop(), own.len()) else { break };
            words.push(word);
            typed.push(text.as_str());
        }
        let Some(found) = synonyms.find(&words) else { return Ok(None) };
        let typed = typed[..found.words].join(" ");
        let mut plans = Vec::new();
        for other in found.others {
            let known = self.words;
            let mut plan = self.phrase(other, Scope::All)?;
            self.words = known;
            lessen(&mut plan);
            plans.push(plan);
            let pair = (typed.clone(), other.to_owned());
            if !self.replaced.contains(&pair) {
                self.replaced.push(pair);
            }
        }
        Ok(Some((found.words, plans)))
    }

    /// Each of some words, all to be matched.
    pub(super) fn each(&mut self, nodes: &[&Node]) -> tantivy::Result<Vec<Plan>> {
        let mut plans = Vec::with_capacity(nodes.len());
        for node in nodes {
            if let Node::Words { text, span, .. } = node {
                plans.push(self.words(text, Scope::All, span.start, span.end)?);
            }
        }
        Ok(plans)
    }
}

fn lessen(plan: &mut Plan) {
    match plan {
        Plan::Atom(atom) => atom.times *= SYNONYM,
        Plan::Phrase(phrase) => phrase.weight *= SYNONYM,
        Plan::And { .. } | Plan::Or(_) | Plan::All | Plan::Filter { .. } => {}
    }
}
