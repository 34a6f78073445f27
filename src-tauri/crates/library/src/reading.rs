//! One record as a page: what it says, what follows from it, and what it is connected with.

use fieldbook_record::verdict::ScoredRow;
use fieldbook_record::{self as record, Check, Format, Kind, Leverage, Reading, Record, Verdict};
use fieldbook_render::Heading;
use fieldbook_store::{Document, Resolved};
use serde::Serialize;

use crate::computed::verdict_word;
use crate::documents::{self, Key};
use crate::{Error, Library};

/// A record with everything its page shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RecordView {
    /// The record's id.
    pub id: String,
    /// The library that holds it.
    pub library: String,
    /// That library's name for people.
    pub library_name: String,
    /// Its kind.
    pub kind: Kind,
    /// The convention of its text.
    pub format: Format,
    /// The newest revision.
    pub revision: u32,
    /// When that was saved, in milliseconds since 1970.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub updated_at: i64,
    /// What saved it: `app`, `cli`, `import`, `starter`.
    pub updated_by: String,
    /// Whether it lies in the trash.
    pub trashed: bool,
    /// Whether something was typed that no revision holds yet.
    pub has_draft: bool,
    /// Whether it came with the app and nobody has changed it.
    pub starter: bool,
    /// The document, byte for byte.
    pub text: String,
    /// What the document says.
    pub record: Record,
    /// What the checker has to say.
    pub checks: Vec<Check>,
    /// The body as safe HTML.
    pub html: String,
    /// The body's headings.
    pub outline: Vec<Heading>,
    /// Why the body is shown as plain text, if it is.
    pub degraded: Option<String>,
    /// Images that were not fetched because they lie elsewhere.
    pub remote_images: u32,
    /// Links in both directions.
    pub links: Vec<LinkView>,
    /// The records that a verdict or certainty rests on, with what each contributes.
    pub evidence: Vec<EvidenceView>,
    /// The factor of a case study that states both sides of its effort.
    pub leverage: Option<Leverage>,
    /// The verdict of a finding, with its arithmetic.
    pub verdict: Option<Verdict>,
    /// The certainty of a playbook, by the same arithmetic over what links to it.
    pub playbook_certainty: Option<Verdict>,
}

/// One record behind a verdict.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EvidenceView {
    /// The case study's id.
    pub id: String,
    /// Its title; `None` where no such record is here.
    pub title: Option<String>,
    /// How the attempt ended, whatever it says about this claim.
    pub outcome: Option<String>,
    /// The row's own words on why it counts as it does.
    pub note: Option<String>,
    /// The row with its score, size, weight and recency.
    pub row: ScoredRow,
}

/// A link as seen from one of its ends.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LinkView {
    /// Whether this record states the link or the other one does.
    pub direction: Direction,
    /// How the stating record relates to the other.
    pub rel: String,
    /// The other record's id.
    pub id: String,
    /// The other record's library; `None` where no such record is here.
    pub library: Option<String>,
    /// Its title; `None` where no such record is here.
    pub title: Option<String>,
    /// Its kind.
    pub kind: Option<Kind>,
    /// How the attempt ended (case studies).
    pub outcome: Option<String>,
    /// The computed verdict (findings).
    pub verdict: Option<String>,
    /// The ring a person set (playbooks).
    pub ring: Option<String>,
    /// Certainty word.
    pub certainty: Option<String>,
    /// The organisation it happened in.
    pub organisation: Option<String>,
    /// When it happened.
    pub date: Option<String>,
    /// Its age in months.
    pub age_months: Option<f64>,
    /// Why the link is there, in the words of the record that states it.
    pub note: Option<String>,
}

/// Which end of a link one looks from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LinkDirection"))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// This record states the link.
    Out,
    /// The other record states it.
    In,
}

impl Library {
    /// Opens a record as a page.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the id; the store's errors.
    pub fn record(&self, id: &str) -> Result<RecordView, Error> {
        let document = self.document(id)?;
        let Reading { record, checks, body_offset, .. } = self.read_document(&document);
        let body = document.text.get(body_offset as usize..).unwrap_or_default();
        let rendered = self.render(&document.library, body);
        let computed = self.computed(&document, &record)?.map(|computed| (*computed).clone());
        let (verdict, playbook_certainty) = match record.kind {
            Kind::Finding => (computed, None),
            Kind::CaseStudy | Kind::Playbook => (None, computed),
        };
        let links = self.link_views(&document, &record)?;
        let rows =
            verdict.as_ref().or(playbook_certainty.as_ref()).map(|body| body.rows.as_slice());
        let evidence = evidence_views(rows.unwrap_or_default(), &links);
        let newest = self.store.revisions(&document.library, &document.id)?.pop();
        Ok(RecordView {
            library_name: crate::library_name(&document.library),
            updated_by: newest.map(|revision| revision.actor).unwrap_or_default(),
            evidence,
            links,
            verdict,
            playbook_certainty,
            leverage: record.case_study().map(record::leverage),
            has_draft: self.store.draft(&Key::of(&document).to_string())?.is_some(),
            starter: document.starter_hash.as_deref() == Some(document.hash.as_str()),
            kind: documents::kind(&document),
            format: documents::format(&document),
            html: rendered.html,
            outline: rendered.outline,
            degraded: rendered.degraded.map(|reason| reason.as_str().to_owned()),
            remote_images: rendered.remote_images,
            revision: document.revision,
            updated_at: document.updated,
            trashed: document.trashed.is_some(),
            id: document.id,
            library: document.library,
            text: document.text,
            record,
            checks,
        })
    }

    /// Finds the record that an id, a `<library>/<id>`, an alias or a prefix of at least four
    /// characters means.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`]; the store's errors.
    pub fn locate(&self, id: &str) -> Result<Key, Error> {
        match self.store.resolve(id.trim())? {
            Resolved::One(key) => Ok(Key { library: key.library, id: key.id }),
            Resolved::Ambiguous(keys) => Err(Error::Ambiguous {
                id: id.to_owned(),
                candidates: keys
                    .into_iter()
                    .map(|key| format!("{}/{}", key.library, key.id))
                    .collect(),
            }),
            Resolved::None => Err(Error::NotFound { id: id.to_owned() }),
        }
    }

    /// Reads a stored document.
    ///
    /// # Errors
    /// As [`Library::locate`].
    pub fn document(&self, id: &str) -> Result<Document, Error> {
        let key = self.locate(id)?;
        self.store
            .document(&key.library, &key.id)?
            .ok_or_else(|| Error::NotFound { id: id.to_owned() })
    }

    /// Reads what a stored document says.
    pub fn read_document(&self, document: &Document) -> Reading {
        self.read_text(document, &document.text)
    }

    pub(crate) fn read_text(&self, document: &Document, text: &str) -> Reading {
        self.read(&Key::of(document), documents::kind(document), documents::format(document), text)
    }

    pub(crate) fn read(&self, key: &Key, kind: Kind, format: Format, text: &str) -> Reading {
        let mut context = record::Context::new(&key.id, self.clock.today());
        context.kind = Some(kind);
        context.format = format;
        record::read(text, &context)
    }

    /// Renders a record's body; links to records are resolved from its library.
    pub(crate) fn render(&self, library: &str, body: &str) -> fieldbook_render::Rendered {
        let resolve = |id: &str| {
            let found = self.linked(library, id).ok().flatten()?;
            Some(fieldbook_render::Target {
                title: found.columns.title.clone().unwrap_or_else(|| found.id.clone()),
                kind: found.kind.clone(),
            })
        };
        let options = fieldbook_render::Options { resolve: &resolve, asset_base: &self.asset_base };
        let rendered = fieldbook_render::render(body, &options);
        self.diagrams.keep(&rendered.diagrams);
        rendered
    }

    fn link_views(&self, document: &Document, record: &Record) -> Result<Vec<LinkView>, Error> {
        let mut views = Vec::new();
        for link in self.store.links_from(&document.library, &document.id)? {
            let other = self.linked(&document.library, &link.to)?;
            let note = stated_note(record, &link.rel, &link.to);
            views.push(self.link_view(Direction::Out, link.rel, link.to, other.as_ref(), note)?);
        }
        for link in self.store.links_to(&document.library, &document.id)? {
            let Some(other) = self.store.document(&link.from.library, &link.from.id)? else {
                continue;
            };
            let stated_by = self.read_document(&other).record;
            let note = stated_note(&stated_by, &link.link.rel, &document.id);
            let id = other.id.clone();
            views.push(self.link_view(Direction::In, link.link.rel, id, Some(&other), note)?);
        }
        Ok(without_mentions_said_otherwise(views))
    }

    fn link_view(
        &self,
        direction: Direction,
        rel: String,
        id: String,
        other: Option<&Document>,
        note: Option<String>,
    ) -> Result<LinkView, Error> {
        let computed = match other {
            Some(other) => self.computed_of(other, self.store.last_sequence()?)?,
            None => None,
        };
        let columns = other.map(|other| &other.columns);
        let text = |column: fn(&fieldbook_store::Columns) -> Option<&String>| {
            columns.and_then(column).cloned()
        };
        let date = text(|columns| columns.date.as_ref());
        let is_finding = other.map(documents::kind) == Some(Kind::Finding);
        Ok(LinkView {
            direction,
            rel,
            library: other.map(|other| other.library.clone()),
            title: columns.and_then(|columns| columns.title.clone()),
            kind: other.map(documents::kind),
            outcome: text(|columns| columns.outcome.as_ref()),
            verdict: computed
                .as_ref()
                .filter(|_| is_finding)
                .map(|computed| verdict_word(computed).to_owned()),
            ring: text(|columns| columns.ring.as_ref()),
            certainty: computed
                .as_ref()
                .map(|computed| computed.certainty.to_string())
                .or_else(|| text(|columns| columns.certainty.as_ref())),
            organisation: text(|columns| columns.organisation.as_ref()),
            age_months: date
                .as_deref()
                .and_then(|date| documents::age_in_months(date, self.clock.today())),
            date,
            note,
            id,
        })
    }
}

/// Joins the scored rows with what the links already know about the other end.
fn evidence_views(rows: &[ScoredRow], links: &[LinkView]) -> Vec<EvidenceView> {
    let known = |id: &str| {
        let said = |link: &&LinkView| link.id == id && link.rel != "mentions";
        links.iter().find(said).or_else(|| links.iter().find(|link| link.id == id))
    };
    rows.iter()
        .map(|row| {
            let link = known(&row.row.case);
            EvidenceView {
                id: row.row.case.clone(),
                title: link.and_then(|link| link.title.clone()),
                outcome: link.and_then(|link| link.outcome.clone()),
                note: link.and_then(|link| link.note.clone()),
                row: row.clone(),
            }
        })
        .collect()
}

/// Finds the reason that a record gives for a link of its front matter or a row of its evidence.
fn stated_note(record: &Record, rel: &str, to: &str) -> Option<String> {
    if let Some(finding) = record.finding().filter(|_| rel == "evidence") {
        let row = finding.evidence.iter().find(|row| row.case == to)?;
        return row.note.clone();
    }
    let link = record.links.iter().find(|link| link.rel.as_str() == rel && link.to == to)?;
    link.note.clone()
}

/// Drops a mention in the prose where front matter already links the same two records.
fn without_mentions_said_otherwise(views: Vec<LinkView>) -> Vec<LinkView> {
    let stated: Vec<String> =
        views.iter().filter(|view| view.rel != "mentions").map(|view| view.id.clone()).collect();
    let mut mentioned = Vec::new();
    views
        .into_iter()
        .filter(|view| {
            if view.rel != "mentions" {
                return true;
            }
            let first = !mentioned.contains(&view.id);
            mentioned.push(view.id.clone());
            first && !stated.contains(&view.id)
        })
        .collect()
}
