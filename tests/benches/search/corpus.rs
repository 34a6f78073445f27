//! Records to search: a folder of Markdown files, or as many as wanted from a seed.
//!
//! The made-up ones have the shape of real notes: words after Zipf's law, a twentieth of them
//! identifiers, every tenth record Chinese, most bodies short and a few very long.

use std::fs;
use std::path::Path;

use anyhow::Result;
use fieldbook_tests::scattered;

/// A record as all engines get it.
pub(crate) struct Text {
    pub(crate) title: String,
    pub(crate) body: String,
}

impl Text {
    pub(crate) fn len(&self) -> usize {
        self.title.len() + self.body.len()
    }

    /// The record as a file.
    pub(crate) fn markdown(&self) -> String {
        format!("# {}\n\n{}\n", self.title, self.body)
    }
}

const ONSETS: [&str; 24] = [
    "", "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr",
    "pl", "cr", "ch", "pr", "sh", "br",
];
const NUCLEI: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
const CODAS: [&str; 8] = ["", "", "n", "r", "s", "t", "l", "ck"];
const FUNCTION: [&str; 8] = ["the", "of", "and", "to", "in", "a", "is", "with"];
const HAN: &str =
    "代码审查迁移测试智能体模型数据部署文档安全工具流程团队证据结果失败成功重构接口服务质量";

/// The record of a number: always the same one.
pub(crate) fn made_up(number: u64) -> Text {
    let random = &mut Random(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1);
    let chinese = number.is_multiple_of(10);
    let words = 2 + random.below(6);
    let title = if chinese { han(random, 8) } else { prose(random, words) };
    // Half of the bodies have fewer than 1,200 characters, one of a hundred has 30,000.
    let scale = 200.0 * (random.below(1000) as f64 / 180.0).exp();
    let length = if random.below(100) == 0 { 30_000.0 } else { scale.min(8_000.0) } as usize;
    let mut body = String::new();
    while body.len() < length {
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
    Text { title, body }
}

/// The Markdown files of a folder and those below it, at most `most`.
pub(crate) fn read(folder: &Path, most: usize, into: &mut Vec<Text>) -> Result<()> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    for path in paths {
        if into.len() >= most {
            break;
        }
        if path.is_dir() {
            read(&path, most, into)?;
        } else if path.extension().is_some_and(|ending| ending == "md") {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let heading = text.lines().find_map(|line| line.strip_prefix("# "));
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let title = heading.map_or_else(|| stem.into_owned(), str::to_owned);
            into.push(Text { title, body: text });
        }
    }
    Ok(())
}

/// Every beginning of a text, as it is typed.
pub(crate) fn keystrokes(text: &str) -> impl Iterator<Item = String> + '_ {
    text.char_indices().map(|(at, c)| text[..at + c.len_utf8()].to_owned())
}

/// Swaps two letters in the middle of the longest word.
pub(crate) fn misspelt(title: &str) -> String {
    let words = title.split(' ').filter(|word| word.bytes().all(|b| b.is_ascii_alphabetic()));
    let Some(longest) = words.max_by_key(|word| word.len()) else { return title.to_owned() };
    let mut letters: Vec<char> = longest.chars().collect();
    let middle = letters.len() / 2;
    if middle > 1 {
        letters.swap(middle - 1, middle);
    }
    title.replacen(longest, &letters.into_iter().collect::<String>(), 1)
}

/// Two of five words are function words, as in English; the others follow the law of Zipf and Mandelbrot, whose
/// head the function words are.
pub(crate) fn prose(random: &mut Random, words: u64) -> String {
    let words: Vec<String> = (0..words)
        .map(|_| match random.below(20) {
            0 => format!("{}_{}", word(random.rank(2_000)), word(random.rank(2_000))),
            1..=8 => FUNCTION[random.below(8) as usize].into(),
            _ => word(random.rank(200_000)),
        })
        .collect();
    words.join(" ")
}

/// The word of a rank: short words are the frequent ones, and words are as far apart as in a language, where
/// a slip in a longer word seldom makes another word.
pub(crate) fn word(rank: u64) -> String {
    let random = &mut Random(rank.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1);
    let syllables = if rank < 150 { 1 } else { 2 + u64::from(rank > 8_000) };
    let mut word = String::new();
    for _ in 0..syllables {
        for part in [&ONSETS[..], &NUCLEI, &CODAS] {
            word.push_str(part[random.below(part.len() as u64) as usize]);
        }
    }
    word
}

fn han(random: &mut Random, characters: u64) -> String {
    let all: Vec<char> = HAN.chars().collect();
    (0..characters).map(|_| all[random.zipf(all.len() as u64) as usize]).collect()
}

/// A small generator of numbers, the same on every machine.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        scattered(self.0) % end.max(1)
    }

    /// Rank `r` about as often as 1 / (r + 100).
    fn rank(&mut self, end: u64) -> u64 {
        const HEAD: u64 = 100;
        let share = self.below(1 << 30) as f64 / f64::from(1 << 30);
        let beyond = ((end + HEAD) as f64 / HEAD as f64).powf(share) * HEAD as f64;
        (beyond as u64).saturating_sub(HEAD).min(end - 1)
    }

    /// Rank `r` about as often as 1 / r.
    fn zipf(&mut self, end: u64) -> u64 {
        let share = self.below(1 << 30) as f64 / f64::from(1 << 30);
        ((end as f64).powf(share) as u64).saturating_sub(1).min(end - 1)
    }
}
