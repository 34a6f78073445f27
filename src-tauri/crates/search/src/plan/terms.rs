//! Words looked up in the dictionaries.

use super::{Atom, Mode, Plan, Term, planner::Planner};
use crate::{
    Scope,
    ranking::{PREFIX, idf, is_function_word},
    snapshot::TextField,
    tokenizer::{code_terms, stem},
    typo::Correction,
};

/// Terms for one word from which only the two weightiest fields are looked at.
const MANY: usize = 4;

impl Planner<'_> {
    /// The run as one term of the code spans.
    pub(super) fn code_atom(&self, text: &str, scope: Scope) -> tantivy::Result<Option<Plan>> {
        let plain_and_short = text.len() < 3 && text.chars().all(char::is_alphanumeric);
        if scope == Scope::Title || plain_and_short || is_function_word(text) {
            return Ok(None);
        }
        let Some(term) = code_terms(text).next() else { return Ok(None) };
        self.atom(vec![(term, 1.0)], TextField::Code)
    }

    pub(super) fn atom(
        &self,
        terms: Vec<(String, f32)>,
        place: TextField,
    ) -> tantivy::Result<Option<Plan>> {
        let atom = self.atom_or_empty(terms, place)?;
        Ok((!atom.terms.is_empty()).then_some(Plan::Atom(atom)))
    }

    pub(super) fn atom_or_empty(
        &self,
        terms: Vec<(String, f32)>,
        place: TextField,
    ) -> tantivy::Result<Atom> {
        let mut found: Vec<Term> = Vec::with_capacity(terms.len());
        // Many completions: the lesser fields cost more than they order.
        let many = terms.len() > MANY;
        let fields: &[TextField] = match place {
            TextField::Code => &[TextField::Code],
            _ if many => &TextField::LIST[..2],
            _ => &TextField::LIST,
        };
        for (text, discount) in terms {
            if found.iter().all(|term| term.text != text) {
                let term = self.look_up(text, discount, fields)?;
                if term.postings.iter().any(|(_, field, _)| *field == place) {
                    found.push(term);
                }
            }
        }
        let postings: usize = found.iter().map(|term| term.docs).sum();
        self.postings.set(self.postings.get().saturating_add(postings));
        self.weigh_alike(&mut found);
        let mut weights = self.weights;
        // Code spans have their own atom, see `code_atom`.
        weights[TextField::Code as usize] = 0.0;
        if place == TextField::Code {
            weights = [0.0, 0.0, 0.0, 0.0, self.weights[TextField::Code as usize]];
        } else if place == TextField::Title {
            let title = weights[TextField::Title as usize];
            weights = [0.0, title, 0.0, 0.0, 0.0];
        } else if many {
            weights[2..].fill(0.0);
        }
        Ok(Atom { terms: found, weights, place, times: 1.0, begun: None })
    }

    /// All that a word may stand for weigh as its most frequent meaning: a rare completion must not outrank the
    /// word itself.
    fn weigh_alike(&self, terms: &mut [Term]) {
        let most = terms.iter().map(|term| term.docs).max().unwrap_or(0);
        for term in terms {
            term.factor *= idf(most, self.docs) / idf(term.docs, self.docs);
        }
    }

    /// A word of which a letter or two are typed, or that may become a function word: every word that begins so
    /// matches, which is known without going through postings; besides the word itself, only titles say anything
    /// about the order, and of a function word titles alone: all texts have it.
    pub(super) fn begun(&self, word: &str, place: TextField) -> tantivy::Result<Atom> {
        let stemmed = stem(word);
        let itself = vec![(stemmed.clone(), 1.0)];
        let (texts, titles) =
            if is_function_word(word) { (vec![], itself) } else { (itself, vec![]) };
        let mut atom = self.atom_or_empty(texts, place)?;
        let others = self.expand(word, PREFIX)?.into_iter().filter(|(text, _)| *text != stemmed);
        let mut titles = titles
            .into_iter()
            .chain(others)
            .map(|(text, discount)| self.look_up(text, discount, &[TextField::Title]))
            .collect::<tantivy::Result<Vec<_>>>()?;
        titles.retain(|term| term.docs > 0);
        self.weigh_alike(&mut titles);
        atom.terms.append(&mut titles);
        atom.begun = Some(word.into());
        Ok(atom)
    }

    /// A word with what it may be a slip for, likeliest first. A slip of a function word is treated as the function
    /// word is: titles decide, and a description does without it.
    pub(super) fn slip(
        &self,
        itself: Option<(String, f32)>,
        found: &[&Correction],
        place: TextField,
    ) -> tantivy::Result<Atom> {
        let likeliest = found.first().filter(|one| itself.is_none() && is_function_word(&one.word));
        let says_something = |one: &&&Correction| likeliest.is_none_or(|it| it.word != one.word);
        let others = found.iter().filter(says_something);
        let terms = others.map(|one| (one.term.clone(), one.discount()));
        let mut atom = self.atom_or_empty(itself.into_iter().chain(terms).collect(), place)?;
        if let Some(slip) = likeliest.filter(|_| self.mode == Mode::Navigation) {
            let Atom { mut terms, begun, .. } = self.begun(&slip.word, place)?;
            terms.iter_mut().for_each(|term| term.factor *= slip.discount());
            atom.terms.append(&mut terms);
            atom.begun = begun;
        }
        Ok(atom)
    }

    pub(super) fn look_up(
        &self,
        text: String,
        discount: f32,
        fields: &[TextField],
    ) -> tantivy::Result<Term> {
        let mut postings = Vec::new();
        let (mut docs, mut docs_other) = (0usize, 0usize);
        for (at, segment) in self.segments.iter().enumerate() {
            let mut in_all = false;
            for field in fields.iter().copied() {
                // Whatever is in another field is in `all`, except code spans.
                let alone = fields.len() == 1 || field == TextField::Code;
                let absent = !in_all && field != TextField::All && !alone;
                if absent {
                    continue;
                }
                if let Some(info) = segment.term(field, &text)? {
                    match field {
                        TextField::All => {
                            in_all = true;
                            docs += info.doc_freq as usize;
                        }
                        _ => docs_other += info.doc_freq as usize,
                    }
                    postings.push((at, field, info));
                }
            }
        }
        let docs = if docs == 0 { docs_other } else { docs };
        let factor = discount * idf(docs, self.docs);
        Ok(Term { text, factor, docs, postings })
    }
}
