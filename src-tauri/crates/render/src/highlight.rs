//! Syntax highlighting as classes of a small fixed set; colours are the style sheet's affair.
//!
//! Grammars are regular expressions that run over hostile text, so every block and every page
//! has a budget, and what exceeds it is shown without colours. The grammars are loaded when the
//! first block needs them.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::visible::{HIDDEN, Marker};

/// Every class that highlighting may give to a `span`.
///
/// `hl-hidden` marks an invisible character; the others say what a piece of code is.
pub const CLASSES: &[&str] = &[
    "hl-attribute",
    "hl-comment",
    "hl-constant",
    "hl-deleted",
    "hl-function",
    HIDDEN,
    "hl-inserted",
    "hl-keyword",
    "hl-number",
    "hl-operator",
    "hl-string",
    "hl-tag",
    "hl-type",
    "hl-variable",
];

/// Longest block that is highlighted, in bytes.
const MAX_BLOCK: usize = 64 << 10;
/// Longest line that is highlighted, in bytes: matching takes time that grows with its square.
const MAX_LINE: usize = 1000;
/// Most code that is highlighted on one page, in bytes.
const MAX_PAGE: usize = 256 << 10;
/// Most bytes of HTML for a byte of code, so that colours never break the cap on the page.
const MAX_GROWTH: usize = 12;
/// Longest time spent on one page. The other caps keep ordinary code far from it; it is there
/// for grammars that backtrack, which nothing but a clock can bound.
const MAX_TIME: Duration = Duration::from_secs(1);

/// What a page may still spend on highlighting.
pub(crate) struct Budget {
    bytes: usize,
    time: Duration,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: MAX_PAGE, time: MAX_TIME }
    }
}

/// Returns a block of code as highlighted HTML; `None` when its language is not known or a cap
/// would be broken.
pub(crate) fn highlight(language: &str, code: &str, budget: &mut Budget) -> Option<String> {
    let name = syntax_name(language)?;
    let too_long = |line: &str| line.len() > MAX_LINE;
    if code.len() > MAX_BLOCK.min(budget.bytes) || code.lines().any(too_long) {
        return None;
    }
    let started = Instant::now();
    let syntaxes = syntaxes();
    let syntax = syntaxes.find_syntax_by_name(name)?;
    budget.bytes -= code.len();
    let html = coloured(syntaxes, syntax, code, started + budget.time);
    budget.time = budget.time.saturating_sub(started.elapsed());
    html
}

fn coloured(
    syntaxes: &SyntaxSet,
    syntax: &SyntaxReference,
    code: &str,
    deadline: Instant,
) -> Option<String> {
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut spans =
        Spans { html: String::new(), open: None, space: String::new(), marker: Marker::code() };
    let cap = code.len() * MAX_GROWTH + 1024;
    for line in LinesWithEndings::from(code) {
        let mut from = 0;
        for (at, change) in state.parse_line(line, syntaxes).ok()? {
            let at = at.max(from);
            spans.push(line.get(from..at)?, class(&scopes));
            scopes.apply(&change).ok()?;
            from = at;
        }
        spans.push(line.get(from..)?, class(&scopes));
        if spans.html.len() > cap || Instant::now() > deadline {
            return None;
        }
    }
    Some(spans.finish())
}

/// HTML in the making, with neighbours of one class in one span.
struct Spans {
    html: String,
    open: Option<&'static str>,
    /// White space that has no colour of its own, until it is known what follows.
    space: String,
    marker: Marker,
}

impl Spans {
    fn push(&mut self, text: &str, class: Option<&'static str>) {
        if text.trim().is_empty() {
            self.space.push_str(text);
            return;
        }
        if class != self.open {
            self.close();
        }
        self.marker.push(&std::mem::take(&mut self.space), &mut self.html);
        if let (None, Some(class)) = (self.open, class) {
            self.html.push_str("<span class=\"");
            self.html.push_str(class);
            self.html.push_str("\">");
            self.open = Some(class);
        }
        self.marker.push(text, &mut self.html);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.marker.push(&self.space, &mut self.html);
        self.html
    }
}

/// Returns the class of the innermost scope that has one.
fn class(scopes: &ScopeStack) -> Option<&'static str> {
    let table = table();
    let found = scopes.as_slice().iter().rev().find_map(|scope| {
        table.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|&(_, class)| class)
    })?;
    let in_key = |scope: &Scope| keys().iter().any(|key| key.is_prefix_of(*scope));
    if found == "hl-string" && scopes.as_slice().iter().any(in_key) {
        return Some("hl-attribute");
    }
    (!found.is_empty()).then_some(found)
}

/// Scopes and their class, first match first; an empty class ends the search.
const SCOPES: &[(&str, &str)] = &[
    ("comment", "hl-comment"),
    ("punctuation.definition.comment", "hl-comment"),
    ("constant.character.escape", "hl-constant"),
    ("constant.other.placeholder", "hl-constant"),
    ("meta.template.expression", ""),
    ("meta.interpolation", ""),
    ("string.unquoted.plain", ""),
    ("string.unquoted.heredoc", "hl-string"),
    ("string.unquoted", ""),
    ("string", "hl-string"),
    ("constant.numeric", "hl-number"),
    ("constant", "hl-constant"),
    ("keyword.operator.word", "hl-keyword"),
    ("keyword.operator.logical.python", "hl-keyword"),
    ("keyword.operator", "hl-operator"),
    ("keyword", "hl-keyword"),
    ("storage.type.numeric", "hl-number"),
    ("storage", "hl-keyword"),
    ("entity.name.function", "hl-function"),
    ("support.function", "hl-function"),
    ("variable.function", "hl-function"),
    ("variable.annotation", "hl-attribute"),
    ("entity.other.attribute-name", "hl-attribute"),
    ("support.type.property-name", "hl-attribute"),
    ("entity.name.tag", "hl-tag"),
    ("entity.name.section", "hl-type"),
    ("markup.heading", "hl-keyword"),
    ("entity.other.inherited-class", "hl-type"),
    ("entity.name", "hl-type"),
    ("support.type", "hl-type"),
    ("support.class", "hl-type"),
    ("support.constant", "hl-constant"),
    ("variable.language", "hl-keyword"),
    ("variable.parameter", "hl-variable"),
    ("variable.other.readwrite.shell", "hl-variable"),
    ("meta.group.expansion", "hl-variable"),
    ("markup.inserted", "hl-inserted"),
    ("markup.deleted", "hl-deleted"),
    ("meta.diff", "hl-comment"),
    ("markup.raw", "hl-string"),
];

/// Scopes of keys in data formats: a string inside one is a name.
const KEYS: &[&str] = &["meta.mapping.key", "meta.structure.dictionary.key"];

fn table() -> &'static [(Scope, &'static str)] {
    static TABLE: OnceLock<Vec<(Scope, &'static str)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let scope = |&(name, class)| Scope::new(name).ok().map(|scope| (scope, class));
        SCOPES.iter().filter_map(scope).collect()
    })
}

fn keys() -> &'static [Scope] {
    static KEY_SCOPES: OnceLock<Vec<Scope>> = OnceLock::new();
    KEY_SCOPES.get_or_init(|| KEYS.iter().filter_map(|name| Scope::new(name).ok()).collect())
}

fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(two_face::syntax::extra_newlines)
}

/// What people write after the fence, and the grammar it stands for.
const LANGUAGES: &[(&str, &str)] = &[
    ("rust rs", "Rust"),
    ("typescript ts mts cts", "TypeScript"),
    ("tsx", "TypeScriptReact"),
    ("javascript js mjs cjs jsx node", "JavaScript"),
    ("python py python3 py3", "Python"),
    ("go golang", "Go"),
    ("java", "Java"),
    ("kotlin kt kts", "Kotlin"),
    ("scala sbt", "Scala"),
    ("groovy gradle", "Groovy"),
    ("c h", "C"),
    ("cpp c++ cc cxx hpp hh", "C++"),
    ("csharp c# cs", "C#"),
    ("fsharp f# fs", "F#"),
    ("swift", "Swift"),
    ("objc objective-c", "Objective-C"),
    ("ruby rb", "Ruby"),
    ("php", "PHP"),
    ("perl pl", "Perl"),
    ("lua", "Lua"),
    ("elixir ex exs", "Elixir"),
    ("erlang erl", "Erlang"),
    ("haskell hs", "Haskell"),
    ("ocaml ml", "OCaml"),
    ("clojure clj", "Clojure"),
    ("dart", "Dart"),
    ("zig", "Zig"),
    ("nix", "Nix"),
    ("r", "R"),
    ("julia jl", "Julia"),
    ("bash sh shell zsh console shell-session", "Bourne Again Shell (bash)"),
    ("sql mysql postgres postgresql plpgsql sqlite tsql", "SQL"),
    ("yaml yml", "YAML"),
    ("toml", "TOML"),
    ("json jsonc json5 jsonl", "JSON"),
    ("ini cfg conf properties editorconfig", "INI"),
    ("dotenv env", "DotENV"),
    ("xml svg xsd", "XML"),
    ("html htm", "HTML"),
    ("vue", "Vue Component"),
    ("svelte", "Svelte"),
    ("css", "CSS"),
    ("scss", "SCSS"),
    ("less", "Less"),
    ("markdown md", "Markdown"),
    ("diff patch", "Diff"),
    ("dockerfile docker containerfile", "Dockerfile"),
    ("makefile make mk", "Makefile"),
    ("cmake", "CMake"),
    ("terraform tf hcl tfvars", "Terraform"),
    ("graphql gql", "GraphQL"),
    ("protobuf proto", "Protocol Buffer"),
    ("nginx", "nginx"),
];

fn syntax_name(language: &str) -> Option<&'static str> {
    if language.is_empty() {
        return None;
    }
    let names = |names: &str| names.split(' ').any(|name| name == language);
    LANGUAGES.iter().find(|(known, _)| names(known)).map(|&(_, syntax)| syntax)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grammar_is_in_the_bundle_and_every_scope_parses() {
        let unknown =
            |(_, syntax): &&(&str, &str)| syntaxes().find_syntax_by_name(syntax).is_none();
        let unknown: Vec<_> = LANGUAGES.iter().filter(unknown).collect();
        let known: Vec<_> = syntaxes().syntaxes().iter().map(|s| s.name.as_str()).collect();
        assert!(unknown.is_empty(), "no grammar for {unknown:?} among {known:?}");
        assert_eq!(table().len(), SCOPES.len());
        assert_eq!(keys().len(), KEYS.len());
        for (scope, class) in SCOPES {
            assert!(class.is_empty() || CLASSES.contains(class), "{scope}: {class}");
        }
    }
}
