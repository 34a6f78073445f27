//! Pulling much: how far it is, stopping it, going on; and pulling by itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use fieldbook_library::{Event, Library, PullAnswer, Refusal};

use crate::team::{Team, edit, playbook, published, pull, pulled, text};

/// Enough that progress is told.
const MANY: usize = 600;

/// A minute, in milliseconds.
const MINUTE: i64 = 60_000;

/// When [`Team::person`] lives.
const NOW: i64 = 1_795_392_000_000;

type Heard = Arc<Mutex<Vec<(String, u64, u64)>>>;

/// Hears how far `person`'s exchanges are, and stops the first one when it is half done with `stop_in`.
fn listen(person: &Arc<Library>, stop_in: Option<&'static str>) -> Heard {
    let heard = Heard::default();
    let (told, stops) = (Arc::clone(&heard), Arc::downgrade(person));
    let stopped = AtomicBool::new(false);
    person.tell_progress(move |event| {
        let Event::Progress { task, done, total: Some(total) } = event else { return };
        let half = stop_in == Some(task.as_str()) && done * 2 >= total;
        if half && !stopped.swap(true, Ordering::SeqCst) {
            stops.upgrade().unwrap().stop_sharing();
        }
        told.lock().unwrap().push((task, done, total));
    });
    heard
}

fn filled() -> (Team, Arc<Library>) {
    let team = Team::new();
    let (_ann, ben) = team.pair();
    let mut stream = "commit refs/heads/main\ncommitter a <a@example.org> 1700000000 +0000\ndata 1\nx\nfrom refs/heads/main^0\n".to_owned();
    for number in 0..MANY {
        let id = format!("pb-{number}");
        let text = format!("---\ntype: playbook\nid: {id}\ntitle: Number {number}\n---\n\nText.\n");
        stream += &format!("M 100644 inline playbooks/{id}.md\ndata {}\n{text}\n", text.len());
    }
    team.feed(&stream);
    (team, Arc::new(ben))
}

fn tasks(heard: &Heard) -> Vec<String> {
    let mut tasks: Vec<String> =
        heard.lock().unwrap().iter().map(|(task, ..)| task.clone()).collect();
    tasks.dedup();
    tasks
}

#[test]
fn a_long_pull_says_how_far_it_is() {
    let (_team, ben) = filled();
    let heard = listen(&ben, None);
    assert_eq!(pulled(&ben).rows.len(), MANY);
    assert_eq!(tasks(&heard), ["receive", "plan", "take_in"]);
    let heard = heard.lock().unwrap();
    for pair in heard.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        assert!(pair[0].1 <= pair[1].1 && pair[0].2 == pair[1].2, "it only grows: {pair:?}");
    }
    for task in ["receive", "plan", "take_in"] {
        let (_, done, total) = heard.iter().rfind(|(name, ..)| name == task).unwrap();
        assert_eq!(done, total, "{task} ends");
    }
}

#[test]
fn a_stopped_pull_changes_nothing_and_the_next_one_goes_on_with_what_has_come() {
    for stop_in in ["plan", "take_in"] {
        let (_team, ben) = filled();
        let heard = listen(&ben, Some(stop_in));
        let stopped = pull(&ben);
        assert!(
            matches!(stopped, PullAnswer::Refused { refusal: Refusal::Stopped, .. }),
            "{stop_in}: {stopped:?}"
        );
        assert_eq!(ben.shared_libraries().unwrap()[0].records, 0, "{stop_in}: nothing half done");
        let (task, done, total) = heard.lock().unwrap().last().cloned().unwrap();
        assert_eq!((task.as_str(), done), (stop_in, total), "its bar goes away");

        heard.lock().unwrap().clear();
        assert_eq!(pulled(&ben).rows.len(), MANY);
        assert_eq!(
            tasks(&heard),
            ["plan", "take_in"],
            "what git has received is not fetched again"
        );
    }
}

#[test]
fn a_library_is_pulled_by_itself_when_its_time_has_come() {
    let team = Team::new();
    let (ann, ben) = team.pair();
    team.write(&ann, "pb-one", &playbook("pb-one", "First"));
    published(&ann, "pb-one");
    let at = |minutes: i64| team.person_at("Ben", NOW + minutes * MINUTE);
    assert!(ben.pull_due().unwrap().is_empty(), "nobody asked for a schedule");
    ben.schedule_library("team", Some(30)).unwrap();
    let due = ben.pull_due().unwrap();
    assert!(matches!(due.as_slice(), [PullAnswer::Pulled { .. }]), "never looked at: {due:?}");
    assert!(ben.pull_due().unwrap().is_empty(), "it was just looked at");
    drop(ben);

    edit(&ann, "pb-one", "ring: trial", "ring: adopt");
    published(&ann, "pb-one");
    assert!(at(29).pull_due().unwrap().is_empty(), "a minute too early");
    let due = at(30).pull_due().unwrap();
    assert!(matches!(due.as_slice(), [PullAnswer::Pulled { .. }]), "{due:?}");
    let a_year_ago = at(-525_600);
    let due = a_year_ago.pull_due().unwrap();
    assert!(matches!(due.as_slice(), [PullAnswer::UpToDate { .. }]), "a clock set back: {due:?}");
    drop(a_year_ago);

    let ben = at(60);
    let mine = text(&ben, "pb-one");
    edit(&ben, "pb-one", "title: \"First\"", "title: \"Ben's\"");
    edit(&ann, "pb-one", "title: \"First\"", "title: \"Ann's\"");
    published(&ann, "pb-one");
    let due = ben.pull_due().unwrap();
    assert!(
        matches!(due.as_slice(), [PullAnswer::Plan { plan }] if plan.needs_confirmation),
        "what asks for a look waits for one: {due:?}"
    );
    assert_eq!(text(&ben, "pb-one"), mine.replace("\"First\"", "\"Ben's\""));
    ben.schedule_library("team", None).unwrap();
    drop(ben);
    assert!(at(1_000).pull_due().unwrap().is_empty(), "the schedule was taken back");
}
