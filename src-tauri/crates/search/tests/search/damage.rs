//! A damaged index is set aside and said to be empty; it never stops anything and never panics out.

use std::{
    fs,
    path::{Path, PathBuf},
};

use fieldbook_search::{Entry, Index, IndexState, Opened, RebuildReason, Request, SearchError};

use crate::support::{Fixture, entry, index, query};

fn filled() -> Fixture {
    let entries: Vec<Entry> = (0..40)
        .map(|n| {
            let kind = if n % 2 == 0 { "playbook" } else { "finding" };
            let mut entry =
                entry(&format!("r{n}"), &format!("Record {n}"), "flaky tests 代码审查 agents");
            entry.kind = kind.to_owned();
            entry
        })
        .collect();
    index(&entries)
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(dir.join("index"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.metadata().unwrap().len() > 0)
        .collect();
    files.sort();
    files
}

fn open(fixture: &Fixture) -> Opened {
    Index::open(fixture.dir.path(), "epoch").unwrap()
}

fn overwrite(path: &Path, bytes: &[u8]) {
    use std::io::Write;
    // A new file under the old name: what an open index has mapped stays as it was.
    fs::remove_file(path).unwrap();
    fs::File::create(path).unwrap().write_all(bytes).unwrap();
}

/// After damage: usable, empty, says so, and can be filled again.
fn assert_rebuilds(opened: &Opened, fixture: &Fixture, what: &str) {
    assert!(matches!(opened.state, IndexState::Rebuild(_)), "{what}: {:?}", opened.state);
    assert!(opened.index.is_empty(), "{what}");
    let mut writer = opened.index.try_writer().unwrap().unwrap();
    writer.upsert(&entry("again", "Filled again", "")).unwrap();
    writer.commit(9).unwrap();
    drop(writer);
    let again = open(fixture);
    assert_eq!(again.state, IndexState::UpTo(9), "{what}");
    assert_eq!(again.index.search(&query("filled"), &Request::default()).unwrap().total, 1);
}

#[test]
fn a_deleted_folder_is_an_empty_index() {
    let fixture = filled();
    fs::remove_dir_all(fixture.dir.path()).unwrap();
    assert_eq!(open(&fixture).state, IndexState::Empty);
}

#[test]
fn another_store_means_rebuild_and_the_old_one_is_set_aside() {
    let fixture = filled();
    let opened = Index::open(fixture.dir.path(), "another").unwrap();
    assert_eq!(opened.state, IndexState::Rebuild(RebuildReason::OtherStore));
    assert!(fixture.dir.path().join("index.corrupt-1").is_dir());
}

#[test]
fn another_version_means_rebuild() {
    let fixture = filled();
    let meta = fixture.dir.path().join("index/meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    let changed = text.replace("1 1 epoch\"", "999 1 epoch\"");
    assert_ne!(text, changed, "the payload is there to be changed");
    overwrite(&meta, changed.as_bytes());
    let opened = open(&fixture);
    assert_eq!(opened.state, IndexState::Rebuild(RebuildReason::OtherVersion));
    assert_rebuilds(&opened, &fixture, "other version");
}

#[test]
fn every_file_missing_or_cut_short_means_rebuild() {
    for cut in [None, Some(0), Some(7)] {
        let names: Vec<_> = files(filled().dir.path())
            .iter()
            .map(|f| f.extension().map(ToOwned::to_owned))
            .collect();
        for at in 0..names.len() {
            let fixture = filled();
            let file = files(fixture.dir.path())[at].clone();
            // Without these tantivy and we still know everything.
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            if name.ends_with(".lock") || name == ".managed.json" {
                continue;
            }
            let bytes = fs::read(&file).unwrap();
            match cut {
                None => fs::remove_file(&file).unwrap(),
                Some(keep) => overwrite(&file, &bytes[..keep.min(bytes.len() - 1)]),
            }
            let opened = open(&fixture);
            if name.ends_with(".store") && matches!(opened.state, IndexState::UpTo(_)) {
                // The store of documents holds nothing of ours and is never read.
                continue;
            }
            assert_rebuilds(&opened, &fixture, &format!("{name} cut to {cut:?}"));
        }
    }
}

#[test]
fn flipped_bits_never_take_the_program_down() {
    let (mut noticed, mut tried, mut verified) = (0, 0, 0);
    let number = files(filled().dir.path()).len();
    for at in 0..number {
        for place in 0..12 {
            let fixture = filled();
            let file = files(fixture.dir.path())[at].clone();
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            if name.ends_with(".lock") || name == ".managed.json" {
                continue;
            }
            let mut bytes = fs::read(&file).unwrap();
            let byte = (bytes.len() - 1) * place / 11;
            bytes[byte] ^= 0x55;
            overwrite(&file, &bytes);
            tried += 1;
            let opened = open(&fixture);
            if !matches!(opened.state, IndexState::UpTo(_)) {
                noticed += 1;
                continue;
            }
            match opened.index.verify() {
                Ok(damaged) => verified += usize::from(!damaged.is_empty()),
                Err(SearchError::Damaged { .. }) => verified += 1,
                Err(error) => panic!("{name}: {error}"),
            }
            for text in ["flaky", "fla", "\"flaky tests\"", "代码", "kind:finding agents", "zzzz"]
            {
                let request = Request { facets: true, as_you_type: true, ..Request::default() };
                match opened.index.search(&query(text), &request) {
                    Ok(_) => {}
                    Err(SearchError::Damaged { .. }) => noticed += 1,
                    Err(error) => panic!("{name} at {byte}: {error}"),
                }
            }
        }
    }
    println!("{tried} flips: {noticed} noticed on opening or searching, {verified} by checksum");
    assert!(noticed > 0, "some damage has to hurt, or the test tests nothing");
    assert!(verified > 0, "the check-up has to find what searching does not");
}

#[test]
fn set_aside_keeps_the_last_two() {
    let fixture = filled();
    for _ in 0..4 {
        Index::set_aside(fixture.dir.path()).unwrap();
        let opened = open(&fixture);
        assert_eq!(opened.state, IndexState::Empty);
    }
    let mut aside: Vec<String> = fs::read_dir(fixture.dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("index.corrupt"))
        .collect();
    aside.sort();
    assert_eq!(aside, ["index.corrupt-3", "index.corrupt-4"]);
}

#[test]
fn a_held_lock_is_not_damage() {
    let fixture = filled();
    let _writer = fixture.index.try_writer().unwrap().unwrap();
    assert!(matches!(Index::set_aside(fixture.dir.path()), Err(SearchError::Busy)));
    assert!(matches!(Index::open(fixture.dir.path(), "another"), Err(SearchError::Busy)));
    assert_eq!(open(&fixture).state, IndexState::UpTo(1), "reading needs no lock");
}

#[test]
fn a_file_in_the_way_is_an_error_and_not_damage() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("taken");
    fs::File::create(&place).unwrap();
    assert!(matches!(Index::open(&place, "epoch"), Err(SearchError::Io { .. })));
}
