//! New documents, ids and copies.

use fieldbook_record::vocabulary::Status;
use fieldbook_record::{
    Context, Kind, Severity, Template, body, duplicate, is_valid_id, read, slug, template,
};
use jiff::civil::date;

#[test]
fn a_template_is_a_draft_with_hints_only() {
    for kind in Kind::ALL {
        let id = slug(kind, "We tried: \"it\"");
        let text = template(
            kind,
            &Template {
                id: &id,
                title: "We tried: \"it\"",
                today: date(2026, 8, 31),
                author: Some("Ann"),
            },
        );
        let reading = read(&text, &Context::new(&id, date(2026, 8, 31)));
        let record = &reading.record;
        assert_eq!(
            (record.kind, record.title.as_str(), &record.status),
            (kind, "We tried: \"it\"", &Status::Draft)
        );
        assert_eq!(record.authors, ["Ann"]);
        let months = if kind == Kind::Playbook { "2027-08-31" } else { "2027-02-28" };
        assert_eq!(record.review_by.unwrap().to_string(), months);
        assert!(record.unknown_keys.is_empty());
        assert!(
            reading.checks.iter().all(|check| check.severity == Severity::Hint),
            "{:?}",
            reading.checks
        );
        assert!(!reading.is_publishable());
        assert!(body(&text).starts_with("## "));
    }
}

#[test]
fn slugs_are_ids() {
    let slug = |title| slug(Kind::CaseStudy, title);
    assert_eq!(slug("Airbnb: test migration (Enzyme)"), "cs-airbnb-test-migration-enzyme");
    assert_eq!(slug("Don’t  über-façade Straße"), "cs-dont-ueber-facade-strasse");
    assert_eq!(slug("cs-known"), "cs-known");
    assert_eq!(slug("把测试迁移到新框架"), slug("把测试迁移到新框架"));
    assert_ne!(slug("把测试迁移到新框架"), slug("把测试迁移到旧框架"));
    for title in [
        "",
        "!",
        "用 AI 迁移测试",
        "😀😀",
        &"word ".repeat(40),
        &"x".repeat(200),
        "İstanbul",
        "-a-",
        "a",
    ] {
        let id = slug(title);
        assert!(is_valid_id(&id) && id.starts_with("cs-"), "{title}: {id}");
    }
    for id in ["ab", "A-b", "a_b", "-ab", "ab-", "a b", "é-é", &"x".repeat(65)] {
        assert!(!is_valid_id(id), "{id}");
    }
}

#[test]
fn a_copy_is_a_draft_nobody_has_reviewed() {
    let text = "---\nid: cs-a\nkind: case-study\ntitle: A # old\nstatus: published\nreviewed_by: [Bo]\nverified:\n  - {by: Bo}\nx: 1 # own\n---\nbody\n";
    let copy = duplicate(text, "cs-b", "B: two", date(2026, 11, 23));
    assert_eq!(
        copy,
        "---\nid: cs-b\nkind: case-study\ntitle: \"B: two\" # old\nstatus: draft\nx: 1 # own\ncreated: \"2026-11-23\"\nupdated: \"2026-11-23\"\n---\nbody\n"
            .replace("status: draft\nx: 1 # own\ncreated: \"2026-11-23\"\nupdated: \"2026-11-23\"\n", "status: draft\ncreated: \"2026-11-23\"\nupdated: \"2026-11-23\"\nx: 1 # own\n")
    );
    assert_eq!(
        duplicate("---\na: b: c\n---\n", "cs-b", "B", date(2026, 11, 23)),
        "---\na: b: c\n---\n"
    );
}
