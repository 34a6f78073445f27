//! Counting the values of the matches: as if a field's own filter were not chosen.

use std::collections::{BTreeMap, HashMap};

use super::{Answer, View};
use crate::{Field, FilterField};

/// Values of a facet that are returned.
const FACET_VALUES: usize = 100;

impl View<'_> {
    pub(super) fn facets(
        &self,
        answer: &Answer,
    ) -> tantivy::Result<BTreeMap<Field, Vec<(String, usize)>>> {
        let mut counts: Vec<HashMap<&str, usize>> = vec![HashMap::new(); Field::ALL.len()];
        for (segment, found) in self.segments.iter().zip(&answer.found) {
            let columns = segment.columns()?;
            for field in Field::ALL {
                let own = answer
                    .planned
                    .groups
                    .iter()
                    .position(|group| group.field == FilterField::Value(*field));
                let slot = &mut counts[field.index()];
                match own {
                    None => columns.count(*field, &found.matches, slot),
                    Some(own) => {
                        let mut docs = found.text.clone();
                        for (_, group) in found.groups.iter().enumerate().filter(|g| g.0 != own) {
                            docs.and(group);
                        }
                        columns.count(*field, &docs, slot);
                    }
                }
            }
        }
        let mut facets = BTreeMap::new();
        for (field, counts) in Field::ALL.iter().zip(counts) {
            let mut values: Vec<(&str, usize)> = counts.into_iter().collect();
            values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
            values.truncate(FACET_VALUES);
            if !values.is_empty() {
                let owned = values.into_iter().map(|(value, count)| (value.to_owned(), count));
                facets.insert(*field, owned.collect());
            }
        }
        Ok(facets)
    }
}
