//! Reading a record: what was searched in it, what it links to, how it came about.

use fieldbook_tests::app::{RunningApp, Start};
use fieldbook_tests::webdriver::key;
use serde_json::json;

fn said(app: &RunningApp) -> String {
    let text = app.run("return document.querySelector('.hit-bar [role=status]')?.textContent", &[]);
    text.as_str().unwrap_or_default().to_owned()
}

fn wait_until_said(app: &RunningApp, words: &str) {
    app.wait(words, || (said(app) == words).then_some(()));
}

/// `3 of 7` as numbers.
fn of(app: &RunningApp) -> (usize, usize) {
    app.wait("n of m", || {
        let said = said(app);
        let (at, total) = said.split_once(" of ")?;
        Some((at.parse().ok()?, total.parse().ok()?))
    })
}

#[test]
fn the_words_of_the_search_light_up_in_the_record_one_after_the_other() {
    let app = RunningApp::start();
    app.click(&app.wait_for("[role=combobox]"));
    app.type_text("enzyme react migrating");
    app.wait_for_text("#results [role=option][aria-selected=true]", "Airbnb");
    app.press(&[key::ENTER]);
    app.wait_for_text("main h1", "Airbnb");
    let (first, total) = of(&app);
    assert!(total > 3, "{total} places");
    // The engine's own reading of words: `migrating` was asked, `migration` is there.
    let lit = app.run(
        "return [...CSS.highlights.get('search-hit')].map(range => range.toString().toLowerCase())",
        &[],
    );
    let lit: Vec<String> = serde_json::from_value(lit).expect("texts");
    assert_eq!(lit.len(), total);
    assert!(lit.iter().any(|word| word == "migration"), "{lit:?}");
    assert!(
        lit.iter()
            .all(|word| ["migrat", "enzyme", "react"].iter().any(|part| word.starts_with(part))),
        "{lit:?}"
    );
    app.press(&[key::F3]);
    wait_until_said(&app, &format!("{} of {total}", first % total + 1));
    app.press(&[key::CONTROL, key::SHIFT, 'g']);
    wait_until_said(&app, &format!("{first} of {total}"));
    app.press(&[key::SHIFT, key::F3]);
    wait_until_said(&app, &format!("{} of {total}", if first == 1 { total } else { first - 1 }));
    // Another way to the same record: nothing was searched for, nothing is lit.
    let app = Start::default()
        .world(app.close())
        .argument("fieldbook://record/cs-airbnb-enzyme-to-rtl")
        .open();
    app.wait_for_text("main h1", "Airbnb");
    assert!(app.find(".hit-bar").is_none());
}

#[test]
fn a_result_opens_at_the_heading_that_its_passage_stands_under() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    // A row whose passage is far down in its record.
    let found = app.rpc(
        "search",
        &json!({ "query": "kind:case-study what happened agents tests", "offset": 0, "limit": 50, "sort": "relevance", "facets": false, "typing": false }),
    );
    let row = found["hits"]
        .as_array()
        .unwrap()
        .iter()
        .position(|row| row["snippet"]["heading_id"].is_string());
    let row = row.expect("some passage stands under a heading");
    let heading = found["hits"][row]["snippet"]["heading_id"].as_str().unwrap().to_owned();
    app.click(&app.wait_for("[role=combobox]"));
    app.type_text("kind:case-study what happened agents tests");
    app.wait_for("#results [role=option][aria-selected=true]");
    for _ in 0..row {
        app.press(&[key::DOWN]);
    }
    app.wait_for(&format!("#result-{row}[aria-selected=true]"));
    app.press(&[key::ENTER]);
    app.wait("the heading is in sight", || {
        let place = app.run(
            "const host = document.querySelector('.rendered'); const heading = host?.shadowRoot?.getElementById(arguments[0]);
             const page = document.querySelector('article.doc');
             return heading ? [heading.getBoundingClientRect().top - page.getBoundingClientRect().top, page.clientHeight] : null",
            &[json!(heading)],
        );
        let (top, height) = (place[0].as_f64()?, place[1].as_f64()?);
        (top >= -1.0 && top < height).then_some(())
    });
    assert!(app.url().contains("at="), "{}", app.url());
    let bar =
        app.run("return document.querySelector('header.bar').getBoundingClientRect().top", &[]);
    assert_eq!(bar, json!(0), "the window itself does not scroll");
}

#[test]
fn words_are_found_on_the_page_and_the_outline_leads_into_it() {
    let app = Start::default().argument("fieldbook://record/cs-airbnb-enzyme-to-rtl").open();
    app.wait_for_text("main h1", "Airbnb");
    app.press(&[key::CONTROL, 'f']);
    app.wait_for(".hit-bar input");
    app.type_text("enzyme");
    let (first, total) = of(&app);
    assert_eq!(first, 1);
    app.press(&[key::ENTER]);
    wait_until_said(&app, &format!("2 of {total}"));
    app.press(&[key::SHIFT, key::F3]);
    wait_until_said(&app, &format!("1 of {total}"));
    app.press(&[key::ESCAPE]);
    app.wait_gone(".hit-bar");
    let top = || app.run("return document.querySelector('article.doc').scrollTop", &[]).as_f64();
    app.run("document.querySelector('article.doc').scrollTop = 0", &[]);
    app.wait_for(".outline button");
    app.run("[...document.querySelectorAll('.outline button')].at(-1).click()", &[]);
    app.wait("the page has moved", || top().filter(|top| *top > 0.0));
}

#[test]
fn a_link_is_seen_from_both_ends() {
    let app = Start::default().argument("fieldbook://record/cf-mechanical-migration").open();
    app.wait_for_text("main h1", "mechanical");
    let view = app.rpc("get_record", &json!({ "id": "cf-mechanical-migration" }));
    let case = view["evidence"][0]["id"].as_str().unwrap().to_owned();
    let title = view["evidence"][0]["title"].as_str().unwrap().to_owned();
    app.wait_for_text("main", &title);
    app.run(
        "[...document.querySelectorAll('main button')].find(one => one.textContent.includes(arguments[0])).click()",
        &[json!(title)],
    );
    app.wait("the case", || app.url().contains(&case).then_some(()));
    app.wait_for_text("main h1", &title);
    let finding = view["record"]["title"].as_str().unwrap();
    app.wait_for_text(".rail", finding);
    app.run(
        "[...document.querySelectorAll('.rail button')].find(one => one.textContent.includes(arguments[0])).click()",
        &[json!(finding)],
    );
    app.wait_for_text("main h1", finding);
}

#[test]
fn an_old_revision_is_compared_and_restored() {
    let id = "pb-spec-first";
    let app = Start::default().argument(&format!("fieldbook://record/{id}")).open();
    app.wait_for_text("main h1", "Spec first");
    let text = app.rpc("get_record", &json!({ "id": id }))["text"].as_str().unwrap().to_owned();
    let changed = format!("{text}\nA line that comes and goes.\n");
    let saved = app.rpc(
        "save_record",
        &json!({ "id": id, "text": changed, "base_revision": 1, "note": "A line more" }),
    );
    assert_eq!(saved["type"], "saved", "{saved}");
    app.press(&['h']);
    app.wait_for_text(".diff", "A line that comes and goes.");
    app.wait_for(".line.add");
    app.click(&app.wait_for("#revision-1"));
    app.click(&app.wait_for("main .btn.primary"));
    app.wait("a third revision", || {
        let history = app.rpc("history", &json!({ "id": id }));
        (history.as_array().map_or(0, Vec::len) == 3).then_some(())
    });
    app.wait_for(".line.del");
    app.wait_for_text(".diff", "A line that comes and goes.");
    assert_eq!(app.rpc("get_record", &json!({ "id": id }))["text"], text.as_str());
}
