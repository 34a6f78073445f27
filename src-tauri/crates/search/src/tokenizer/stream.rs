//! The tokenizer as tantivy wants it, and the stemmer with its memory.

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::split::{Kind, Piece, split};

/// Most stems remembered by one tokenizer; text repeats a few thousand words most of the time.
const REMEMBERED: usize = 50_000;

/// The stem of a folded word. Words with digits, `_` or letters beyond ASCII stay as they are.
pub(crate) fn stem(word: &str) -> String {
    if is_stemmed(word) {
        Stemmer::new(Algorithm::English).stem(word).into_owned()
    } else {
        word.to_owned()
    }
}

fn is_stemmed(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The tokenizer of all text fields.
#[derive(Clone, Default)]
pub(crate) struct RecordTokenizer {
    /// Asked for every word of a text, hence the fast hash.
    stems: FxHashMap<Box<str>, Box<str>>,
    buffer: Buffer,
}

/// All tokens of a text: ranges of one string, so that a token costs no allocation.
#[derive(Clone, Default)]
struct Buffer {
    text: String,
    tokens: Vec<Slot>,
}

#[derive(Clone, Copy)]
struct Slot {
    text_end: usize,
    start: usize,
    end: usize,
    position: usize,
}

impl RecordTokenizer {
    fn push(&mut self, piece: &Piece<'_>) {
        let stems = matches!(piece.kind, Kind::Word | Kind::Part | Kind::Whole { .. })
            && is_stemmed(piece.text);
        if stems {
            if let Some(stem) = self.stems.get(piece.text) {
                self.buffer.text.push_str(stem);
            } else {
                let stem = stem(piece.text);
                self.buffer.text.push_str(&stem);
                if self.stems.len() >= REMEMBERED {
                    self.stems.clear();
                }
                self.stems.insert(piece.text.into(), stem.into());
            }
        } else {
            self.buffer.text.push_str(piece.text);
        }
        self.buffer.tokens.push(Slot {
            text_end: self.buffer.text.len(),
            start: piece.start,
            end: piece.end,
            position: piece.position,
        });
    }
}

impl Tokenizer for RecordTokenizer {
    type TokenStream<'a> = RecordTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> RecordTokenStream<'a> {
        self.buffer.text.clear();
        self.buffer.tokens.clear();
        split(text, &mut |piece| self.push(&piece));
        RecordTokenStream { buffer: &self.buffer, next: 0, from: 0, token: Token::default() }
    }
}

/// The tokens of one text.
pub(crate) struct RecordTokenStream<'a> {
    buffer: &'a Buffer,
    next: usize,
    from: usize,
    token: Token,
}

impl TokenStream for RecordTokenStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(slot) = self.buffer.tokens.get(self.next) else { return false };
        self.token.text.clear();
        self.token.text.push_str(&self.buffer.text[self.from..slot.text_end]);
        self.token.offset_from = slot.start;
        self.token.offset_to = slot.end;
        self.token.position = slot.position;
        self.from = slot.text_end;
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
