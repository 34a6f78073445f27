//! The numbers of the ranking, each with its reason, and BM25.
//!
//! Two modes over the same index (SEARCH.md 5). *Navigation*: a few words, perhaps still being
//! typed; all of them have to match and the title weighs most. *Finding*: a question or a longer
//! description; any word may match and the whole text decides.

use tantivy::fieldnorm::FieldNormReader;

use crate::snapshot::{Segment, TextField};

/// Weights by field, in the order of [`TextField::LIST`].
pub(crate) type Weights = [f32; 5];

/// Navigation: who types two words mostly means a title.
pub(crate) const NAVIGATION: Weights = [1.0, 4.0, 2.0, 1.2, 1.5];
/// Finding: the catch-all field and a little of the title measured best on seven collections
/// (.512 nDCG@10 against .470 with separate fields). The lead, which has the first words of the body
/// too, is worth .01 to questions about code; at 1.0 it costs prose .03.
pub(crate) const FINDING: Weights = [1.0, 0.4, 0.3, 0.2, 0.5];
/// A word that begins with what was typed is worth less than the word itself.
pub(crate) const PREFIX: f32 = 0.8;
/// A corrected word is worth less than any that was spelt so.
pub(crate) const TYPO: f32 = 0.6;
/// The same with two slips.
pub(crate) const TYPO_TWO: f32 = 0.3;
/// A word that is in the index counts as misspelt only if the right one is this much more frequent.
pub(crate) const TYPO_DOCS: usize = 10;
/// A word that means the same is worth less than the word itself.
pub(crate) const SYNONYM: f32 = 0.6;
/// The whole identifier against its parts.
pub(crate) const WHOLE: f32 = 1.5;
/// Two words side by side. 0.3 cost questions about code .005 and gave no collection as much; 0.5 and
/// none measured worse.
pub(crate) const PAIR: f32 = 0.2;
/// Words farther apart than this are no pair.
pub(crate) const PAIR_SLOP: u32 = 4;
/// Above every sum of word scores: a title typed in full comes first.
pub(crate) const EXACT_TITLE: f32 = 1000.0;
/// A title that begins with what was typed.
pub(crate) const TITLE_START: f32 = 6.0;
/// Words from which a query is a description rather than a name.
pub(crate) const FINDING_WORDS: usize = 5;
/// Terms that a prefix stands for at most; 40 found no more than 16.
pub(crate) const EXPANSIONS: usize = 16;
/// Records taken for good ones in the second look at a description; 5 and 20 measured the same.
pub(crate) const FEEDBACK_RECORDS: usize = 10;
/// Terms added by the second look; 40 measured the same.
pub(crate) const FEEDBACK_TERMS: usize = 20;
/// Share of the weight that stays with the words of the query. Less finds more and orders it worse:
/// .6 costs CACM .04.
pub(crate) const FEEDBACK_WEIGHT: f32 = 0.85;
/// Bytes of the body's beginning that count as its lead.
pub(crate) const LEAD: usize = 100;
/// With fewer records that have all words of a longer query, those with some are shown as well.
pub(crate) const FEW: usize = 3;
/// The most that evidence of today adds, as a share of the score; it halves every eight months.
pub(crate) const FRESHNESS: f32 = 0.04;
/// The most that evidence of high certainty adds, as a share of the score.
pub(crate) const EVIDENCE: f32 = 0.04;
/// Share of the best score from which the record stays first that was first a letter before. Measured in two
/// collections, letter by letter: the best record changes without need at 4.5 and 4.0 letters of a hundred instead of
/// 5.2 and 5.6, and the record whose title is typed is found as high as before (mean reciprocal rank .885 and
/// .897, before .886 and .893). At .7 it comes later, and little more stays.
pub(crate) const HOLD: f32 = 0.9;
/// With fewer records found, the words are suspected of slips.
pub(crate) const DOUBTFUL: usize = 3;
/// Share of the best score below which a record is no longer about the query, where any word
/// suffices to match. One rule for what is counted and what is listed.
pub(crate) const CUT: f32 = 0.5;
/// Tokens of a window that a long record is read in. 100 and 200 measured about the same.
pub(crate) const PASSAGE: u32 = 150;
/// A record of more tokens is long.
pub(crate) const LONG: u32 = PASSAGE * 3 / 2;
/// Hits whose pairs and passages are looked at.
pub(crate) const RERANKED: usize = 200;

/// 1.2 measured .004 less on Cranfield and CACM; more repetition says little in short records.
const K1: f32 = 0.9;
/// How much of a text's length is held against it; .65 to .75 measured the same, .9 cost .007.
const B: f32 = 0.7;

/// Words that carry a question and not its subject; left out when another word remains. Small on
/// purpose: 294 words helped prose a little and cost queries about code much more.
const FUNCTION_WORDS: &str = " a an and are as at be but by for if in into is it no not of on or \
    such that the their then there these they this to was will with what which how who whom whose \
    when where why do does did can could should would may might must has have had been being am \
    were i me my we our you your its he she his her him them us about from than so too also any \
    some \
    d ll m re s t ve don ";

/// Whether a word (folded, not stemmed) is a function word.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&format!(" {word} "))
}

/// Whether a word still being typed may become a function word, or is one.
pub(crate) fn may_be_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&format!(" {word}"))
}

/// All function words.
pub(crate) fn function_words() -> impl Iterator<Item = &'static str> {
    FUNCTION_WORDS.split_whitespace()
}

/// Inverse document frequency.
pub(crate) fn idf(docs_with: usize, docs: usize) -> f32 {
    let (with, all) = (docs_with as f32, docs.max(docs_with) as f32);
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}

/// BM25's worth of a term by field, frequency and coded length, up to `K1 + 1`: looked up and not worked out,
/// as it is asked for each posting.
pub(crate) struct Lengths {
    few: Vec<[[f32; 256]; FEW_TIMES]>,
    constants: [[f32; 256]; 5],
}

/// Frequencies up to this are in the table.
const FEW_TIMES: usize = 4;

impl Lengths {
    pub(crate) fn of(segments: &[std::sync::Arc<Segment>]) -> Lengths {
        let mut constants = [[K1; 256]; 5];
        let docs: f32 = segments.iter().map(|segment| segment.size() as f32).sum();
        // A code span has no length to speak of.
        for field in TextField::LIST.into_iter().filter(|field| *field != TextField::Code) {
            let tokens: f32 =
                segments.iter().map(|s| s.field(field).total_num_tokens() as f32).sum();
            let average = (tokens / docs.max(1.0)).max(1.0);
            for (code, slot) in (0u8..=255).zip(constants[field as usize].iter_mut()) {
                let length = FieldNormReader::id_to_fieldnorm(code) as f32;
                *slot = K1 * (1.0 - B + B * length / average);
            }
        }
        let few = constants.iter().map(|by_length| {
            let times = |at: usize| by_length.map(|constant| saturate((at + 1) as f32, constant));
            std::array::from_fn(times)
        });
        Lengths { few: few.collect(), constants }
    }

    /// How much a term occurring `frequency` times is worth, up to `K1 + 1`.
    pub(crate) fn weigh(&self, field: TextField, frequency: u32, length_code: u8) -> f32 {
        let (field, frequency_at) = (field as usize, frequency.wrapping_sub(1) as usize);
        match self.few[field].get(frequency_at) {
            Some(by_length) => by_length[length_code as usize],
            None => saturate(frequency as f32, self.constants[field][length_code as usize]),
        }
    }
}

fn saturate(frequency: f32, constant: f32) -> f32 {
    (K1 + 1.0) * frequency / (frequency + constant)
}
