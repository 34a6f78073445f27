//! What stands between a record and other people's eyes: publish fields, secrets, personal data, the word list.

use fieldbook_record::vocabulary::Visibility;
use fieldbook_record::{Check, CheckCode, Record};
use fieldbook_share::Marker;
use fieldbook_share::personal::{self, Own};
use fieldbook_share::secrets::{self, Found};
use fieldbook_store::PublishException;

use super::{FindingCategory, PublishFinding};

/// What publishing asks for and a record lacks. A review brings the reviewer's name itself.
pub(super) fn missing(checks: Vec<Check>, review: bool) -> Vec<Check> {
    let by_review = |check: &Check| {
        review && matches!(check.code, CheckCode::ReviewerMissing | CheckCode::ReviewerIsAuthor)
    };
    checks.into_iter().filter(|check| check.blocks_publishing && !by_review(check)).collect()
}

/// Whether a record says that a library's readers may see it.
pub(super) fn may_be_seen(record: &Record, marker: Option<&Marker>) -> bool {
    let rank = |visibility: &Visibility| match visibility {
        Visibility::Public => 3,
        Visibility::Organisation => 2,
        Visibility::Team | Visibility::Other(_) => 1,
    };
    let Some(audience) = marker.and_then(|marker| marker.publish.visibility.as_deref()) else {
        return true;
    };
    record
        .visibility
        .as_ref()
        .is_some_and(|visibility| rank(visibility) >= rank(&Visibility::from(audience)))
}

/// Looks for what should not be published.
pub(crate) fn findings(
    text: &str,
    marker: Option<&Marker>,
    exceptions: &[PublishException],
) -> Vec<PublishFinding> {
    scanned(text, marker)
        .into_iter()
        .map(|(category, one)| {
            let fingerprint = fingerprint(text, &one);
            let by_library = marker.is_some_and(|m| m.publish.allow.contains(&fingerprint));
            let excepted = exceptions
                .iter()
                .find(|exception| exception.fingerprint == fingerprint)
                .map(|exception| exception.reason.clone())
                .or_else(|| by_library.then(|| "allowed in fieldbook.toml".to_owned()));
            let line = text[..one.start].bytes().filter(|byte| *byte == b'\n').count() + 1;
            PublishFinding {
                fingerprint,
                rule: one.rule.to_owned(),
                category,
                line: u32::try_from(line).unwrap_or(u32::MAX),
                shown: one.shown.clone(),
                excepted,
            }
        })
        .collect()
}

/// Puts other words in the place of a finding, wherever it stands.
pub(super) fn replaced(text: &str, marker: Option<&Marker>, print: &str, with: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (_, one) in scanned(text, marker) {
        if one.start >= at && fingerprint(text, &one) == print {
            out.push_str(&text[at..one.start]);
            out.push_str(with);
            at = one.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

fn fingerprint(text: &str, one: &Found) -> String {
    fieldbook_store::hash_of(format!("{}\n{}", one.rule, &text[one.start..one.end]))
}

fn scanned(text: &str, marker: Option<&Marker>) -> Vec<(FindingCategory, Found)> {
    let none: &[String] = &[];
    let own = Own {
        words: marker.map_or(none, |marker| &marker.publish.words),
        hosts: marker.map_or(none, |marker| &marker.publish.internal_hosts),
    };
    let secrets = secrets::scan(text);
    let inside =
        |one: &Found| secrets.iter().any(|secret| one.start < secret.end && secret.start < one.end);
    let personal: Vec<Found> =
        personal::scan(text, &own).into_iter().filter(|one| !inside(one)).collect();
    let mut found: Vec<(FindingCategory, Found)> =
        secrets.into_iter().map(|one| (FindingCategory::Secret, one)).collect();
    found.extend(personal.into_iter().map(|one| {
        let category = if one.rule == "listed-word" {
            FindingCategory::Word
        } else {
            FindingCategory::Personal
        };
        (category, one)
    }));
    found.sort_by_key(|(_, one)| one.start);
    found
}
