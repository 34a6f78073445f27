//! One state of the index as readers see it, with what is kept in memory beside it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use tantivy::{
    InvertedIndexReader, Searcher, SegmentReader, fieldnorm::FieldNormReader, index::SegmentId,
    postings::TermInfo, schema::IndexRecordOption, termdict::TermStreamer,
};

use crate::{
    bits::Bits,
    columns::Columns,
    ranking::{Lengths, function_words, may_be_function_word},
    schema::Fields,
    typo::{self, Words},
};

/// The searched text fields, in the order of the tables by field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TextField {
    All,
    Title,
    Lead,
    Lessons,
    Code,
}

impl TextField {
    pub(crate) const LIST: [TextField; 5] =
        [TextField::All, TextField::Title, TextField::Lead, TextField::Lessons, TextField::Code];

    pub(crate) fn name(self) -> &'static str {
        match self {
            TextField::All => "all",
            TextField::Title => "title",
            TextField::Lead => "lead",
            TextField::Lessons => "lessons",
            TextField::Code => "code",
        }
    }
}

/// A committed state of the index.
pub(crate) struct Snapshot {
    pub(crate) segments: Vec<Arc<Segment>>,
    pub(crate) sequence: u64,
    pub(crate) docs: usize,
    pub(crate) lengths: Arc<Lengths>,
    pub(crate) slips: Arc<typo::Known>,
}

/// A segment with its readers opened once.
pub(crate) struct Segment {
    pub(crate) reader: SegmentReader,
    fields: [Arc<InvertedIndexReader>; 5],
    pub(crate) exact_titles: Arc<InvertedIndexReader>,
    pub(crate) keys: Arc<InvertedIndexReader>,
    norms: [Option<FieldNormReader>; 5],
    /// The records that are not deleted.
    pub(crate) alive: Bits,
    side: Arc<Side>,
}

/// What is derived from a segment and outlives its deletions.
#[derive(Default)]
struct Side {
    columns: OnceLock<Columns>,
    words: OnceLock<Words>,
    prefixes: Mutex<HashMap<Box<str>, Arc<[Expansion]>>>,
    begun: Mutex<Begun>,
}

/// The records with a word that begins so, by field and beginning.
type Begun = HashMap<(TextField, Box<str>), Arc<Bits>>;

/// A term that begins with what was typed, and how many records of the segment have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expansion {
    pub(crate) term: Box<str>,
    pub(crate) docs: u32,
}

/// Of words of which no more than this is typed, it is remembered which records have one.
const BEGUN: usize = 2;
/// Prefixes up to this many characters are remembered, as they walk many terms.
const REMEMBERED_PREFIX: usize = 3;
/// Most terms walked for a longer prefix.
const MAX_WALK: usize = 3_000;
/// Expansions kept of a segment, the most frequent.
const KEPT_EXPANSIONS: usize = 24;

/// Whether it is remembered which records have a word that begins so: with a letter or two, or as a function word does.
pub(crate) fn is_begun(word: &str) -> bool {
    word.chars().count() <= BEGUN || may_be_function_word(word)
}

impl Snapshot {
    pub(crate) fn new(
        searcher: &Searcher,
        fields: &Fields,
        sequence: u64,
        before: Option<&Snapshot>,
    ) -> tantivy::Result<Snapshot> {
        let mut known: HashMap<SegmentId, Arc<Side>> = HashMap::new();
        for segment in before.iter().flat_map(|before| &before.segments) {
            known.insert(segment.reader.segment_id(), segment.side.clone());
        }
        let segments = searcher
            .segment_readers()
            .iter()
            .map(|reader| {
                let side = known.get(&reader.segment_id()).cloned().unwrap_or_default();
                Ok(Arc::new(Segment::open(reader.clone(), fields, side)?))
            })
            .collect::<tantivy::Result<Vec<_>>>()?;
        let lengths = Arc::new(Lengths::of(&segments));
        Ok(Snapshot {
            segments,
            sequence,
            docs: searcher.num_docs() as usize,
            lengths,
            slips: Arc::default(),
        })
    }

    /// Reads all that is kept in memory of its segments, as far as it is not yet there.
    pub(crate) fn warm(&self) -> tantivy::Result<()> {
        self.segments.iter().try_for_each(|segment| segment.warm())
    }
}

impl Segment {
    /// A segment of an index in memory.
    pub(crate) fn of_overlay(reader: SegmentReader, fields: &Fields) -> tantivy::Result<Segment> {
        Segment::open(reader, fields, Arc::default())
    }

    fn open(reader: SegmentReader, fields: &Fields, side: Arc<Side>) -> tantivy::Result<Segment> {
        let text = [fields.all, fields.title, fields.lead, fields.lessons, fields.code];
        let norm = |field| reader.fieldnorms_readers().get_field(field);
        Ok(Segment {
            fields: [
                reader.inverted_index(text[0])?,
                reader.inverted_index(text[1])?,
                reader.inverted_index(text[2])?,
                reader.inverted_index(text[3])?,
                reader.inverted_index(text[4])?,
            ],
            norms: [norm(text[0])?, norm(text[1])?, norm(text[2])?, norm(text[3])?, None],
            exact_titles: reader.inverted_index(fields.exact_title)?,
            keys: reader.inverted_index(fields.key)?,
            alive: alive(&reader),
            side,
            reader,
        })
    }

    pub(crate) fn size(&self) -> u32 {
        self.reader.max_doc()
    }

    pub(crate) fn field(&self, field: TextField) -> &InvertedIndexReader {
        &self.fields[field as usize]
    }

    pub(crate) fn norms(&self, field: TextField) -> Option<&FieldNormReader> {
        self.norms[field as usize].as_ref()
    }

    /// The term's entry in a field's dictionary.
    pub(crate) fn term(&self, field: TextField, term: &str) -> tantivy::Result<Option<TermInfo>> {
        Ok(self.field(field).terms().get(term)?)
    }

    /// The values of the segment's records, read on first use.
    pub(crate) fn columns(&self) -> tantivy::Result<&Columns> {
        if let Some(columns) = self.side.columns.get() {
            return Ok(columns);
        }
        let columns = Columns::read(&self.reader)?;
        Ok(self.side.columns.get_or_init(|| columns))
    }

    /// The segment's words for corrections, read on first use.
    pub(crate) fn words(&self) -> tantivy::Result<&Words> {
        if let Some(words) = self.side.words.get() {
            return Ok(words);
        }
        let words = Words::read(self.field(TextField::All))?;
        Ok(self.side.words.get_or_init(|| words))
    }

    /// Reads all that is kept in memory: columns, words, and what one or two letters and function words stand for.
    fn warm(&self) -> tantivy::Result<()> {
        self.columns()?;
        self.words()?;
        for first in 'a'..='z' {
            self.expansions(first.encode_utf8(&mut [0; 4]))?;
            self.begun(TextField::All, first.encode_utf8(&mut [0; 4]))?;
            for second in 'a'..='z' {
                self.expansions(&format!("{first}{second}"))?;
                self.begun(TextField::All, &format!("{first}{second}"))?;
            }
        }
        for word in function_words() {
            for typed in BEGUN + 1..=word.len() {
                self.begun(TextField::All, &word[..typed])?;
            }
        }
        Ok(())
    }

    /// The records with a word that begins with `prefix`, of which [`is_begun`] holds: others are too many to remember.
    pub(crate) fn begun(&self, field: TextField, prefix: &str) -> tantivy::Result<Arc<Bits>> {
        let key = (field, Box::from(prefix));
        let known = || self.side.begun.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bits) = known().get(&key) {
            return Ok(bits.clone());
        }
        let mut bits = Bits::none(self.size());
        let reader = self.field(field);
        let mut stream = beginning(reader, prefix)?;
        while stream.advance() {
            let option = IndexRecordOption::Basic;
            let mut postings = reader.read_block_postings_from_terminfo(stream.value(), option)?;
            while postings.block_len() > 0 {
                postings.docs().iter().for_each(|doc| bits.insert(*doc));
                postings.advance();
            }
        }
        let bits = Arc::new(bits);
        known().insert(key, bits.clone());
        Ok(bits)
    }

    /// The most frequent terms of `all` that begin with `prefix`.
    ///
    /// A dictionary knows its terms by the alphabet only, so a short prefix walks them all; that is
    /// done once per segment and remembered.
    pub(crate) fn expansions(&self, prefix: &str) -> tantivy::Result<Arc<[Expansion]>> {
        let short = prefix.chars().count() <= REMEMBERED_PREFIX;
        if short && let Some(known) = self.remembered().get(prefix) {
            return Ok(known.clone());
        }
        let walk = if short { usize::MAX } else { MAX_WALK };
        let found: Arc<[Expansion]> = self.walk(prefix, walk)?.into();
        if short {
            self.remembered().insert(prefix.into(), found.clone());
        }
        Ok(found)
    }

    fn walk(&self, prefix: &str, most: usize) -> tantivy::Result<Vec<Expansion>> {
        let mut stream = beginning(self.field(TextField::All), prefix)?;
        let mut kept: Vec<Expansion> = Vec::new();
        let mut least = 0;
        let mut walked = 0;
        while walked < most && stream.advance() {
            walked += 1;
            let docs = stream.value().doc_freq;
            if docs <= least {
                continue;
            }
            let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
            kept.push(Expansion { term: term.into(), docs });
            if kept.len() >= 4 * KEPT_EXPANSIONS {
                least = keep_most_frequent(&mut kept);
            }
        }
        keep_most_frequent(&mut kept);
        Ok(kept)
    }

    fn remembered(&self) -> std::sync::MutexGuard<'_, HashMap<Box<str>, Arc<[Expansion]>>> {
        self.side.prefixes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn alive(reader: &SegmentReader) -> Bits {
    let Some(alive) = reader.alive_bitset() else { return Bits::all(reader.max_doc()) };
    let mut bits = Bits::none(reader.max_doc());
    alive.iter_alive().for_each(|doc| bits.insert(doc));
    bits
}

/// Sorts, cuts, and returns the number of records a term must exceed to get in afterwards.
fn keep_most_frequent(kept: &mut Vec<Expansion>) -> u32 {
    kept.sort_unstable_by(|a, b| b.docs.cmp(&a.docs).then_with(|| a.term.cmp(&b.term)));
    kept.truncate(KEPT_EXPANSIONS);
    if kept.len() == KEPT_EXPANSIONS { kept[KEPT_EXPANSIONS - 1].docs } else { 0 }
}

/// The terms that begin with `prefix`.
pub(crate) fn beginning<'a>(
    reader: &'a InvertedIndexReader,
    prefix: &str,
) -> tantivy::Result<TermStreamer<'a>> {
    let mut range = reader.terms().range().ge(prefix);
    if let Some(end) = end_of_prefix(prefix) {
        range = range.lt(end);
    }
    Ok(range.into_stream()?)
}

/// The first string after all that begin with `prefix`.
fn end_of_prefix(prefix: &str) -> Option<Vec<u8>> {
    let mut end = prefix.as_bytes().to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Some(end);
        }
    }
    None
}
