//! Times every keystroke on a generated library:
//! `cargo run --release --example keystrokes -- [records] [folder]`.
//!
//! Without a folder the index is made anew in a temporary one. The corpus comes from a seed: words
//! after Zipf's law, identifiers, Chinese, ten facets, bodies of 200 to 6,000 characters.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a command for developers")]

use std::{
    path::Path,
    time::{Duration, Instant},
};

use fieldbook_search::{Entry, Index, IndexState, Names, Request, parse, snippet};

const KINDS: [&str; 3] = ["case-study", "playbook", "finding"];
const OUTCOMES: [&str; 5] = ["succeeded", "partial", "failed", "abandoned", "mixed"];
const MODELS: [&str; 8] = [
    "Claude Opus 4",
    "Claude Sonnet 4",
    "GPT-5",
    "Gemini 3",
    "Qwen 3",
    "DeepSeek 4",
    "Kimi 2",
    "GLM 5",
];
const TASKS: [&str; 6] =
    ["migration", "testing", "review", "debugging", "documentation", "security"];
const SYLLABLES: [&str; 24] = [
    "co", "de", "re", "view", "test", "mi", "gra", "ti", "on", "a", "gent", "pro", "mpt", "da",
    "ta", "ser", "ver", "com", "pi", "le", "de", "ploy", "work", "flow",
];
const HAN: &str =
    "代码审查迁移测试智能体模型数据部署文档安全工具流程团队证据结果失败成功重构接口服务质量";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let records: u64 = arguments.next().map_or(100_000, |number| number.parse().unwrap());
    let given = arguments.next();
    let temporary = tempfile::tempdir().unwrap();
    let folder = given.as_deref().map_or(temporary.path(), Path::new);
    let start = Instant::now();
    let opened = Index::open(folder, "bench").unwrap();
    println!("open: {:.1} ms, {:?}", millis(start.elapsed()), opened.state);
    let index = opened.index;
    if opened.state != IndexState::UpTo(records) {
        build(&index, records);
    }
    let size: u64 = std::fs::read_dir(folder.join("index"))
        .unwrap()
        .map(|file| file.unwrap().metadata().unwrap().len())
        .sum();
    println!("index: {} records, {:.1} MB on disk", index.len(), size as f64 / 1e6);

    let start = Instant::now();
    index
        .search(&parse("", &Names::default()), &Request { facets: true, ..Request::default() })
        .unwrap();
    println!("first search: {:.1} ms", millis(start.elapsed()));

    let titles: Vec<String> = (0..200).map(|n| entry(n * 397 % records).title).collect();
    let typed = |titles: &[String]| -> Vec<String> {
        titles.iter().flat_map(|title| prefixes(title)).collect()
    };
    report(&index, "every prefix of 200 titles", &typed(&titles));
    report(&index, "the same again", &typed(&titles));
    let slips: Vec<String> = titles.iter().map(|title| misspell(title)).collect();
    report(&index, "200 misspelt titles", &typed(&slips));
    let filtered: Vec<String> = titles
        .iter()
        .zip(0..)
        .flat_map(|(title, n): (_, usize)| {
            let filter = format!("kind:{} model:claude* ", KINDS[n % 3]);
            prefixes(title).into_iter().map(move |p| format!("{filter}{p}")).collect::<Vec<_>>()
        })
        .collect();
    report(&index, "with two filters", &filtered);
    let chinese: Vec<String> = (0..50).map(|n| han(&mut Random(n + 7), 6)).collect();
    report(&index, "Chinese", &typed(&chinese));
    let worst: Vec<String> =
        ["", "a", "e", "co", "the", "a b c d", "((((", "\0", "🚀", "-code", "code OR test"]
            .iter()
            .map(|text| (*text).to_owned())
            .chain([
                word(1) + " ",
                word(2) + " " + &word(3),
                "word ".repeat(2_000),
                "代码".repeat(400),
            ])
            .collect();
    report(&index, "worst cases", &worst);

    let bodies: Vec<String> = (0..200).map(|n| entry(n * 31).sections[0].1.clone()).collect();
    let query = parse(&format!("{} {}", word(3), word(20)), &Names::default());
    let mut times: Vec<Duration> = bodies
        .chunks(10)
        .map(|ten| {
            let start = Instant::now();
            ten.iter().for_each(|body| drop(snippet(&query, body, 200)));
            start.elapsed()
        })
        .collect();
    print_times("10 snippets", &mut times);
    save(&index, records);
}

fn build(index: &Index, records: u64) {
    let start = Instant::now();
    let mut writer = index.try_bulk_writer().unwrap().unwrap();
    let mut text = 0;
    let mut making = Duration::ZERO;
    for n in 0..records {
        let before = Instant::now();
        let entry = entry(n);
        making += before.elapsed();
        text += entry.title.len()
            + entry.sections.iter().map(|(h, t)| h.len() + t.len()).sum::<usize>();
        writer.upsert(&entry).unwrap();
    }
    writer.commit(records).unwrap();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "build: {seconds:.1} s ({:.1} s of it making the text), {:.0} records/s, {:.1} MB of text",
        making.as_secs_f64(),
        records as f64 / (seconds - making.as_secs_f64()),
        text as f64 / 1e6,
    );
    let start = Instant::now();
    writer.finish().unwrap();
    println!("merging: {:.1} s", start.elapsed().as_secs_f64());
}

/// Saving one record: found at once through the overlay, durable after a commit.
fn save(index: &Index, records: u64) {
    let (mut overlay_times, mut commit_times) = (Vec::new(), Vec::new());
    for n in 0..20 {
        let overlay = [Entry { title: format!("zebra{n} crossing"), ..entry(n) }];
        let start = Instant::now();
        let request = Request { overlay: &overlay, ..Request::default() };
        let page = index.search(&parse(&format!("zebra{n}"), &Names::default()), &request).unwrap();
        overlay_times.push(start.elapsed());
        assert_eq!(page.total, 1);
        let start = Instant::now();
        let mut writer = index.try_writer().unwrap().unwrap();
        writer.upsert(&entry(n)).unwrap();
        writer.commit(records).unwrap();
        commit_times.push(start.elapsed());
    }
    print_times("saved record found (overlay)", &mut overlay_times);
    print_times("saved record committed", &mut commit_times);
}

fn report(index: &Index, what: &str, queries: &[String]) {
    let mut times = Vec::new();
    for text in queries {
        let start = Instant::now();
        let query = parse(text, &Names::default());
        let request = Request { facets: true, as_you_type: true, ..Request::default() };
        index.search(&query, &request).unwrap();
        times.push(start.elapsed());
    }
    print_times(what, &mut times);
}

fn print_times(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: f64| millis(times[((times.len() - 1) as f64 * share) as usize]);
    println!(
        "{what:30} {:6} x  p50 {:7.3}  p95 {:7.3}  p99 {:7.3}  max {:7.3} ms",
        times.len(),
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0)
    );
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn prefixes(text: &str) -> Vec<String> {
    text.char_indices().map(|(at, c)| text[..at + c.len_utf8()].to_owned()).collect()
}

/// Swaps two letters in the middle of the longest word.
fn misspell(title: &str) -> String {
    let Some(longest) = title.split(' ').filter(|w| w.is_ascii()).max_by_key(|w| w.len()) else {
        return title.to_owned();
    };
    let mut letters: Vec<char> = longest.chars().collect();
    let middle = letters.len() / 2;
    if middle > 1 {
        letters.swap(middle - 1, middle);
    }
    title.replacen(longest, &letters.into_iter().collect::<String>(), 1)
}

fn entry(n: u64) -> Entry {
    let random = &mut Random(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1);
    let chinese = n.is_multiple_of(10);
    let words = 2 + random.below(6);
    let title = if chinese { han(random, 8) } else { prose(random, words) };
    let length = 200 + random.below(200) * random.below(30);
    let mut body = String::new();
    while body.len() < length as usize {
        if chinese && random.below(3) > 0 {
            let characters = 5 + random.below(20);
            body.push_str(&han(random, characters));
            body.push('。');
        } else {
            let words = 5 + random.below(15);
            body.push_str(&prose(random, words));
            body.push_str(". ");
        }
    }
    let pick = |random: &mut Random, list: &[&str]| {
        Some(list[random.below(list.len() as u64) as usize].to_owned())
    };
    Entry {
        library: "own".to_owned(),
        id: format!("r{n}"),
        kind: pick(random, &KINDS).unwrap(),
        summary: prose(random, 12),
        tags: vec![word(random.zipf(300)), word(random.zipf(300))],
        lessons: vec![prose(random, 10), prose(random, 10)],
        code: vec![format!("{}::{}", word(random.zipf(5_000)), word(random.zipf(5_000)))],
        sections: vec![(prose(random, 3), body)],
        task_type: pick(random, &TASKS),
        outcome: pick(random, &OUTCOMES),
        model: pick(random, &MODELS).into_iter().collect(),
        agent: vec![format!("agent{}", random.below(12))],
        certainty: pick(random, &["very_low", "low", "moderate", "high"]),
        origin: pick(random, &["internal", "external"]),
        status: Some("published".to_owned()),
        organisation: Some(format!("org{}", random.zipf(400))),
        authors: vec![format!("author {}", random.zipf(300))],
        has: pick(random, &["source", "image", "incident"]).into_iter().collect(),
        date: Some(20_000 + random.below(800) as i32),
        updated: n as i64,
        leverage: Some(random.below(80) as f64 / 10.0),
        title,
        ..Entry::default()
    }
}

fn prose(random: &mut Random, words: u64) -> String {
    let words: Vec<String> = (0..words)
        .map(|_| match random.below(20) {
            0 => format!("{}_{}", word(random.zipf(2_000)), word(random.zipf(2_000))),
            1..=5 => {
                ["the", "of", "and", "to", "in", "a", "is", "with"][random.below(8) as usize].into()
            }
            _ => word(random.zipf(60_000)),
        })
        .collect();
    words.join(" ")
}

/// The word of a rank: short words are the frequent ones, as in a language.
fn word(rank: u64) -> String {
    let mut word = String::new();
    let mut rest = rank + 24;
    while rest > 0 {
        word.push_str(SYLLABLES[(rest % 24) as usize]);
        rest /= 24;
    }
    word
}

fn han(random: &mut Random, characters: u64) -> String {
    let all: Vec<char> = HAN.chars().collect();
    (0..characters).map(|_| all[random.zipf(all.len() as u64) as usize]).collect()
}

/// A small generator of numbers, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    /// Rank `r` about as often as 1 / r.
    fn zipf(&mut self, end: u64) -> u64 {
        let share = self.below(1 << 30) as f64 / f64::from(1 << 30);
        ((end as f64).powf(share) as u64).saturating_sub(1).min(end - 1)
    }
}
