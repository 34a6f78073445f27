//! Import: bytes are kept, reasons are named, a second run changes nothing.

use fieldbook_library::{ImportFormat, ImportOptions, SaveOutcome};
use fieldbook_record::Kind;

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
}

/// What lies in the folder, by the id of its record.
fn there(folder: &std::path::Path, id: &str) -> std::path::PathBuf {
    folder.join(format!("case-studies/{id}.md"))
}

#[test]
fn a_folder_and_its_records_stay_in_step() {
    let installation = empty();
    let library = &installation.library;
    let id = library.create(Kind::CaseStudy, "A folder").unwrap().id;
    let text = library.document(&id).unwrap().text;
    let text = text.trim_end().to_owned() + "\n\n## First\n\none\n\n## Second\n\ntwo\n";
    library.save(&id, &text, None, None).unwrap();
    let folder = installation.folder.path().join("out");
    let file = there(&folder, &id);
    let export = || library.export_markdown(&folder, "", &mut |_| true).unwrap();
    let import = || {
        library
            .import(std::slice::from_ref(&folder), &ImportOptions::default(), &mut |_| true)
            .unwrap()
    };
    assert_eq!((export().written, import().unchanged), (1, 1));

    // Edited here alone, then there alone.
    library.save(&id, &text.replace("one", "one here"), None, None).unwrap();
    assert_eq!(import().unchanged, 1, "an old file takes nothing back");
    assert_eq!((export().written, export().unchanged), (1, 1));
    let mine = library.document(&id).unwrap().text;
    write(&file, mine.replace("two", "two there").as_bytes());
    let kept = export();
    assert_eq!((kept.written, kept.kept.len()), (0, 1), "somebody's edit is not written over");
    assert_eq!(import().updated, 1);
    assert_eq!(export().unchanged, 1);

    // Edited in both, each in a place of its own.
    let both = library.document(&id).unwrap().text;
    write(&file, both.replace("two there", "two, once more").as_bytes());
    library.save(&id, &both.replace("one here", "one, once more"), None, None).unwrap();
    assert_eq!(import().updated, 1);
    let merged = library.document(&id).unwrap().text;
    assert!(merged.contains("one, once more") && merged.contains("two, once more"), "{merged}");
    assert_eq!(export().kept.len(), 0, "the colleague's half is in the history");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), merged);

    // Edited in both, in one place: nobody's words go away.
    write(&file, merged.replace("one, once more", "theirs").as_bytes());
    let mine = merged.replace("one, once more", "mine\n\nand more of it");
    library.save(&id, &mine, None, None).unwrap();
    let apart = import();
    assert_eq!((apart.updated, apart.skipped.len()), (0, 1));
    assert_eq!(apart.skipped[0].code, "edited-apart");
    assert!(library.document(&id).unwrap().text.contains("mine"));
    assert_eq!(export().kept.len(), 1);
    assert!(std::fs::read_to_string(&file).unwrap().contains("theirs"));
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
