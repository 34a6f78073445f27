//! Queries that nobody means: as long, as strange and as unfortunate as they come. Each has to be answered within
//! [`WITHIN`], or to say that it was cut, which makes it as short as it has to be.

use std::time::Duration;

use anyhow::{Result, ensure};
use fieldbook_search::{Index, Names, Request, parse};

use crate::corpus::{Random, Text, misspelt, prose, word};

/// What an answer may take, cut or not.
const WITHIN: Duration = Duration::from_millis(100);

/// How many of each sort are asked.
const EACH: u64 = 12;

/// Asks them all, while typing and afterwards.
pub(crate) fn answers(index: &Index, texts: &[Text]) -> Result<()> {
    let mut worst = Vec::new();
    println!();
    for (what, make) in SORTS {
        let (mut times, mut cut) = (Vec::new(), 0);
        for number in 0..EACH {
            let query = make(&mut Random(number * 31 + 7), texts);
            for as_you_type in [true, false] {
                let request = Request { facets: true, as_you_type, ..Request::default() };
                let asked = || index.search(&parse(&query, &Names::default()), &request);
                let (page, time) = crate::timed(asked)?;
                cut += u32::from(page.cut);
                times.push(time);
            }
        }
        times.sort_unstable();
        crate::print_times(&format!("{what} ({cut} cut)"), &times, &times);
        worst.extend(times.last().map(|time| (*time, *what)));
    }
    let (time, what) = worst.into_iter().max().unwrap_or_default();
    println!("the longest of {} hostile queries: {time:?}, {what}", SORTS.len() as u64 * EACH * 2);
    ensure!(time <= WITHIN, "{what} took {time:?}, which is more than {WITHIN:?}");
    Ok(())
}

type Make = fn(&mut Random, &[Text]) -> String;

const SORTS: &[(&str, Make)] = &[
    ("a pasted page", |random, texts| {
        texts[random.below(texts.len() as u64) as usize].body.clone()
    }),
    ("ten pasted pages", |random, texts| {
        many(10, || texts[random.below(texts.len() as u64) as usize].body.clone())
    }),
    ("5,000 frequent words", |random, _| many(5_000, || word(random.below(300)))),
    ("2,000 slips", |random, _| many(2_000, || misspelt(&word(9_000 + random.below(90_000))))),
    ("500 in an OR", |random, _| many(500, || word(random.below(3_000))).replace(' ', " OR ")),
    ("a phrase of 300", |random, _| format!("\"{}\"", prose(random, 300))),
    ("100 phrases", |random, _| {
        many(100, || format!("\"{} {}\"", word(random.below(99)), word(random.below(99))))
    }),
    ("single letters", |random, _| {
        many(300, || char::from(b'a' + random.below(26) as u8).to_string())
    }),
    ("one long word", |random, _| many(3_000, || word(random.below(99))).replace(' ', "")),
    ("everything but", |random, _| many(400, || format!("-{}", word(random.below(2_000))))),
    ("nested", |random, _| {
        format!("{}{}{}", "(".repeat(2_000), prose(random, 20), ")".repeat(1_500))
    }),
    ("wildcards", |random, _| {
        many(300, || format!("tag:*{}* agent:a*{}*", random.below(10), random.below(10)))
    }),
    ("ranges", |random, _| {
        many(300, || {
            format!(
                "date:20{:02}..2026 age:<{}d leverage:>{}",
                random.below(99),
                random.below(999),
                random.below(9)
            )
        })
    }),
    ("one Chinese page", |random, _| many(3_000, || han(random, 0x4e00, 0x9fa5)).replace(' ', "")),
    ("common Chinese", |random, texts| {
        texts[random.below(texts.len() as u64 / 10) as usize * 10].body.repeat(4)
    }),
    ("any Unicode", |random, _| {
        (0..8_000).filter_map(|_| char::from_u32(random.below(0x0011_0000) as u32)).collect()
    }),
    ("combining marks", |random, _| {
        many(200, || format!("{}{}", word(random.below(99)), "\u{0301}".repeat(50)))
    }),
    ("syntax alone", |random, _| {
        (0..4_000).map(|_| char::from(b"()\"-:*<>.OR "[random.below(12) as usize])).collect()
    }),
];

fn many(count: usize, mut one: impl FnMut() -> String) -> String {
    let words: Vec<String> = (0..count).map(|_| one()).collect();
    words.join(" ")
}

fn han(random: &mut Random, from: u32, to: u32) -> String {
    let at = from + random.below(u64::from(to - from)) as u32;
    char::from_u32(at).map(String::from).unwrap_or_default()
}
