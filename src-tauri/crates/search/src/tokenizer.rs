//! Words out of text, the same for records and for queries.
//!
//! One pass over the text, no dictionary:
//! - A word of letters and digits gives its English stem (Porter 2). With parts (`camelCase`,
//!   `snake_case`, `utf8`, `1.3.0`) it gives the parts one after the other **and** the whole at the
//!   place of the first, so that both `maxRetryCount` and `retry count` find it.
//! - Chinese, Japanese and Korean text gives every character and every pair of neighbours, at the
//!   place of the (first) character. A dictionary was measured and gained nothing (SEARCH.md 3b).
//! - Letters are folded first: compatibility forms (full width), case, diacritics. Offsets always
//!   speak of the original text.
//! - Everything else separates. A NUL does too, instead of ending the text.

mod fold;
mod split;
mod stream;
mod units;

pub(crate) use fold::is_cjk;
pub(crate) use split::{Kind, code_terms, exact_form, split};
pub(crate) use stream::{RecordTokenizer, stem};
pub(crate) use units::{Unit, phrase_terms, units};

/// The name under which the index knows the tokenizer.
pub(crate) const NAME: &str = "fieldbook";

/// Version of the analysis. Raise it whenever the same text would give other tokens: the index
/// is then rebuilt on its next opening.
pub(crate) const ANALYSER_VERSION: u32 = 1;
