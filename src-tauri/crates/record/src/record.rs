//! The typed view of a document: the fields that all kinds share, and the door to each kind's own.
//!
//! A record is derived from its document and holds only what could be read. Nothing here is ever
//! written back; changes go through [`crate::edit`].

use serde::Serialize;

use crate::case_study::CaseStudy;
use crate::claimed::Claimed;
use crate::date::PartialDate;
use crate::finding::Finding;
use crate::kind::Kind;
use crate::playbook::Playbook;
use crate::vocabulary::{Origin, Rel, Status, Tier, Visibility};

/// What a document says, as far as it could be read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Record {
    /// Readable slug, unique in a library; the stored id where the text has none.
    pub id: String,
    /// What kind of record it is.
    pub kind: Kind,
    /// Title; the first heading or the id where the text has none. Never empty.
    pub title: String,
    /// Status; a draft where the text says nothing.
    pub status: Status,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// What was attempted, one word of the list; an unknown word is kept.
    pub task_type: Option<String>,
    /// Free text such as "payments backend".
    pub domain: Option<String>,
    /// Slugs.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who read it before it was published.
    pub reviewed_by: Vec<String>,
    /// Who answers for it today.
    pub owner: Option<String>,
    /// Day it was made.
    pub created: Option<PartialDate>,
    /// Day of the last change.
    pub updated: Option<PartialDate>,
    /// Day by which someone should look at it again, as written.
    pub review_by: Option<PartialDate>,
    /// Who may see it.
    pub visibility: Option<Visibility>,
    /// Where it comes from.
    pub origin: Origin,
    /// Where it can be looked up.
    pub sources: Vec<Source>,
    /// Links written in front matter.
    pub links: Vec<StatedLink>,
    /// What a reader must know before relying on it.
    pub caveats: Vec<String>,
    /// Earlier ids.
    pub aliases: Vec<String>,
    /// Verification events.
    pub verified: Vec<Verification>,
    /// Why it was withdrawn or deprecated.
    pub status_reason: Option<String>,
    /// What its kind adds.
    pub details: Details,
    /// What another catalogue says about itself, kept apart from our own fields.
    pub claimed: Option<Claimed>,
    /// Top-level keys of the front matter that Fieldbook does not know; kept on every edit.
    pub unknown_keys: Vec<String>,
}

impl Record {
    /// Returns the case study's own fields, if it is one.
    pub fn case_study(&self) -> Option<&CaseStudy> {
        match &self.details {
            Details::CaseStudy(case) => Some(case),
            Details::Playbook(_) | Details::Finding(_) => None,
        }
    }

    /// Returns the playbook's own fields, if it is one.
    pub fn playbook(&self) -> Option<&Playbook> {
        match &self.details {
            Details::Playbook(playbook) => Some(playbook),
            Details::CaseStudy(_) | Details::Finding(_) => None,
        }
    }

    /// Returns the finding's own fields, if it is one.
    pub fn finding(&self) -> Option<&Finding> {
        match &self.details {
            Details::Finding(finding) => Some(finding),
            Details::CaseStudy(_) | Details::Playbook(_) => None,
        }
    }
}

/// What a kind adds to the common fields.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(
    clippy::large_enum_variant,
    reason = "one per record, never in bulk; boxing would only hide the fields"
)]
pub enum Details {
    /// What happened once.
    CaseStudy(CaseStudy),
    /// What to do.
    Playbook(Playbook),
    /// What agents can do.
    Finding(Finding),
}

/// Where something can be looked up.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Source {
    /// Name by which facts refer to it.
    pub id: Option<String>,
    /// Public address.
    pub url: Option<String>,
    /// Where it lies inside the organisation.
    pub internal_ref: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// When it was read, as written.
    pub accessed: Option<String>,
    /// How close it is to the event.
    pub tier: Option<Tier>,
    /// Anything else worth saying.
    pub note: Option<String>,
}

/// A link written in front matter, on the record that has it to say.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StatedLink {
    /// How it relates.
    pub rel: Rel,
    /// Id of the other record, perhaps `<library>/<id>`.
    pub to: String,
    /// Why.
    pub note: Option<String>,
}

/// Someone tried the record against an agent and model, and it still held.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Verification {
    /// Person or team.
    pub by: Option<String>,
    /// Day.
    pub on: Option<PartialDate>,
    /// Agent it was tried with.
    pub agent: Option<String>,
    /// Model it was tried with.
    pub model: Option<String>,
    /// What was seen.
    pub note: Option<String>,
}
