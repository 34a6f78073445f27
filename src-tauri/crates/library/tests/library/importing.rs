//! Import: bytes are kept, reasons are named, a second run changes nothing.

use fieldbook_library::{ImportFormat, ImportOptions, SaveOutcome};

use crate::common::{empty, write};

#[test]
fn keeps_bytes_and_names_what_it_rejects() {
    let installation = empty();
    let library = &installation.library;
    let folder = installation.folder.path().join("notes");
    let odd = b"\xEF\xBB\xBF---\r\ntitle: With mark\r\n---\r\n# Body\r\n";
    write(&folder.join("with-mark.md"), odd);
    write(&folder.join("a b.md"), b"# No legal name\n");
    write(&folder.join("bad.md"), b"# \xFF\xFE\n");
    write(&folder.join("picture.png"), b"\x89PNG");
    write(&folder.join("deep/with-mark.md"), b"# Same name\n");
    let report = library
        .import(std::slice::from_ref(&folder), &ImportOptions::default(), &mut |_| true)
        .unwrap();
    assert_eq!((report.seen, report.imported), (5, 2));
    let mut codes: Vec<_> = report.skipped.iter().map(|file| file.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["duplicate-id", "not-markdown", "not-utf8"]);
    let kept = library.list("").unwrap();
    let bytes: Vec<Vec<u8>> =
        kept.iter().map(|key| library.document(&key.id).unwrap().text.into_bytes()).collect();
    assert!(bytes.contains(&b"# No legal name\n".to_vec()));

    let again = library.import(&[folder], &ImportOptions::default(), &mut |_| true).unwrap();
    assert_eq!((again.imported, again.updated, again.unchanged), (0, 0, 2));
}

#[test]
fn an_edit_made_here_survives_the_next_import_of_the_same_file() {
    let installation = empty();
    let library = &installation.library;
    let file = installation.folder.path().join("note.md");
    write(&file, b"# Note\n");
    let run = || {
        library
            .import(std::slice::from_ref(&file), &ImportOptions::default(), &mut |_| true)
            .unwrap()
    };
    assert_eq!(run().imported, 1);
    let edited = "# Note\n\nSeen here.\n";
    assert!(matches!(library.save("note", edited, None, None).unwrap(), SaveOutcome::Saved { .. }));
    assert_eq!(run().unchanged, 1);
    assert_eq!(library.document("note").unwrap().text, edited);
    write(&file, b"# Note, newer\n");
    assert_eq!(run().updated, 1);
    assert_eq!(library.history("note").unwrap().len(), 3, "the edit is still in the history");
}

#[test]
fn can_be_stopped_and_run_again() {
    let installation = empty();
    let library = &installation.library;
    let folder = installation.folder.path().join("many");
    for number in 0..20 {
        write(
            &folder.join(format!("note-{number:02}.md")),
            format!("# Note {number}\n").as_bytes(),
        );
    }
    let report = library
        .import(std::slice::from_ref(&folder), &ImportOptions::default(), &mut |done| done < 7)
        .unwrap();
    assert_eq!(report.imported, 7, "what was read is saved");
    let rest = library.import(&[folder], &ImportOptions::default(), &mut |_| true).unwrap();
    assert_eq!((rest.imported, rest.unchanged), (13, 7));
}

#[test]
fn a_pattern_keeps_its_claim_apart() {
    let installation = empty();
    let library = &installation.library;
    let file = installation.folder.path().join("small-loop.md");
    let text = "---\ntitle: Small Loop\nstatus: best-practice\nauthors: [\"A (@a)\"]\ncategory: \"Feedback Loops\"\n\
                source: \"https://example.org/x\"\ntags: [loop]\n---\n\n## Problem\n\nIt drifts. Often.\n";
    write(&file, text.as_bytes());
    let options = ImportOptions { format: ImportFormat::Auto, ..ImportOptions::default() };
    library.import(&[file], &options, &mut |_| true).unwrap();
    let view = library.record("small-loop").unwrap();
    assert_eq!(view.text, text);
    assert_eq!(view.record.claimed.unwrap().status.as_deref(), Some("best-practice"));
    assert_eq!(view.record.origin.as_str(), "imported");
    assert!(view.evidence.is_empty(), "0 uses here");
}
