//! Which record comes first, and why.

use fieldbook_search::{Entry, Request, Sort, Synonyms, Texts, civil_day};

use crate::support::{entry, index, query};

#[test]
fn a_title_typed_in_full_comes_first() {
    let fixture = index(&[
        entry("long", "Flaky tests and how agents fix flaky tests", "flaky tests flaky tests"),
        entry("exact", "Flaky tests", "nothing more"),
        entry("body", "Other", &"flaky tests ".repeat(50)),
    ]);
    assert_eq!(fixture.ids("flaky tests")[0], "exact");
    assert_eq!(fixture.ids("FLAKY  Tests")[0], "exact");
}

#[test]
fn the_title_outweighs_the_body() {
    let fixture = index(&[
        entry("body", "Something else", "code review code review by agents"),
        entry("title", "Code review", "with agents"),
    ]);
    assert_eq!(fixture.ids("review agents")[0], "title");
}

#[test]
fn a_whole_word_comes_before_one_that_only_begins_so() {
    let fixture = index(&[
        entry("longer", "Testament of a tester", "testbed"),
        entry("whole", "Test plan", "text"),
    ]);
    assert_eq!(fixture.typed("test")[0], "whole");
    assert_eq!(fixture.typed("testa"), ["longer"]);
}

#[test]
fn only_the_last_word_grows_and_only_while_typing() {
    let fixture = index(&[entry("a", "Migration guide", "for databases")]);
    assert_eq!(fixture.typed("migr"), ["a"]);
    assert_eq!(fixture.typed("guide dat"), ["a"]);
    assert!(fixture.typed("migr ").is_empty(), "a blank ends the word");
    assert!(fixture.ids("migr").is_empty());
    // Each further letter of a word keeps the record, also where the stem is shorter.
    for end in 2..="migration".len() {
        assert_eq!(fixture.typed(&"migration"[..end]), ["a"], "{}", &"migration"[..end]);
    }
}

#[test]
fn all_words_have_to_match_unless_none_has_all() {
    let fixture = index(&[
        entry("both", "Agents", "write unit tests"),
        entry("one", "Agents", "write prose"),
    ]);
    let page = fixture.page("agents tests");
    assert_eq!((page.total, page.any_word), (1, false));
    let page = fixture.page("tests prose");
    assert_eq!((page.total, page.any_word), (2, true), "nothing has both, so either will do");
}

#[test]
fn a_question_is_answered_by_its_content_words() {
    let fixture = index(&[
        entry("right", "Quarantine flaky tests", "an agent reruns unstable tests"),
        entry("noise", "What is it that we do", "how do you do it, why should it be"),
    ]);
    assert_eq!(fixture.ids("how should we deal with flaky tests?")[0], "right");
    assert_eq!(fixture.ids("what is it")[0], "noise", "function words count when alone");
}

#[test]
fn a_function_word_is_not_insisted_upon() {
    let fixture = index(&[entry("a", "Upgrade Java", "runtime")]);
    assert_eq!(fixture.ids("upgrade of java"), ["a"]);
}

#[test]
fn one_cjk_character_finds_every_record_that_has_it() {
    let fixture = index(&[
        entry("begin", "", "文学作品"),
        entry("end", "", "现代文"),
        entry("none", "", "代码"),
    ]);
    let mut ids = fixture.ids("文");
    ids.sort();
    assert_eq!(ids, ["begin", "end"]);
}

#[test]
fn an_identifier_is_one_term_and_its_parts() {
    let mut exact = entry("exact", "Bindings", "open it with git2::Repository and be done");
    exact.code = vec!["git2::Repository".to_owned()];
    let near = entry("near", "Git", "version 2 of the repository, git and its repository, 2 git");
    let fixture = index(&[near, exact]);
    assert_eq!(fixture.ids("git2::Repository")[0], "exact");
    assert_eq!(fixture.ids("Git2::repository")[0], "exact");
}

#[test]
fn a_slip_is_forgiven_and_said() {
    let fixture = index(&[
        entry("a", "Database migration", "with agents"),
        entry("b", "Something else", "about prose"),
    ]);
    for slip in ["migartion", "migraton", "migrattion", "migrazion"] {
        let page = fixture.page(slip);
        assert_eq!(page.hits[0].id, "a", "{slip}");
        assert!(page.corrected, "{slip}");
        assert_eq!(page.did_you_mean.as_deref(), Some("migration"), "{slip}");
    }
    assert_eq!(
        fixture.page("datbase kind:playbook").did_you_mean.as_deref(),
        Some("database kind:playbook")
    );
    assert_eq!(fixture.page("migration").did_you_mean, None);
    let fixture = index(&[entry("a", "The history of a company", "security and flaky policies")]);
    for (slip, word) in [
        ("histroy", "history"),
        ("compnay", "company"),
        ("securty", "security"),
        ("flakky", "flaky"),
        ("polcies", "policies"),
    ] {
        assert_eq!(fixture.page(slip).did_you_mean.as_deref(), Some(word));
    }
    assert!(fixture.ids("\"migartion\"").is_empty(), "a phrase is meant as written");
    assert!(fixture.ids("prosx1").is_empty(), "a word with digits is meant as written");
}

#[test]
fn words_side_by_side_count_more() {
    let fixture = index(&[
        entry(
            "apart",
            "",
            "review of the long and boring kind that nobody wants for any code at all",
        ),
        entry(
            "near",
            "",
            "code review of the long and boring kind that nobody wants for any at all",
        ),
    ]);
    assert_eq!(fixture.ids("code review")[0], "near");
}

#[test]
fn phrases_groups_and_exclusions() {
    let fixture = index(&[
        entry("a", "", "the agent loop runs"),
        entry("b", "", "the loop of an agent runs"),
        entry("c", "", "a workflow runs"),
    ]);
    let sorted = |text: &str| {
        let mut ids = fixture.ids(text);
        ids.sort();
        ids
    };
    assert_eq!(sorted("\"agent loop\""), ["a"]);
    assert_eq!(sorted("runs -agent"), ["c"]);
    assert_eq!(sorted("runs -\"agent loop\""), ["b", "c"]);
    assert_eq!(sorted("workflow OR loop runs"), ["a", "b", "c"]);
    assert_eq!(sorted("(workflow OR \"agent loop\") runs"), ["a", "c"]);
    assert_eq!(sorted("-agent"), ["c"]);
    assert_eq!(sorted("title:agent"), Vec::<String>::new());
    assert_eq!(sorted(""), ["a", "b", "c"]);
    assert_eq!(sorted("(((("), ["a", "b", "c"]);
}

fn dated(id: &str, date: Option<i32>, certainty: &str) -> Entry {
    Entry { date, certainty: Some(certainty.to_owned()), ..entry(id, "Case", "agents") }
}

#[test]
fn sorts_by_date_and_certainty() {
    let fixture = index(&[
        dated("old", Some(civil_day(2024, 1, 1)), "high"),
        dated("none", None, "low"),
        dated("new", Some(civil_day(2026, 1, 1)), "very_low"),
    ]);
    let ids = |sort, text| {
        let request = Request { sort, ..Request::default() };
        fixture.ask(text, &request).hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(Sort::Date, "agents"), ["new", "old", "none"]);
    assert_eq!(ids(Sort::Certainty, "agents"), ["old", "none", "new"]);
    assert_eq!(ids(Sort::Relevance, ""), ["new", "old", "none"], "nothing typed: newest first");
}

#[test]
fn pages_continue_each_other() {
    // Not in the order of their ids: that of the index is another one.
    let entries: Vec<Entry> = (0..57)
        .map(|n| entry(&format!("r{:02}", n * 31 % 57), "Same title here", "same body"))
        .collect();
    let fixture = index(&entries);
    let all: Vec<String> = (0..57).map(|n| format!("r{n:02}")).collect();
    for text in ["same", "", "kind:playbook"] {
        let mut seen = Vec::new();
        for offset in (0..60).step_by(10) {
            let request = Request { limit: 10, offset, ..Request::default() };
            seen.extend(fixture.ask(text, &request).hits.into_iter().map(|hit| hit.id));
        }
        assert_eq!(seen, all, "equal ones are in the order of their ids: {text:?}");
    }
}

#[test]
fn explains_where_a_score_comes_from() {
    let fixture = index(&[entry("a", "Flaky tests", "flaky tests in flaky code")]);
    let request = Request { explain: true, ..Request::default() };
    let page = fixture.ask("flaky tests", &request);
    let reasons = page.hits[0].explain.as_ref().unwrap();
    let sum: f32 = reasons.iter().map(|reason| reason.score).sum();
    assert!((sum - page.hits[0].score).abs() < 0.01, "{reasons:?} against {}", page.hits[0].score);
    for what in ["title:flaki", "all:test", "pair:flaki+test", "exact title"] {
        assert!(reasons.iter().any(|reason| reason.what == what), "{what} in {reasons:?}");
    }
}

#[test]
fn a_long_record_is_as_good_as_its_best_passage() {
    let asked = "quarantine flaky browser checks before merging";
    // The same words as often in as long a text, together or not, and nowhere side by side.
    let text = |apart: usize| {
        let mut words = vec!["elsewhere"; 640];
        for (at, word) in (100..).step_by(apart).zip(asked.split(' ')) {
            words[at] = word;
        }
        words.join(" ")
    };
    let fixture =
        index(&[entry("scattered", "One", &text(90)), entry("together", "Two", &text(7))]);
    let request = Request { explain: true, ..Request::default() };
    let page = fixture.ask(asked, &request);
    let ids: Vec<&str> = page.hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids, ["together", "scattered"]);
    let passage = |at: usize| {
        let reasons = page.hits[at].explain.as_ref().unwrap();
        let sum: f32 = reasons.iter().map(|reason| reason.score).sum();
        assert!((sum - page.hits[at].score).abs() < 0.01, "{reasons:?} explain the score");
        reasons.iter().find(|reason| reason.what == "passage").map_or(0.0, |reason| reason.score)
    };
    assert!(passage(0) > passage(1), "{} against {}", passage(0), passage(1));
    // Without the closer look nothing tells them apart but their ids.
    assert_eq!(fixture.typed(asked), ["scattered", "together"]);
}

#[test]
fn list_names_every_match_once_and_can_be_stopped() {
    let entries: Vec<Entry> = (0..30).map(|n| entry(&n.to_string(), "Same", "x")).collect();
    let fixture = index(&entries);
    let mut ids = Vec::new();
    fixture
        .index
        .list(&query("same"), &Request::default(), &mut |_, id| {
            ids.push(id.to_owned());
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    ids.sort_by_key(|id| id.parse::<u32>().unwrap());
    assert_eq!(ids, (0..30).map(|n| n.to_string()).collect::<Vec<_>>());
    let mut calls = 0;
    fixture
        .index
        .list(&query("same"), &Request::default(), &mut |_, _| {
            calls += 1;
            std::ops::ControlFlow::Break(())
        })
        .unwrap();
    assert_eq!(calls, 1);
}

#[test]
fn what_means_the_same_is_found_behind_what_was_typed() {
    let fixture = index(&[
        entry("pr", "PR size", "keep it small"),
        entry("pull", "Pull request size", "keep it small"),
        entry("apart", "A request to pull", "keep it small"),
    ]);
    let synonyms = Synonyms::read("pull request ~ PR");
    let request = Request { synonyms: Some(&synonyms), ..Request::default() };
    let found = |text: &str| {
        let page = fixture.ask(text, &request);
        let ids: Vec<String> = page.hits.into_iter().map(|hit| hit.id).collect();
        (ids.join(" "), page.synonyms)
    };
    let said = |from: &str, to: &str| vec![(from.to_owned(), to.to_owned())];
    assert_eq!(found("PR size"), ("pr pull".to_owned(), said("PR", "pull request")));
    let (ids, synonyms) = found("pull request size");
    assert!(ids.contains("pr") && !ids.starts_with("pr "), "{ids}");
    assert_eq!(synonyms, said("pull request", "PR"));
    assert_eq!(found("\"pull request\"").0, "pull", "a phrase is meant as written");
    assert!(!found("size -PR").0.contains("pr"), "what is excluded is excluded as written");
}

#[test]
fn a_description_is_answered_by_what_its_best_records_share() {
    let mut entries: Vec<Entry> = (0..60)
        .map(|n| entry(&format!("other{n}"), "Kitchen", "recipes for soup and bread and salad"))
        .collect();
    for n in 0..4 {
        entries.push(entry(&format!("q{n}"), "", "flaky unreliable checks go to quarantine"));
    }
    entries.push(entry("related", "", "the checks stood in quarantine"));
    entries.push(entry("plain", "", "the checks stood in a museum"));
    let fixture = index(&entries);
    let texts = |_: &str, id: &str| {
        let entry = entries.iter().find(|entry| entry.id == id)?;
        Some(entry.sections[0].1.clone())
    };
    let question = "how are flaky and unreliable checks handled?";
    let place = |texts: Option<Texts<'_>>, id: &str| {
        let page = fixture.ask(question, &Request { texts, ..Request::default() });
        page.hits.iter().find(|hit| hit.id == id).map(|hit| hit.score).unwrap()
    };
    assert!((place(None, "related") - place(None, "plain")).abs() < 0.2);
    let second = Some(Texts(&texts));
    assert!(place(second, "related") > place(second, "plain") + 0.2, "quarantine is related");
}

#[test]
fn slips_in_rare_words_and_identifiers_are_forgiven() {
    let mut entries: Vec<Entry> = (0..20)
        .map(|n| entry(&format!("r{n}"), "Quarantine of flaky tests", "AdFrameChildData"))
        .collect();
    entries.push(entry("odd", "A quarentine", "somebody else's slip"));
    let fixture = index(&entries);
    let page = fixture.page("quarentine");
    assert_eq!((page.total, page.hits[0].id.as_str()), (1, "odd"), "as typed comes first");
    assert_eq!(page.did_you_mean.as_deref(), Some("quarantine"));
    let page = fixture.page("quarentine flaky");
    assert_eq!((page.total, page.corrected), (20, true));
    for slip in ["uarantine", "quarratnine", "qaurantine", "AdFdrameChildData", "adframechiIddata"]
    {
        assert!(fixture.page(slip).total >= 20, "{slip}");
    }
}

#[test]
fn of_a_text_of_unknown_words_the_first_are_corrected() {
    let words = ["quarantine", "migration", "supervision", "refactoring"].repeat(5);
    let fixture = index(&[entry("a", "All", &words.join(" "))]);
    let slips: Vec<String> = words
        .iter()
        .map(|word| word.replacen("ra", "ar", 1).replacen("io", "oi", 1).replacen("fa", "af", 1))
        .collect();
    let few = fixture.page(&slips[..4].join(" "));
    assert_eq!(
        (few.total, few.did_you_mean.as_deref()),
        (1, Some("quarantine migration supervision refactoring"))
    );
    let asked = slips.join(" ");
    let meant = fixture.page(&asked).did_you_mean.unwrap();
    assert!(meant.ends_with(&slips[16..].join(" ")) && !meant.starts_with(&slips[0]), "{meant}");
}

#[test]
fn fresh_and_proven_records_come_before_equal_ones_but_not_before_a_title() {
    let of = |id: &str, date, certainty: &str| Entry {
        title: format!("Case {id}"),
        ..dated(id, Some(date), certainty)
    };
    let today = civil_day(2026, 11, 24);
    let fixture = index(&[
        of("old", civil_day(2020, 1, 1), "very_low"),
        of("fresh", today, "very_low"),
        of("proven", civil_day(2020, 1, 1), "high"),
    ]);
    let request = Request { today_days: today, explain: true, ..Request::default() };
    let page = fixture.ask("agents", &request);
    let ids: Vec<&str> = page.hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids, ["fresh", "proven", "old"]);
    let reasons = page.hits[0].explain.as_ref().unwrap();
    assert!(reasons.iter().any(|reason| reason.what == "fresh"), "{reasons:?}");
    assert_eq!(fixture.ask("case old", &request).hits[0].id, "old", "its title was typed");
}

#[test]
fn function_words_alone_are_looked_for_in_titles_first() {
    let mut entries: Vec<Entry> =
        (0..3).map(|n| entry(&format!("t{n}"), &format!("How to plan {n}"), "Steps.")).collect();
    entries.push(entry("body", "Migrations", "This tells how to begin, whom to ask and why."));
    let fixture = index(&entries);
    let mut titles = fixture.ids("how to");
    titles.sort();
    assert_eq!(titles, ["t0", "t1", "t2"], "every text has such words");
    assert_eq!(fixture.ids("whom to"), ["body"], "where no title has them, texts do");
    assert_eq!(fixture.typed("how to be"), ["body"], "the last word is still growing");
    assert_eq!(fixture.ids("\"how to begin\""), ["body"]);
}
