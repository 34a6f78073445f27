//! Secrets that must not be published: tokens of known formats, private keys, and passwords in the open.
//!
//! A known format is a prefix, an alphabet and a length; what follows must look random, so that examples
//! (`sk_live_xxxxxxxx`) raise no alarm. What was found is never repeated: [`Found::shown`] is masked.

mod formats;

pub use formats::{FORMATS, Format};

/// Something in a text that should not be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which rule found it, such as `github-token`.
    pub rule: &'static str,
    /// Byte at which it begins.
    pub start: usize,
    /// Byte after its last one.
    pub end: usize,
    /// Its beginning, the rest masked.
    pub shown: String,
}

impl Found {
    pub(crate) fn new(
        rule: &'static str,
        text: &str,
        start: usize,
        end: usize,
        keep: usize,
    ) -> Self {
        let secret = &text[start..end];
        let kept: String = secret.chars().take(keep).collect();
        let shown = if kept.len() == secret.len() { kept } else { format!("{kept}…") };
        Self { rule, start, end, shown }
    }
}

/// Words by which people mark what is no secret.
const PLACEHOLDERS: &[&str] = &[
    "example",
    "xxxx",
    "your",
    "placeholder",
    "redacted",
    "dummy",
    "changeme",
    "sample",
    "****",
    "<",
    "${",
    "{{",
    "...",
    "0123456789",
    "abcdefgh",
    "12345678",
];

/// Keys whose value is a secret, where it looks like one.
const KEYS: &[&str] = &[
    "password",
    "passwd",
    "secret",
    "api_key",
    "apikey",
    "api-key",
    "access_key",
    "auth_token",
    "access_token",
    "client_secret",
    "private_key",
    "token",
    "pwd",
];

/// Looks for secrets in a text; what is found does not overlap and comes in order.
pub fn scan(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for format in FORMATS {
        known(text, format, &mut found);
    }
    private_keys(text, &mut found);
    json_web_tokens(text, &mut found);
    addresses(text, &mut found);
    assignments(text, &mut found);
    found.sort_by_key(|one| (one.start, usize::MAX - one.end));
    let mut end = 0;
    found.retain(|one| {
        let apart = one.start >= end;
        if apart {
            end = one.end;
        }
        apart
    });
    found
}

fn known(text: &str, format: &Format, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    for (start, _) in text.match_indices(format.prefix) {
        let begins = format.glued || start == 0 || !is_word(bytes[start - 1]);
        if !begins {
            continue;
        }
        let tail = start + format.prefix.len();
        let length = bytes[tail..]
            .iter()
            .take(format.longest + 1)
            .take_while(|byte| format.alphabet.has(**byte))
            .count();
        if length < format.shortest {
            continue;
        }
        let end = tail + length.min(format.longest);
        let ended = length <= format.longest || format.glued;
        let secret = &text[tail..end];
        let holds = format.contains.is_empty() || secret.contains(format.contains);
        if ended && holds && looks_random(secret, format.entropy) {
            found.push(Found::new(format.rule, text, start, end, format.prefix.len().min(8)));
        }
    }
}

fn private_keys(text: &str, found: &mut Vec<Found>) {
    for (start, begin) in text.match_indices("-----BEGIN ") {
        // The block may be one line, as in a JSON value.
        let head = text[start + begin.len()..].split('\n').next().unwrap_or_default();
        let Some(named) = head.find("PRIVATE KEY").filter(|at| *at < 60) else { continue };
        let after = start + begin.len() + named + "PRIVATE KEY".len();
        let body = text[after..].find("-----").map_or(text.len(), |at| after + at + 5);
        let end = text[body..].find("-----END ").map_or(text.len(), |at| body + at);
        let key = text[body..end].bytes().filter(u8::is_ascii_alphanumeric).count();
        if key >= 56 {
            let close = text[end..].find('\n').map_or(text.len(), |at| end + at);
            found.push(Found::new("private-key", text, start, close, begin.len() + 12));
        }
    }
    for (start, _) in text.match_indices("AGE-SECRET-KEY-1") {
        let tail = &text.as_bytes()[start + 16..];
        let length = tail
            .iter()
            .take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            .count();
        if length >= 58 {
            found.push(Found::new("private-key", text, start, start + 16 + length, 15));
        }
    }
}

fn json_web_tokens(text: &str, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    for (start, _) in text.match_indices("ey") {
        if start > 0
            && (is_word(bytes[start - 1]) || matches!(bytes[start - 1], b'.' | b'-' | b'/'))
        {
            continue;
        }
        let length = bytes[start..]
            .iter()
            .take(8_000)
            .take_while(|byte| is_word(**byte) || matches!(byte, b'.' | b'-' | b'/' | b'=' | b'\\'))
            .count();
        let token = &text[start..start + length];
        let mut parts = token.split('.');
        let (head, body) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let signed = parts.next().is_some();
        if head.len() >= 19
            && body.len() >= 19
            && body.starts_with("ey")
            && signed
            && looks_random(token, 3.0)
        {
            found.push(Found::new("json-web-token", text, start, start + length, 6));
        }
    }
}

/// `scheme://user:password@host`.
fn addresses(text: &str, found: &mut Vec<Found>) {
    for (at, _) in text.match_indices("://") {
        let rest = &text[at + 3..];
        let authority = rest
            .split(|sign: char| {
                sign.is_whitespace() || matches!(sign, '/' | '"' | '\'' | '`' | '<' | '>' | ')')
            })
            .next()
            .unwrap_or_default();
        let Some((user, _)) = authority.rsplit_once('@') else { continue };
        let Some((_, password)) = user.split_once(':') else { continue };
        let plain = password.len() >= 6
            && !is_placeholder(password)
            && !matches!(password, "password" | "secret" | "passwd" | "pass");
        if plain {
            let start = at + 3 + user.len() - password.len();
            found.push(Found::new("password-in-address", text, start, start + password.len(), 0));
        }
    }
}

/// `password = "…"`, where the value looks like one.
fn assignments(text: &str, found: &mut Vec<Found>) {
    let lower = text.to_ascii_lowercase();
    for key in KEYS {
        for (at, _) in lower.match_indices(key) {
            let rest = &text[at + key.len()..];
            let trimmed = rest.trim_start_matches(['"', '\'', '`', ' ']);
            let Some(value) = trimmed.strip_prefix([':', '=']) else { continue };
            let value = value.trim_start_matches(['=', '>', ' ']);
            let quote = value.chars().next().filter(|sign| matches!(sign, '"' | '\'' | '`'));
            let Some(quote) = quote else { continue };
            let value = &value[1..];
            let Some(secret) = value.split(quote).next() else { continue };
            let shape = (12..=200).contains(&secret.len())
                && secret.bytes().all(|byte| byte.is_ascii_graphic())
                && secret.bytes().any(|byte| byte.is_ascii_digit())
                && secret.bytes().any(|byte| byte.is_ascii_alphabetic())
                && !secret.contains("://");
            if shape && looks_random(secret, 3.3) {
                let start = at + key.len() + rest.len() - value.len();
                found.push(Found::new("password", text, start, start + secret.len(), 0));
            }
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    PLACEHOLDERS.iter().any(|word| lower.contains(word))
}

fn looks_random(text: &str, least: f64) -> bool {
    !is_placeholder(text) && entropy(text) >= least
}

/// Shannon's entropy in bits a character.
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in text.bytes() {
        counts[usize::from(byte)] += 1;
    }
    let length = text.len().max(1) as f64;
    counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| f64::from(*count) / length)
        .map(|share| -share * share.log2())
        .sum()
}
