use fieldbook_store::{Base, Draft, StoreError, UNNAMED_ATTACHMENT_KEEPS, hash_of};

use crate::common::{DAY, NOW, TempStore, assert_healthy, write};

/// A PNG file of this size: signature, IHDR, and nothing to decode, which nobody here does.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

#[test]
fn a_draft_is_kept_replaced_and_discarded() {
    let store = TempStore::new();
    let draft = |text: &str| Draft {
        text: text.to_owned(),
        base_revision: Some(3),
        library: "mine".to_owned(),
        id: Some("pb-a".to_owned()),
        kind: "playbook".to_owned(),
        attachments: vec![],
    };
    store.put_draft("mine/pb-a", &draft("h"), NOW).unwrap();
    store.put_draft("mine/pb-a", &draft("he"), NOW + 1).unwrap();
    store.put_draft("new/1", &Draft { text: "n".into(), ..Draft::default() }, NOW + 2).unwrap();
    let found = store.draft("mine/pb-a").unwrap().unwrap();
    assert_eq!((found.draft, found.updated), (draft("he"), NOW + 1));
    let keys: Vec<String> = store.drafts().unwrap().into_iter().map(|d| d.key).collect();
    assert_eq!(keys, ["new/1", "mine/pb-a"]);
    assert_eq!(store.counts().unwrap().drafts, 2);
    let (store, _) = store.reopened_after(|_| {});
    assert_eq!(store.draft("mine/pb-a").unwrap().unwrap().draft.text, "he");
    assert!(store.discard_draft("mine/pb-a").unwrap());
    assert!(!store.discard_draft("mine/pb-a").unwrap());
    assert_eq!(store.draft("mine/pb-a").unwrap(), None);
    assert_eq!(store.last_sequence().unwrap(), 0, "drafts are not part of the journal");
}

#[test]
fn settings_are_set_and_removed() {
    let store = TempStore::new();
    assert_eq!(store.setting("theme").unwrap(), None);
    store.set_setting("theme", Some("dark"), NOW).unwrap();
    store.set_setting("theme", Some("light"), NOW).unwrap();
    assert_eq!(store.setting("theme").unwrap().as_deref(), Some("light"));
    store.set_setting("the", Some("x"), NOW).unwrap();
    store.set_setting("them%", Some("y"), NOW).unwrap();
    let below = |beginning: &str| {
        let found = store.settings_below(beginning).unwrap().into_iter();
        found.map(|(key, _)| key).collect::<Vec<_>>()
    };
    assert_eq!(below("them"), ["them%", "theme"]);
    assert_eq!((below("them%"), below("themf").is_empty()), (vec!["them%".to_owned()], true));
    store.set_setting("theme", None, NOW).unwrap();
    assert_eq!(store.setting("theme").unwrap(), None);
}

#[test]
fn an_image_is_known_by_its_bytes_and_stored_once() {
    let store = TempStore::new();
    let bytes = png(640, 480);
    let added = store.put_attachment(&bytes, NOW).unwrap();
    assert_eq!((added.mime.as_str(), added.width, added.height), ("image/png", 640, 480));
    assert_eq!((added.hash.clone(), added.size), (hash_of(&bytes), bytes.len() as u64));
    assert_eq!(store.put_attachment(&bytes, NOW).unwrap(), added);
    assert_eq!(store.counts().unwrap().attachments, 1);
    assert_eq!(store.attachment(&added.hash).unwrap(), Some((added, bytes)));
    assert_eq!(store.attachment(&"0".repeat(64)).unwrap(), None);
    let gif = store.put_attachment(b"GIF89a\x10\0\x20\0\0\0\0;", NOW).unwrap();
    assert_eq!((gif.mime.as_str(), gif.width, gif.height), ("image/gif", 16, 32));
}

#[test]
fn what_is_no_image_or_too_large_is_refused() {
    let store = TempStore::new();
    for bytes in [
        &b""[..],
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"BM\x1e\0\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0\x01\0\x01\0\x01\0\x18\0",
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n",
        &png(0, 5),
    ] {
        let result = store.put_attachment(bytes, NOW);
        assert!(matches!(result, Err(StoreError::NotAnImage)), "{bytes:?}: {result:?}");
    }
    assert!(matches!(
        store.put_attachment(&png(10_000, 5_001), NOW),
        Err(StoreError::TooLarge { what: "image", size: 50_010_000, .. })
    ));
    let mut heavy = png(10, 10);
    heavy.resize(20 * 1024 * 1024 + 1, 0);
    assert!(matches!(
        store.put_attachment(&heavy, NOW),
        Err(StoreError::TooLarge { what: "attachment", .. })
    ));
    assert_eq!(store.counts().unwrap().attachments, 0);
}

#[test]
fn only_attachments_that_nothing_needs_are_collected() {
    let store = TempStore::new();
    let add = |n: u32| store.put_attachment(&png(n, n), NOW).unwrap().hash;
    let (in_text, in_old, in_draft, in_trash, nowhere) = (add(1), add(2), add(3), add(4), add(5));
    let late = NOW + UNNAMED_ATTACHMENT_KEEPS + 1;
    let fresh = store.put_attachment(&png(6, 6), late).unwrap().hash;
    let save = |id: &str, text: &str, hash: &str| {
        let mut write = write(id, text, Base::Any);
        write.attachments = vec![hash.to_owned()];
        store.save(&write).unwrap();
    };
    save("pb-a", "one", &in_old);
    save("pb-a", "two", &in_text);
    save("pb-b", "x", &in_trash);
    store.trash("mine", "pb-b", "app", NOW).unwrap();
    let draft = Draft { attachments: vec![in_draft.clone()], ..Draft::default() };
    store.put_draft("d", &draft, NOW).unwrap();

    assert_eq!(store.collect_attachments(NOW).unwrap(), 0, "all are fresh");
    assert_eq!(store.collect_attachments(late).unwrap(), 1);
    assert_eq!(store.attachment(&nowhere).unwrap(), None);
    for hash in [&in_text, &in_old, &in_draft, &in_trash, &fresh] {
        assert!(store.attachment(hash).unwrap().is_some());
    }
    // When the draft goes and the trash is emptied, nothing needs those two any more.
    store.discard_draft("d").unwrap();
    store.purge_trash("app", NOW + 31 * DAY).unwrap();
    assert_eq!(store.collect_attachments(late + DAY).unwrap(), 2);
    assert_eq!(store.counts().unwrap().attachments, 3);
    assert_healthy(&store);
}
