//! What must not be published is found, and ordinary pages raise no alarm.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fieldbook_share::personal::{self, Own};
use fieldbook_share::secrets::{FORMATS, scan};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Rules of the corpus that are not claimed: no prefix of their own, a context instead of a format, or no secret.
const NOT_CLAIMED: &[&str] = &[
    "1password-secret-key",
    "airtable-personnal-access-token",
    "authress-service-client-access-key",
    "aws-amazon-bedrock-api-key-short-lived",
    "azure-ad-client-secret",
    "curl-auth-header",
    "curl-auth-user",
    "facebook-access-token",
    "flutterwave-public-key",
    "freemius-secret-key",
    "hashicorp-tf-api-token",
    "jwt-base64",
    "kubernetes-secret-yaml",
    "maxmind-license-key",
    "microsoft-teams-webhook",
    "nuget-config-password",
    "sentry-org-token",
    "sidekiq-sensitive-url",
    "slack-app-token",
    "slack-legacy-token",
    "slack-legacy-workspace-token",
    "sourcegraph-access-token",
    "twilio-api-key",
];

fn shared(inside: &str) -> Option<PathBuf> {
    let root = std::env::var_os("FIELDBOOK_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared"),
        PathBuf::from,
    );
    let found = root.join(inside);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: {} is not here", found.display());
    None
}

/// Ids and expressions of the corpus' rules, in the order of the file.
fn rules(text: &str) -> Vec<(String, String, f64)> {
    let mut rules = Vec::new();
    for block in text.split("[[rules]]").skip(1) {
        let id = block.split("id = \"").nth(1).and_then(|rest| rest.split('"').next());
        let expression =
            block.split("\nregex = '''").nth(1).and_then(|rest| rest.split("'''").next());
        let entropy =
            block.split("\nentropy = ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok());
        if let (Some(id), Some(expression)) = (id, expression) {
            rules.push((id.to_owned(), expression.to_owned(), entropy.unwrap_or(0.0)));
        }
    }
    rules
}

/// The entropy by which the corpus' own scanner tells an example from a secret.
fn entropy(text: &str) -> f64 {
    let mut counts: BTreeMap<u8, f64> = BTreeMap::new();
    for byte in text.bytes() {
        *counts.entry(byte).or_default() += 1.0;
    }
    let length = text.len() as f64;
    counts.values().map(|count| -(count / length) * (count / length).log2()).sum()
}

/// Takes the boundaries off an expression: a generator cannot look around itself.
fn generable(expression: &str) -> String {
    let mut plain = expression.replace("\\b", "");
    for end in [
        "(?:[\\x60'\"\\s;]|\\\\[nr]|$|)",
        "(?:[\\x60'\"\\s;]|\\\\[nr]|$)",
        "(?:[^\\w-]|\\z)",
        "(?:[^a-zA-Z0-9+/]|\\z)",
    ] {
        plain = plain.replace(end, "");
    }
    // Upper and lower case of letters that people type, not of every alphabet there is.
    let plain = plain.strip_prefix("(?i)").unwrap_or(&plain).to_owned();
    let plain = plain.replace("(?i)", "(?i-u)").replace("(?i:", "(?i-u:");
    let plain =
        plain.replace("hooks.slack.com", "hooks\\.slack\\.com").replace("xoxe.xox", "xoxe\\.xox");
    // Any text may stand in a key's block; here it is one that looks like a key.
    let plain = plain
        .replace("[\\s\\S-]{64,}?", "[A-Za-z0-9+/]{64,200}-----END ")
        .replace("BEGIN[ A-Z0-9_-]{0,100}PRIVATE", "BEGIN( RSA| EC| OPENSSH|) PRIVATE");
    let plain = plain
        .replace("\\w", "[0-9A-Za-z_]")
        .replace("\\d", "[0-9]")
        .replace("[:alnum:]", "0-9A-Za-z");
    plain
        .replace("[[0-9A-Za-z_]-]", "[0-9A-Za-z_-]")
        .replace("[[0-9A-Za-z_]=\\.-]", "[0-9A-Za-z_=.-]")
        .replace("a-fA-F[0-9]", "a-fA-F0-9")
}

#[test]
fn tokens_of_the_claimed_formats_are_found() {
    let Some(path) = shared("corpora/secret-rules/gitleaks.toml") else { return };
    let rules = rules(&std::fs::read_to_string(path).unwrap());
    assert!(rules.len() > 200, "the corpus is read: {} rules", rules.len());
    // Rules that look for a word near a random string name no format.
    let formats: Vec<_> =
        rules.iter().filter(|(_, expression, _)| !expression.contains("{0,50}")).collect();
    let claimed: Vec<_> =
        formats.iter().filter(|(id, ..)| !NOT_CLAIMED.contains(&id.as_str())).collect();
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (mut made, mut found, mut missed) = (0, 0, BTreeMap::new());
    for (id, expression, least) in claimed.iter().map(|rule| (&rule.0, &rule.1, rule.2)) {
        let strategy = proptest::string::string_regex(&generable(expression));
        let strategy = strategy.unwrap_or_else(|error| panic!("{id}: {error}"));
        let mut examples = 0;
        for _ in 0..400 {
            let token = strategy.new_tree(&mut runner).unwrap().current();
            // What the corpus' scanner would itself take for an example is none.
            if entropy(&token) < least {
                continue;
            }
            examples += 1;
            made += 1;
            let text = format!("Set it with `{token}` and go on.\n");
            let hit = scan(&text).iter().any(|one| one.start < 13 + token.len() && one.end > 13);
            found += usize::from(hit);
            if !hit {
                *missed.entry(id.as_str()).or_insert(0) += 1;
            }
            if examples == 40 {
                break;
            }
        }
        assert!(examples >= 2, "{id}: only {examples} examples could be made");
    }
    let recall = f64::from(u32::try_from(found).unwrap()) / f64::from(u32::try_from(made).unwrap());
    println!(
        "{} of {} rules claimed; {found} of {made} tokens found: {recall:.4}; missed {missed:?}",
        claimed.len(),
        rules.len()
    );
    assert!(claimed.len() >= 90, "{} rules", claimed.len());
    assert!(recall >= 0.95, "{missed:?}");
}

#[test]
fn ordinary_pages_raise_no_alarm() {
    let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../playbooks");
    let mut pages = pages(&starter);
    for corpus in ["corpora/patterns", "corpora/search", "design"] {
        pages.extend(shared(corpus).iter().flat_map(|folder| self::pages(folder)));
    }
    let mut alarms: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, text) in &pages {
        for one in scan(text) {
            alarms.entry(one.rule).or_default().push(format!("{name}: {}", one.shown));
        }
    }
    let count: usize = alarms.values().map(Vec::len).sum();
    println!("{count} alarms about secrets in {} pages: {alarms:?}", pages.len());
    assert!(pages.len() > 80, "{} pages", pages.len());
    assert!(count * 1_000 <= pages.len().max(1_000), "{alarms:?}");

    let personal: usize =
        pages.iter().map(|(_, text)| personal::scan(text, &Own::default()).len()).sum();
    println!("{personal} findings of personal data in {} pages", pages.len());
    assert!(personal * 20 <= pages.len(), "{personal}");
}

/// Every Markdown file, and every document of a collection, as a page.
fn pages(folder: &Path) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            let name = path.display().to_string();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".md") {
                pages.push((name, std::fs::read_to_string(path).unwrap_or_default()));
            } else if name.ends_with("docs.jsonl") {
                let text = std::fs::read_to_string(&path).unwrap();
                pages.extend(text.lines().enumerate().map(|(number, line)| {
                    (format!("{name}:{number}"), line.replace("\\n", "\n").replace("\\\"", "\""))
                }));
            }
        }
    }
    pages
}

#[test]
fn examples_and_look_alikes_are_no_secrets() {
    for text in [
        "export STRIPE=sk_live_xxxxxxxxxxxxxxxxxxxxxxxx",
        "token: ghp_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
        "AKIAIOSFODNN7EXAMPLE",
        "password = \"correct horse\"",
        "api_key = \"YOUR_API_KEY_GOES_HERE_1\"",
        "https://user:password@example.org/",
        "postgres://${USER}:${PASSWORD}@db/",
        "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----",
        "the desk-1234567890123456789012345678901234567890 stands there",
        "sha: 9fceb02d0ae598e95dc970b74767f19372d61af8",
    ] {
        assert_eq!(scan(text), [], "{text}");
    }
}

#[test]
fn secrets_in_the_open_are_found_and_masked() {
    let key = format!(
        "-----BEGIN RSA PRIVATE KEY-----\n{}\n-----END RSA PRIVATE KEY-----\n",
        "MIIEpAIBAAKCAQEA7bq2\n".repeat(5)
    );
    for (rule, text) in [
        ("private-key", key.as_str()),
        ("password-in-address", "see postgres://app:Xk29fjQpl0@db.example.org/main"),
        ("password", "db_password: \"Xk29fj-Qpl0_vRt8\""),
        (
            "json-web-token",
            "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxOTg3NjU0MzIxIiwibmFtZSI6IkEifQ.dBjftJeZ4CVPmB92K27uhbUJU1p1r",
        ),
        ("github-token", "ghp_aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0hL6rX3"),
    ] {
        let found = scan(text);
        assert_eq!(found.iter().map(|one| one.rule).collect::<Vec<_>>(), [rule], "{text}");
        assert!(
            found[0].shown.len() < 40 && !found[0].shown.contains("Qpl0"),
            "{}",
            found[0].shown
        );
    }
    for format in FORMATS {
        assert!(format.shortest <= format.longest && !format.prefix.is_empty(), "{}", format.rule);
    }
}

#[test]
fn personal_data_and_inside_knowledge_are_found() {
    let words = ["Projekt Nachtigall".to_owned(), "客户甲".to_owned(), "Acme".to_owned()];
    let hosts = ["corp.acme.io".to_owned()];
    let own = Own { words: &words, hosts: &hosts };
    let rules =
        |text: &str| personal::scan(text, &own).into_iter().map(|one| one.rule).collect::<Vec<_>>();
    for (expected, text) in [
        (vec!["email"], "Ask ann.lee+x@firma.de."),
        (vec!["telephone"], "Call +49 30 1234 5678 now"),
        (vec!["private-address"], "It runs on 10.12.0.7 there"),
        (vec!["private-address"], "192.168.1.20"),
        (vec!["internal-host"], "See wiki.intern.corp today"),
        (vec!["internal-host", "listed-word"], "See build7.corp.acme.io today"),
        (vec!["home-folder"], "in /home/alice/src"),
        (vec!["home-folder"], "in C:\\Users\\Alice\\src"),
        (vec!["listed-word"], "for projekt nachtigall,"),
        (vec!["listed-word"], "为客户甲做的"),
        (vec!["listed-word"], "ACME's"),
        (vec![], "Pacmen of acmeism"),
        (vec![], "git@github.com:a/b.git and noreply@anthropic.com and x@example.org"),
        (vec![], "version 10.0.0.0 and 172.15.0.1 and 1.2.3.4"),
        (vec![], "grew by +1 000 000 and 3+4 and C++ 20 2023"),
        (vec![], "/home/user/x and /Users/runner/work and @angular/core"),
    ] {
        assert_eq!(rules(text), expected, "{text}");
    }
}
