//! What is a word, seen through what finds what.

use crate::support::{entry, index};

/// Text of a record, queries that find it, queries that do not.
const TABLE: [(&str, &[&str], &[&str]); 16] = [
    (
        "maxRetryCount",
        &["maxRetryCount", "maxretrycount", "retry", "retry count", "\"max retry\""],
        &["maxi", "retrycount"],
    ),
    ("max_retry_count", &["max_retry_count", "retry", "count"], &["ma"]),
    ("HTTPServer2", &["http", "server", "HTTPServer2", "httpserver2", "2"], &["https"]),
    ("git2::Repository", &["git2::Repository", "git2", "repository", "repositories"], &["git3"]),
    ("see AGENTS.md there", &["AGENTS.md", "agents", "agent"], &["agentsmd"]),
    ("src/lib/foo_bar.rs", &["foo_bar.rs", "src/lib/foo_bar.rs", "bar", "lib"], &["libs2"]),
    ("version 1.3.0 of gpt-4.1", &["1.3.0", "gpt-4.1", "\"1.3\"", "gpt"], &["1.4.0"]),
    ("migrations were migrated", &["migration", "migrating", "Migrate"], &["immigrant"]),
    ("代码审查工具", &["代码", "审查", "代码审查", "查", "具", "\"码审\""], &["码工", "审代"]),
    ("コードレビュー", &["レビュー", "コード", "ド"], &["ーコ"]),
    ("ｺｰﾄﾞ ﾚﾋﾞｭｰ", &["コード", "レビュー"], &["ハード"]),
    ("tantivy你好world", &["tantivy", "你好", "world", "好"], &["好world2"]),
    ("한국어 검색", &["한국", "검색", "국어"], &["검국"]),
    ("before\0after nul", &["before", "after", "nul"], &["beforeafter"]),
    ("Ünïcödé Ｆｕｌｌ Straße", &["unicode", "full", "strasse", "UNICODE"], &["unic0de"]),
    ("ship it 🚀 now", &["ship", "now", "ship 🚀"], &["rocket"]),
];

#[test]
fn words_are_found_whole_in_parts_and_across_scripts() {
    for (text, found, missed) in TABLE {
        let fixture = index(&[entry("a", "", text)]);
        for query in found {
            assert_eq!(fixture.ids(query), ["a"], "{query:?} has to find {text:?}");
        }
        for query in missed {
            // In quotes, as a slip of the pen is not what is tested here.
            let quoted = format!("\"{query}\"");
            assert!(fixture.ids(&quoted).is_empty(), "{query:?} must not find {text:?}");
        }
    }
}

#[test]
fn decomposed_text_is_the_same_text() {
    // As macOS writes file names: letters and marks apart.
    let fixture = index(&[entry("a", "cafe\u{301} か\u{3099}くせい", "")]);
    for query in ["café", "cafe", "がくせい", "がく"] {
        assert_eq!(fixture.ids(query), ["a"], "{query}");
    }
}

#[test]
fn very_long_runs_are_cut_and_not_lost() {
    let run = "x1".repeat(5_000);
    let fixture = index(&[entry("a", "base", &format!("{run} tail {}", "_".repeat(9_000)))]);
    assert_eq!(fixture.ids("tail"), ["a"]);
    assert_eq!(fixture.ids("base"), ["a"]);
}
