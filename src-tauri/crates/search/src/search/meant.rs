//! Filters with a value that no record has: what was probably meant.
//!
//! Words with a slip are corrected at once, since nothing says that they were meant so. A filter says exactly what
//! is wanted, so another value is only proposed, and only where it finds something.

use super::View;
use crate::{Field, FilterField, Names, Node, Query, Span, Test, parse, query::filter_text, typo};

/// Fields with more values in one segment are left alone: each value is compared.
const MOST_VALUES: usize = 5_000;
/// Of a query with more filters only the first are looked at: each is compared with all values of its field.
const MOST_FILTERS: usize = 8;
/// Letters from which a value counts as part of a longer one.
const SHORTEST_PART: usize = 3;

/// What a field's values say about one that is none of them.
#[derive(Default)]
struct Near {
    /// Slips to the nearest value, and that value.
    slip: Option<(usize, String)>,
    /// Whether a value begins like it.
    begins: bool,
    /// Whether a value holds it.
    holds: bool,
}

impl View<'_> {
    /// The query with other values where no record has those of its filters; `None` if that finds nothing either.
    pub(super) fn meant(&self, query: &Query) -> tantivy::Result<Option<String>> {
        let mut filters = Vec::new();
        collect(query.root(), &mut filters);
        filters.truncate(MOST_FILTERS);
        let mut text = query.text().to_owned();
        // From the last to the first: the places of the others stay true.
        filters.sort_by_key(|(.., span)| std::cmp::Reverse(span.start));
        for (field, typed, span) in filters {
            let growing = self.request.as_you_type && span.end == query.text().len();
            if let Some(value) = self.other_value(field, typed, growing)? {
                text.replace_range(span.start..span.end, &filter_text(field.name(), &value, false));
            }
        }
        if text == query.text() {
            return Ok(None);
        }
        let found = self.answer(&parse(&text, &Names::default()))?.total;
        Ok((found > 0).then_some(text))
    }

    /// The value that was meant: one a slip away, or all that begin like it or hold it.
    fn other_value(
        &self,
        field: Field,
        typed: &str,
        growing: bool,
    ) -> tantivy::Result<Option<String>> {
        let mut near = Near::default();
        let slips_to = typo::slips(typed);
        for segment in &self.segments {
            let values = segment.columns()?.distinct(field);
            if values.len() > MOST_VALUES {
                return Ok(None);
            }
            for value in values {
                let lower = value.to_lowercase();
                if lower == typed {
                    return Ok(None);
                }
                near.begins |= lower.starts_with(typed);
                near.holds |= lower.contains(typed);
                let least = near.slip.as_ref().map_or(usize::MAX, |(slips, _)| *slips);
                if let Some(slips) = slips_to(&lower).filter(|slips| *slips < least) {
                    near.slip = Some((slips, value.clone()));
                }
            }
        }
        if growing && near.begins {
            // It is still being typed.
            return Ok(None);
        }
        let part = !growing && typed.chars().count() >= SHORTEST_PART;
        Ok(match near.slip {
            Some((_, value)) => Some(value),
            None if part && near.begins => Some(format!("{typed}*")),
            None if part && near.holds => Some(format!("*{typed}*")),
            None => None,
        })
    }
}

/// The filters that a record has to pass. No author's name is ever proposed: see the field.
fn collect<'a>(node: &'a Node, filters: &mut Vec<(Field, &'a str, Span)>) {
    match node {
        Node::And(nodes) | Node::Or(nodes) => {
            nodes.iter().for_each(|node| collect(node, filters));
        }
        Node::Filter {
            field: FilterField::Value(field),
            test: Test::Is { pattern, wildcard: false },
            span,
        } if *field != Field::Author => filters.push((*field, pattern, *span)),
        Node::Filter { .. } | Node::Words { .. } | Node::Not(_) => {}
    }
}
