//! Random months of three to five people over one bare repository, with real git and everything going wrong.
//!
//! Each test is a part of a hundred seeds, so that they run beside each other. A seed replays its scenario.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fieldbook_library::{
    AddOutcome, ImportOptions, Library, PublishAnswer, PullAnswer, PullOptions, ResolveAnswer,
};
use fieldbook_record::{MergeChoice, MergeDecision};

use crate::team::{Team, playbook, publish};

const NAMES: [&str; 5] = ["Ann", "Ben", "Carl", "Dora", "Egon"];
const IDS: [&str; 3] = ["pb-one", "pb-two", "pb-three"];
const SECTIONS: [&str; 3] = ["## Problem\n", "## Forces\n", "## Solution\n"];
const YEAR: i64 = 365 * 24 * 3_600_000;

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// How often each thing happened over all scenarios of a test.
type Counts = BTreeMap<&'static str, u32>;

struct Scenario {
    team: Team,
    people: Vec<Option<Library>>,
    clocks: Vec<i64>,
    random: Random,
    words: u32,
    /// Words that a save has acknowledged.
    acknowledged: BTreeSet<String>,
    rewritten: bool,
}

impl Scenario {
    fn new(seed: u64) -> Self {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let team = Team::new();
        let people = 3 + random.below(3);
        // Clocks that are wrong by up to ten years.
        let clocks: Vec<i64> = (0..people)
            .map(|_| 1_795_392_000_000 + YEAR * (i64::try_from(random.below(21)).unwrap() - 10))
            .collect();
        let people: Vec<_> =
            (0..people).map(|one| Some(team.person_at(NAMES[one], clocks[one]))).collect();
        let scenario = Self {
            team,
            people,
            clocks,
            random,
            words: 0,
            acknowledged: BTreeSet::new(),
            rewritten: false,
        };
        for one in 0..scenario.people.len() {
            let added = scenario.team.add(scenario.person(one), one == 0);
            assert!(matches!(added, AddOutcome::Added { .. }), "{added:?}");
        }
        scenario
    }

    fn person(&self, one: usize) -> &Library {
        self.people[one].as_ref().unwrap()
    }

    fn text(&self, one: usize, id: &str) -> Option<String> {
        let document = self.person(one).document(&format!("team/{id}")).ok()?;
        document.trashed.is_none().then_some(document.text)
    }

    /// Writes a new word into a section, or a new record.
    fn edit(&mut self, one: usize, counts: &mut Counts) {
        let id = IDS[self.random.below(IDS.len())];
        self.words += 1;
        let word = format!("word{}x", self.words);
        let section = SECTIONS[self.random.below(SECTIONS.len())];
        let before = self.text(one, id).unwrap_or_else(|| playbook(id, "Shared"));
        let after = before.replacen(section, &format!("{section}\n{word}\n"), 1);
        assert_ne!(before, after);
        if self.person(one).document(&format!("team/{id}")).is_ok() {
            self.person(one).save(&format!("team/{id}"), &after, None, None).unwrap();
        } else {
            let file = self.team.folder.path().join(format!("{id}.md"));
            crate::common::write(&file, after.as_bytes());
            let options =
                ImportOptions { library: Some("team".into()), ..ImportOptions::default() };
            self.person(one).import(&[file], &options, &mut |_| true).unwrap();
        }
        self.acknowledged.insert(word);
        *counts.entry("edits").or_default() += 1;
    }

    fn pull(&self, one: usize, counts: &mut Counts) -> bool {
        let options =
            PullOptions { library: "team".into(), confirmed: true, ..PullOptions::default() };
        let answer = self.person(one).pull(&options).unwrap();
        let what = match &answer {
            PullAnswer::UpToDate { .. } => "pulls with nothing new",
            PullAnswer::Pulled { .. } => "pulls",
            PullAnswer::Refused { .. } => "pulls refused",
            PullAnswer::Plan { plan } => panic!("it was confirmed: {plan:?}"),
        };
        *counts.entry(what).or_default() += 1;
        matches!(answer, PullAnswer::Pulled { .. })
    }

    fn publish(&self, one: usize, id: &str, counts: &mut Counts) -> bool {
        if self.text(one, id).is_none() {
            return false;
        }
        let what = match publish(self.person(one), &format!("team/{id}")) {
            PublishAnswer::Published { .. } => "published",
            PublishAnswer::Plan { .. } => "publishing was not its turn",
            PublishAnswer::Refused { .. } => "publishing refused",
            other => panic!("{other:?}"),
        };
        *counts.entry(what).or_default() += 1;
        what == "published"
    }

    /// Decides every conflict: all lines of both sides.
    fn resolve(&self, one: usize, counts: &mut Counts) -> bool {
        let mut any = false;
        for row in self.person(one).conflicts().unwrap() {
            let id = format!("team/{}", row.id);
            let view = self.person(one).conflict(&id, &[]).unwrap();
            let choices: Vec<MergeChoice> = view
                .conflicts
                .iter()
                .map(|conflict| {
                    let (mine, theirs) = (
                        conflict.mine.as_deref().unwrap_or(""),
                        conflict.theirs.as_deref().unwrap_or(""),
                    );
                    MergeChoice {
                        key: conflict.key.clone(),
                        choose: MergeDecision::Written { text: lines_of_both(mine, theirs) },
                    }
                })
                .collect();
            let done = self
                .person(one)
                .resolve_conflict(&id, Some(view.revision), &choices, false)
                .unwrap();
            assert!(matches!(done, ResolveAnswer::Resolved { .. }), "{done:?}");
            *counts.entry("conflicts resolved").or_default() += 1;
            any = true;
        }
        any
    }

    /// Ends somebody's process after a push and before the store knew of it: the store is as it was.
    fn crash_after_publishing(&mut self, one: usize, id: &str, counts: &mut Counts) {
        let data = self.team.folder.path().join(NAMES[one]);
        let kept = self.team.folder.path().join("kept");
        self.people[one] = None;
        copy(&data, &kept);
        self.people[one] = Some(self.team.person_at(NAMES[one], self.clocks[one]));
        let sent = self.publish(one, id, counts);
        self.people[one] = None;
        std::fs::remove_dir_all(&data).unwrap();
        std::fs::rename(&kept, &data).unwrap();
        self.people[one] = Some(self.team.person_at(NAMES[one], self.clocks[one]));
        *counts.entry("crashes after a push").or_default() += u32::from(sent);
    }

    /// While somebody tries to exchange, the remote is cut short or another one.
    fn through_a_broken_remote(&mut self, one: usize, counts: &mut Counts) {
        let remote = self.team.remote();
        let kept = self.team.folder.path().join("kept.git");
        std::fs::rename(&remote, &kept).unwrap();
        let kind = self.random.below(3);
        match kind {
            // No repository, an empty one, one whose objects are gone.
            0 => {}
            1 => drop(self.team.git(&["init", "-q", "--bare", "-b", "main", "remote.git"])),
            _ => {
                copy(&kept, &remote);
                std::fs::remove_dir_all(remote.join("objects")).unwrap();
                std::fs::create_dir(remote.join("objects")).unwrap();
            }
        }
        // Whoever fetched the tip before has its objects, and may take in what they still say.
        let taken = self.pull(one, counts);
        assert!(kind == 2 || !taken, "nothing is taken from it");
        for id in IDS {
            let sent = self.publish(one, id, counts);
            assert!(kind == 2 || !sent, "nothing is sent to it");
        }
        let _ = std::fs::remove_dir_all(&remote);
        std::fs::rename(&kept, &remote).unwrap();
        *counts.entry("broken remotes").or_default() += 1;
    }

    /// Somebody outside of Fieldbook sets the branch back.
    fn force_push(&mut self, counts: &mut Counts) {
        let commits = self.team.there(&["rev-list", "--first-parent", "main"]);
        let commits: Vec<&str> = commits.lines().collect();
        // Never behind the first commit: that would be another library.
        let back = self.random.below(commits.len().min(3));
        self.team.there(&["update-ref", "refs/heads/main", commits[back]]);
        self.rewritten |= back > 0;
        *counts.entry("histories rewritten").or_default() += u32::from(back > 0);
    }

    fn two_at_once(&self, one: usize, other: usize, counts: &mut Counts) {
        let sent: Vec<bool> = std::thread::scope(|scope| {
            let runs = [one, other].map(|person| {
                scope.spawn(move || {
                    let mut counts = Counts::new();
                    IDS.iter().any(|id| self.publish(person, id, &mut counts))
                })
            });
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        *counts.entry("two at once").or_default() += u32::from(sent.iter().any(|sent| *sent));
    }

    fn play(&mut self, counts: &mut Counts) {
        for _ in 0..14 + self.random.below(8) {
            let one = self.random.below(self.people.len());
            let id = IDS[self.random.below(IDS.len())];
            match self.random.below(20) {
                0..7 => self.edit(one, counts),
                7..11 => drop(self.pull(one, counts)),
                11..15 => drop(self.publish(one, id, counts)),
                15 => drop(self.resolve(one, counts)),
                16 => self.crash_after_publishing(one, id, counts),
                17 => self.through_a_broken_remote(one, counts),
                18 => {
                    let other = (one + 1) % self.people.len();
                    self.two_at_once(one, other, counts);
                }
                _ if self.random.below(3) == 0 => self.force_push(counts),
                _ => self.edit(one, counts),
            }
        }
    }

    /// Everybody pulls, decides and publishes until nothing is left to do.
    fn come_to_rest(&self, seed: u64, counts: &mut Counts) {
        for round in 0.. {
            let mut busy = false;
            for one in 0..self.people.len() {
                busy |= self.pull(one, counts);
                busy |= self.resolve(one, counts);
                if self.person(one).shared_libraries().unwrap()[0].edited > 0 {
                    for id in IDS {
                        busy |= self.publish(one, id, counts);
                    }
                }
            }
            if !busy {
                return;
            }
            assert!(round < 40, "seed {seed} does not come to rest");
        }
    }

    /// Says what is wrong with the end of a scenario.
    fn check(&self) -> Result<(), String> {
        for id in IDS {
            let texts: Vec<String> =
                (0..self.people.len()).filter_map(|one| self.text(one, id)).collect();
            if texts.windows(2).any(|pair| pair[0] != pair[1]) {
                return Err(format!("{id} differs"));
            }
            assert!(texts.iter().all(|text| !text.contains("<<<<<<<")));
        }
        for person in self.people.iter().flatten() {
            let view = person.shared_libraries().unwrap().remove(0);
            if (view.conflicts, view.edited) != (0, 0) {
                return Err(format!("{} in conflict, {} edited", view.conflicts, view.edited));
            }
        }
        let now: String = IDS.iter().filter_map(|id| self.text(0, id)).collect();
        let mut revisions = String::new();
        for person in self.people.iter().flatten() {
            for id in IDS.map(|id| format!("team/{id}")) {
                for revision in person.history(&id).unwrap_or_default() {
                    revisions += &person.revision_text(&id, revision.revision).unwrap();
                }
            }
        }
        for word in &self.acknowledged {
            if !revisions.contains(word.as_str()) {
                return Err(format!("{word} is in nobody's history"));
            }
            // Nobody decided against a word: only a rewritten history may take it out of the text.
            if !self.rewritten && !now.contains(word.as_str()) {
                return Err(format!("{word} is gone from the text"));
            }
        }
        Ok(())
    }
}

fn lines_of_both(mine: &str, theirs: &str) -> String {
    let mut lines: Vec<&str> = mine.lines().collect();
    lines.extend(theirs.lines().filter(|line| !mine.lines().any(|known| known == *line)));
    lines.join("\n") + "\n"
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let (path, target): (PathBuf, PathBuf) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

fn scenarios(seeds: std::ops::Range<u64>) {
    let mut counts = Counts::new();
    for seed in seeds.clone() {
        let mut scenario = Scenario::new(seed);
        scenario.play(&mut counts);
        scenario.come_to_rest(seed, &mut counts);
        if let Err(fault) = scenario.check() {
            panic!("seed {seed}: {fault}");
        }
    }
    println!("scenarios {seeds:?}: {counts:?}");
    for what in [
        "conflicts resolved",
        "crashes after a push",
        "broken remotes",
        "two at once",
        "pulls refused",
    ] {
        assert!(
            counts.get(what).is_some_and(|count| *count > 0),
            "{what} never happened: {counts:?}"
        );
    }
}

#[test]
fn a_loss_and_a_difference_would_be_seen() {
    let mut counts = Counts::new();
    let mut scenario = Scenario::new(7);
    for one in 0..scenario.people.len() {
        scenario.edit(one, &mut counts);
    }
    scenario.come_to_rest(7, &mut counts);
    assert_eq!(scenario.check(), Ok(()));
    // Somebody decides against a word, quietly; then everybody has that.
    let (one, id) = (0..scenario.people.len())
        .find_map(|one| Some((one, IDS.into_iter().find(|id| scenario.text(one, id).is_some())?)))
        .unwrap();
    let text = scenario.text(one, id).unwrap();
    let without: String = text
        .lines()
        .filter(|line| !line.starts_with("word"))
        .map(|line| format!("{line}\n"))
        .collect();
    scenario.person(one).save(&format!("team/{id}"), &without, None, None).unwrap();
    assert!(scenario.check().unwrap_err().contains("differs"));
    scenario.come_to_rest(7, &mut counts);
    assert!(scenario.check().unwrap_err().contains("is gone from the text"));
    scenario.acknowledged = BTreeSet::from(["never saved".to_owned()]);
    assert!(scenario.check().unwrap_err().contains("nobody's history"));
}

#[test]
fn people_lose_nothing_first_quarter() {
    scenarios(0..25);
}

#[test]
fn people_lose_nothing_second_quarter() {
    scenarios(25..50);
}

#[test]
fn people_lose_nothing_third_quarter() {
    scenarios(50..75);
}

#[test]
fn people_lose_nothing_fourth_quarter() {
    scenarios(75..100);
}
