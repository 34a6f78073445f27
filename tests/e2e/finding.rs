//! Finding and reading, with and without a pointer.

use fieldbook_tests::app::{RunningApp, Start};
use fieldbook_tests::webdriver::key;
use serde_json::{Value, json};

#[test]
fn the_first_start_shows_the_starter_library() {
    let app = RunningApp::start();
    app.wait_for_text("footer", "59");
    app.wait_for("[role=combobox]");
    let counts = &app.rpc("status", &json!(null))["counts"];
    assert_eq!(counts["playbooks"], 15);
    assert_eq!(counts["findings"], 15);
}

#[test]
fn an_empty_library_says_how_to_begin() {
    let app = Start::default().empty().open();
    app.wait_for(".empty-start button");
}

#[test]
fn results_follow_the_keystrokes_and_open_with_enter() {
    let app = RunningApp::start();
    app.click(&app.wait_for("[role=combobox]"));
    app.type_text("enzyme");
    app.wait_for_text("#results [role=option]", "Enzyme");
    app.type_text(" react testing");
    app.wait_for_text("#results [role=option][aria-selected=true]", "Airbnb");
    app.press(&[key::ENTER]);
    app.wait_for_text("main h1", "Airbnb");
    // The brief comes first: outcome, and the elapsed-time factor with what it rests on.
    app.wait_for_text("main", "13");
    app.press(&[key::ESCAPE]);
    app.wait_for("#results");
}

#[test]
fn a_question_is_answered_as_one_once_nobody_types_on() {
    let app = RunningApp::start();
    let question = "who reviews the code that agents write for migrations";
    let total = |typing: bool| {
        let asked = json!({ "query": question, "limit": 1, "typing": typing });
        app.rpc("search", &asked)["total"].as_u64().unwrap()
    };
    let (typed, finished) = (total(true), total(false));
    assert!(finished > typed, "{finished} {typed}: the two answers must be told apart");
    app.click(&app.wait_for("[role=combobox]"));
    app.type_text(question);
    app.wait("the finished answer's number of results", || {
        let head = app.run("return document.querySelector('.results-head')?.textContent", &[]);
        head.as_str()?.contains(&finished.to_string()).then_some(())
    });
    app.wait_for("#results [role=option][aria-selected=true][aria-posinset='1']");
    // A link to the place leads to the same question, though the address follows at its own pace.
    app.wait("the whole question in the address", || {
        app.url().ends_with("for%20migrations").then_some(())
    });
}

#[test]
fn a_filter_typed_in_the_query_becomes_a_chip_and_a_facet() {
    let app = RunningApp::start();
    app.click(&app.wait_for("[role=combobox]"));
    app.type_text("kind:finding agents");
    app.wait_for_text(".chip.on", "finding");
    app.wait_for("#facets .facet-row");
    let kinds =
        app.run("return [...document.querySelectorAll('#results [role=option]')].length", &[]);
    assert!(kinds.as_u64().unwrap_or(0) > 0);
    app.press(&[key::ESCAPE]);
    app.wait_gone(".chip.on");
}

#[test]
fn nothing_found_offers_a_way_out() {
    let app = RunningApp::start();
    app.click(&app.wait_for("[role=combobox]"));
    app.type_text("enzyme ring:hold zzzzqqqq");
    app.wait_for(".none button");
}

#[test]
fn a_verdict_is_shown_with_its_arithmetic() {
    let app = Start::default().argument("fieldbook://record/cf-mechanical-migration").open();
    app.wait_for_text("main h1", "mechanical");
    app.wait_for_text("main", "0.71");
    app.wait_for_text("main", "7 organisations");
}

#[test]
fn everything_can_be_reached_by_keyboard() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    app.press(&[key::CONTROL, 'k']);
    app.wait_for("dialog[open] input, [role=dialog] input");
    app.type_text("bedrock");
    app.wait_for_text("[role=dialog], dialog[open]", "Bedrock");
    app.press(&[key::ENTER]);
    app.wait_for_text("main h1", "Bedrock");
    app.press(&['?']);
    app.wait_for("[role=dialog], dialog[open]");
    app.press(&[key::ESCAPE]);
    app.wait_gone("[role=dialog], dialog[open]");
    app.press(&['e']);
    app.wait_for(".cm-host, [data-field=title], .edit");
}

#[test]
fn a_facet_takes_several_values_and_keeps_its_counts() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    app.start_at("#/find?q=agents");
    app.wait_for("#facets [aria-labelledby=facet-outcome] .facet-row");
    // Values of the facet with their counts, and which are chosen.
    let outcomes = || {
        let rows = app.run(
            "return [...document.querySelectorAll('#facets [aria-labelledby=facet-outcome] [aria-pressed]')].map(row => [row.title, Number(row.querySelector('.count').textContent), row.getAttribute('aria-pressed') === 'true'])",
            &[],
        );
        serde_json::from_value::<Vec<(String, u64, bool)>>(rows).expect("rows of the facet")
    };
    let total = || {
        let said =
            app.run("return document.querySelector('.results [role=status]').textContent", &[]);
        said.as_str().and_then(|said| said.split(' ').next()?.parse::<u64>().ok())
    };
    let choose = |name: &str| {
        app.run(
            "[...document.querySelectorAll('#facets [aria-labelledby=facet-outcome] [aria-pressed]')].find(row => row.title === arguments[0]).click()",
            &[json!(name)],
        );
        app.wait(name, || outcomes().into_iter().find(|row| row.0 == name && row.2));
    };
    let before = outcomes();
    let counted = |name: &str| before.iter().find(|row| row.0 == name).map_or(0, |row| row.1);
    choose("Succeeded");
    app.wait("one value", || (total() == Some(counted("Succeeded"))).then_some(()));
    choose("Mixed");
    let both = counted("Succeeded") + counted("Mixed");
    app.wait("two values are alternatives", || (total() == Some(both)).then_some(()));
    let counts = |rows: &[(String, u64, bool)]| {
        rows.iter().map(|row| (row.0.clone(), row.1)).collect::<Vec<_>>()
    };
    assert_eq!(counts(&outcomes()), counts(&before), "as if the facet were not chosen");
}

#[test]
fn the_menu_of_the_list_sorts_by_date_and_by_certainty() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    app.start_at("#/find?q=agents");
    let shown = || {
        let titles = app.run(
            "return [...document.querySelectorAll('#results [role=option] .title')].slice(0, 6).map(one => one.textContent)",
            &[],
        );
        serde_json::from_value::<Vec<String>>(titles).expect("titles")
    };
    let rows = |sort: &str| {
        let input = json!({ "query": "agents", "offset": 0, "limit": 50, "sort": sort, "facets": false, "typing": false });
        app.rpc("search", &input)["hits"].as_array().expect("hits").clone()
    };
    let of = |rows: &[Value], field: &str| {
        let values = rows.iter().map(|row| row[field].as_str().unwrap_or_default().to_owned());
        values.collect::<Vec<_>>()
    };
    // The menu by its keys: the entry for each order stands where the last one left off.
    let mut seen = vec![of(&rows("relevance"), "title")[..6].to_vec()];
    app.wait("the best first", || (shown() == seen[0]).then_some(()));
    for (sort, name) in [("date", "newest"), ("certainty", "certain")] {
        app.run("document.querySelector('.results-head [aria-haspopup=menu]').focus()", &[]);
        app.press(&[key::ENTER]);
        app.wait_for(".results-head [role=menu]");
        app.run(
            "[...document.querySelectorAll('.results-head [role^=menuitem]')].find(row => row.textContent.toLowerCase().includes(arguments[0])).focus()",
            &[json!(name)],
        );
        app.press(&[key::ENTER]);
        let wanted = of(&rows(sort), "title")[..6].to_vec();
        app.wait(sort, || (shown() == wanted).then_some(()));
        assert!(!seen.contains(&wanted), "{sort} is an order of its own");
        seen.push(wanted);
    }
    let years: Vec<String> =
        of(&rows("date"), "date").iter().map(|date| date[..date.len().min(4)].to_owned()).collect();
    assert!(years.windows(2).all(|pair| pair[0] >= pair[1]), "{years:?}");
    let order = ["high", "moderate", "low", "very_low", ""];
    let places: Vec<_> = of(&rows("certainty"), "certainty")
        .iter()
        .map(|word| order.iter().position(|known| known == word))
        .collect();
    assert!(places.len() > 6 && places.is_sorted(), "{places:?}");
}

#[test]
fn a_value_is_completed_and_what_is_not_understood_is_said() {
    let app = RunningApp::start();
    app.click(&app.wait_for("[role=combobox]"));
    app.type_text("migration outcome:s");
    app.wait_for_text("#find-completions [role=option]", "succeeded");
    app.press(&[key::DOWN]);
    app.press(&[key::ENTER]);
    app.wait_for_text(".chip.on", "succeeded");
    app.type_text("colour:red");
    app.wait_for_text("#find-problems", "colour:red");
    app.press(&[key::F1]);
    app.wait_for("dialog[open] .example");
    app.run("[...document.querySelectorAll('dialog[open] .example')].find(one => one.textContent === 'kind:finding').click()", &[]);
    app.wait_for_text(".chip.on", "finding");
}
