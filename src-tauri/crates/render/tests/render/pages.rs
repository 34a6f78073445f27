//! A page that a person would read, and single decisions worth a name.

use fieldbook_render::Degraded;

use crate::shared::page;

const PAGE: &str = include_str!("page.md");

#[test]
fn a_whole_page() {
    let rendered = page(PAGE);
    assert_eq!(rendered.degraded, None::<Degraded>);
    insta::assert_snapshot!("page", rendered.html);
    let outline = serde_json::to_string_pretty(&rendered.outline).expect("plain data");
    insta::assert_snapshot!("outline", outline);
}

#[test]
fn record_links_resolve_or_say_that_they_are_missing() {
    let html = page("[[cs-api-port]] [[cs-api-port|the port]] [[cs-gone]] [[pb-port]]").html;
    insta::assert_snapshot!(html, @r#"<p><a class="record-link" data-record="cs-api-port" data-kind="case-study" href="fieldbook://record/cs-api-port">Port of the billing API</a> <a class="record-link" data-record="cs-api-port" data-kind="case-study" href="fieldbook://record/cs-api-port">the port</a> <a class="record-link missing" data-record="cs-gone" href="fieldbook://record/cs-gone">cs-gone</a> <a class="record-link" data-record="pb-port" data-kind="case-study" href="fieldbook://record/pb-port">Porting &lt;in&gt; "steps" &amp; checks</a></p>"#);
}

#[test]
fn record_links_stay_text_in_code_and_when_they_are_no_ids() {
    let html = page("`[[cs-api-port]]` [[no id]] [[a|b]](c) \\[[cs-api-port]]").html;
    assert!(!html.contains("data-record=\"cs-api-port\""), "{html}");
    assert!(html.contains("[[no id]]"), "{html}");
}

#[test]
fn remote_images_are_links_and_counted() {
    let rendered =
        page("![a cat](https://x.example/c.png) [![](http://y.example/b.svg)](https://z.example)");
    assert_eq!(rendered.remote_images, 2);
    assert!(!rendered.html.contains("<img"), "{}", rendered.html);
    assert!(
        rendered.html.contains(r#"href="https://x.example/c.png">a cat</a>"#),
        "{}",
        rendered.html
    );
    assert!(
        rendered.html.contains(r#"<span class="remote-image">y.example</span>"#),
        "{}",
        rendered.html
    );
}

#[test]
fn autolinks_of_github() {
    let html = page(
        "www.a.example, https://b.example/c?d=e&f. x@d.example ftp://e.example www.f.example/(g)",
    )
    .html;
    for href in [
        "http://www.a.example",
        "https://b.example/c?d=e&amp;f",
        "mailto:x@d.example",
        "http://www.f.example/(g)",
    ] {
        assert!(html.contains(&format!("href=\"{href}\"")), "{href}: {html}");
    }
    assert!(!html.contains("href=\"ftp:"), "{html}");
}

#[test]
fn hidden_characters_show_in_code() {
    let html = page("`a\u{202E}b`\n\n```sh\nrm\u{200B} -rf\n```\n").html;
    assert_eq!(html.matches("hl-hidden").count(), 2, "{html}");
}
