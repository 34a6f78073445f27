//! The body, section by section: from one heading to the next, whatever their levels.

use super::{MergeConflict, MergeDecision, MergePart, MergeSide, Run};
use crate::body;

/// A section. `name` tells apart headings of the same text by their number.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Section<'a> {
    name: String,
    heading: String,
    text: &'a str,
}

impl Run<'_> {
    /// Merges three bodies.
    pub(super) fn body(&mut self, base: Option<&str>, mine: &str, theirs: &str) -> String {
        if mine == theirs || base == Some(theirs) {
            return mine.to_owned();
        }
        if base == Some(mine) {
            self.combine(MergePart::Section, "", MergeSide::Theirs);
            return theirs.to_owned();
        }
        let (before, ours, other) = (split(base.unwrap_or_default()), split(mine), split(theirs));
        let mut order: Vec<String> = ours.iter().map(|section| section.name.clone()).collect();
        let mut after = None;
        for section in &other {
            match order.iter().position(|name| *name == section.name) {
                Some(at) => after = Some(at),
                None => {
                    let at = after.map_or(0, |at| at + 1);
                    order.insert(at, section.name.clone());
                    after = Some(at);
                }
            }
        }
        let mut out = String::new();
        for name in order {
            let find = |sections: &[Section<'_>]| {
                sections
                    .iter()
                    .find(|section| section.name == name)
                    .map(|section| section.text.to_owned())
            };
            let heading = ours
                .iter()
                .chain(&other)
                .find(|section| section.name == name)
                .map_or_else(String::new, |section| section.heading.clone());
            if let Some(text) =
                self.section(&name, &heading, find(&before), find(&ours), find(&other))
            {
                if !out.is_empty() && !out.ends_with('\n') && !text.is_empty() {
                    out.push('\n');
                }
                out.push_str(&text);
            }
        }
        out
    }

    fn section(
        &mut self,
        name: &str,
        heading: &str,
        base: Option<String>,
        mine: Option<String>,
        theirs: Option<String>,
    ) -> Option<String> {
        if mine == theirs || theirs == base {
            return mine;
        }
        if mine == base {
            self.combine(MergePart::Section, heading, MergeSide::Theirs);
            return theirs;
        }
        // An edit beats a deletion.
        match (mine, theirs) {
            (Some(mine), None) => {
                self.combine(MergePart::Section, heading, MergeSide::Mine);
                Some(mine)
            }
            (None, theirs) => {
                self.combine(MergePart::Section, heading, MergeSide::Theirs);
                theirs
            }
            (Some(mine), Some(theirs)) if mine.trim_end() == theirs.trim_end() => Some(mine),
            (Some(mine), Some(theirs)) => Some(self.ask_section(name, heading, base, mine, theirs)),
        }
    }

    fn ask_section(
        &mut self,
        name: &str,
        heading: &str,
        base: Option<String>,
        mine: String,
        theirs: String,
    ) -> String {
        let key = format!("section:{name}");
        let both = together(&mine, &theirs);
        match self.choice(&key) {
            Some(MergeDecision::Mine) => return mine,
            Some(MergeDecision::Theirs) => return theirs,
            Some(MergeDecision::Both) => return both,
            Some(MergeDecision::Written { text }) => {
                let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
                return format!("{text}{end}");
            }
            None => {}
        }
        self.conflicts.push(MergeConflict {
            key,
            part: MergePart::Section,
            label: heading.to_owned(),
            base,
            mine: Some(mine.clone()),
            theirs: Some(theirs),
            both: Some(both),
        });
        mine
    }
}

/// My section, then theirs without its heading.
fn together(mine: &str, theirs: &str) -> String {
    let first = theirs.split_inclusive('\n').next().unwrap_or_default();
    let same_heading = first.trim_start().starts_with('#') && mine.starts_with(first.trim_end());
    let rest = if same_heading { &theirs[first.len()..] } else { theirs };
    let gap = if mine.ends_with("\n\n") {
        ""
    } else if mine.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    format!("{mine}{gap}{}", rest.trim_start_matches('\n'))
}

fn split(text: &str) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut heading = String::new();
    for (line, whole) in body::lines(text).zip(text.split_inclusive('\n')) {
        if let Some((level, title)) = line.heading() {
            push(&mut sections, &heading, &text[start..at]);
            heading = format!("{} {title}", "#".repeat(level));
            start = at;
        }
        at += whole.len();
    }
    push(&mut sections, &heading, &text[start..]);
    sections
}

fn push<'a>(sections: &mut Vec<Section<'a>>, heading: &str, text: &'a str) {
    // An empty beginning is no section; every other part of the body belongs to one.
    if text.is_empty() {
        return;
    }
    let title = heading.trim_start_matches('#').trim().to_owned();
    let number = sections.iter().filter(|section| section.heading == title).count();
    let name = if number == 0 { title.clone() } else { format!("{title}#{}", number + 1) };
    sections.push(Section { name, heading: title, text });
}
