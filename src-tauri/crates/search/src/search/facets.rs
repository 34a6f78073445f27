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
        let mut counts: Vec<HashMap<String, usize>> = vec![HashMap::new(); Field::ALL.len()];
        for (at, found) in answer.found.iter().enumerate() {
            let columns = self.segments[at].columns()?;
            let matches: Vec<u32> = found.matches.iter().collect();
            for field in Field::ALL {
                let own = answer
                    .planned
                    .groups
                    .iter()
                    .position(|group| group.field == FilterField::Value(*field));
                let slot = &mut counts[field.index()];
                match own {
                    None => columns.count(*field, &matches, slot),
                    Some(own) => {
                        let mut docs = found.text.clone();
                        for (_, group) in found.groups.iter().enumerate().filter(|g| g.0 != own) {
                            docs.and(group);
                        }
                        columns.count(*field, &docs.iter().collect::<Vec<_>>(), slot);
                    }
                }
            }
        }
        let mut facets = BTreeMap::new();
        for (field, counts) in Field::ALL.iter().zip(counts) {
            let mut values: Vec<(String, usize)> = counts.into_iter().collect();
            values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            values.truncate(FACET_VALUES);
            if !values.is_empty() {
                facets.insert(*field, values);
            }
        }
        Ok(facets)
    }
}
