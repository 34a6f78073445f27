//! Measures the store on this disk: `cargo run --release -p fieldbook-store --example measure [documents]`.
#![expect(clippy::print_stdout, reason = "it is a report")]

use std::time::{Duration, Instant};

use fieldbook_store::{Base, Filter, OpenOptions, Order, Paths, Store, StoreError, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let documents: usize = match std::env::args().nth(1) {
        Some(number) => number.parse()?,
        None => 100_000,
    };
    let folder = tempfile::tempdir()?;
    let paths = Paths { data: folder.path().join("data"), backups: folder.path().join("backups") };
    let options = OpenOptions { now: 1, ..OpenOptions::default() };
    let (store, _) = Store::open(&paths, &options)?;
    println!("SQLite {}", store.sqlite_version());

    let text = "A line of about sixty characters, as prose has them, or so.\n".repeat(40);
    let singles =
        times(1000, |n| save(&store, &format!("single-{}", n % 50), &format!("{n} {text}")))?;
    let sum: Duration = singles.iter().sum();
    println!(
        "1,000 saves of 2.4 kB: {:.0}/s, p50 {:?}, p99 {:?}",
        1000.0 / sum.as_secs_f64(),
        singles[500],
        singles[990]
    );

    let began = Instant::now();
    let import = store.begin_import(documents as u64, "import", None, 1)?;
    let names: Vec<String> = (0..documents).map(|n| format!("pb-import-{n}")).collect();
    for batch in names.chunks(500) {
        let texts: Vec<String> = batch.iter().map(|id| format!("{id}\n{text}")).collect();
        let writes: Vec<_> = batch.iter().zip(&texts).map(|(id, text)| write(id, text)).collect();
        store.save_batch(Some(import.operation), &writes)?;
    }
    println!("import of {documents}: {:?}", began.elapsed());

    let keys = |n: usize| -> Vec<(&str, &str)> {
        (0..20).map(|k| ("mine", names[(n * 7919 + k * 104_729) % documents].as_str())).collect()
    };
    let page = times(200, |n| store.documents(&keys(n)).map(drop))?;
    println!("20 documents by id: p50 {:?}, p99 {:?}", page[100], page[198]);
    let filter = Filter::default();
    let deep = documents as u64 / 2;
    let page = times(100, |_| store.heads(&filter, Order::NewestFirst, 0, 50).map(drop))?;
    println!("first page of 50: p50 {:?}", page[50]);
    let page = times(20, |_| store.heads(&filter, Order::NewestFirst, deep, 50).map(drop))?;
    println!("page of 50 in the middle: p50 {:?}", page[10]);
    let after =
        times(200, |n| save(&store, &format!("single-{}", n % 50), &format!("x{n} {text}")))?;
    println!("save among them: p50 {:?}, p99 {:?}", after[100], after[198]);
    let version = times(1000, |_| store.data_version().map(drop))?;
    println!("data_version: p50 {:?}", version[500]);

    let timed = |what: &str, f: &mut dyn FnMut() -> Result<(), StoreError>| {
        let began = Instant::now();
        f().map(|()| println!("{what}: {:?}", began.elapsed()))
    };
    timed("stream of all", &mut || {
        store.for_each(&filter, |_| std::ops::ControlFlow::Continue(()))
    })?;
    timed("verified backup", &mut || store.back_up("measure", 2).map(drop))?;
    timed("deep health check", &mut || store.health(true).map(drop))?;
    println!("{:?}", store.stats()?);
    drop(store);
    timed("open", &mut || Store::open(&paths, &options).map(drop))?;
    Ok(())
}

fn write<'a>(id: &'a str, text: &'a str) -> Write<'a> {
    Write { library: "mine", id, kind: "playbook", text, base: Base::Any, ..Write::default() }
}

fn save(store: &Store, id: &str, text: &str) -> Result<(), StoreError> {
    store.save(&write(id, text)).map(drop)
}

/// Sorted, so that an index is a percentile.
fn times(
    many: usize,
    mut f: impl FnMut(usize) -> Result<(), StoreError>,
) -> Result<Vec<Duration>, StoreError> {
    let mut times = Vec::with_capacity(many);
    for n in 0..many {
        let began = Instant::now();
        f(n)?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}
