//! The pure plan, over random histories: people who edit, delete, publish and pull in any order.

use std::collections::BTreeSet;

use fieldbook_share::{Action, Breaker, Side, Weight, plan};

/// A record at one person's.
#[derive(Clone, Default)]
struct Copy {
    base: Option<u32>,
    mine: Option<u32>,
    trashed: bool,
    conflict: Option<u32>,
    /// Every text that was ever here: revisions.
    kept: BTreeSet<u32>,
}

/// A generator whose seed is printed with every failure.
struct Random(u64);

impl Random {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

fn word(text: u32) -> String {
    format!("text {text}")
}

/// Two changed texts merge if their sum is even; the result is new and holds both.
fn merges(one: u32, other: u32) -> bool {
    (one + other).is_multiple_of(2)
}

/// A planner: ours, or one that is wrong on purpose.
type Planner = fn(Option<&str>, Side<'_>, Option<&str>, bool) -> Action;

/// What a history has written so far.
struct World {
    planner: Planner,
    people: Vec<Copy>,
    there: Option<u32>,
    /// Every text that was ever published, as git keeps them.
    history: BTreeSet<u32>,
    written: u32,
    /// Which texts a merged text holds.
    holds: Vec<(u32, u32, u32)>,
    deleted_an_edit: bool,
}

impl World {
    fn write(&mut self) -> u32 {
        self.written += 1;
        self.written
    }

    fn pull(&mut self, person: usize) {
        let mut copy = self.people[person].clone();
        let (base, mine, theirs) = (copy.base.map(word), copy.mine.map(word), self.there.map(word));
        let side = match (&mine, copy.trashed) {
            (None, _) => Side::Never,
            (Some(_), true) => Side::Trashed,
            (Some(text), false) => Side::Text(text),
        };
        let action = (self.planner)(base.as_deref(), side, theirs.as_deref(), false);
        let edited = copy.mine.is_some() && !copy.trashed && copy.mine != copy.base;
        copy.conflict = None;
        match action {
            Action::Unchanged | Action::Keep => {}
            Action::Agree => copy.base = self.there,
            Action::Take => {
                // Taking over something that was edited here and is not in the trash would lose it.
                self.deleted_an_edit |= edited && copy.mine != self.there;
                (copy.base, copy.mine, copy.trashed) = (self.there, self.there, false);
            }
            Action::Merge => {
                let (mine, theirs) = (copy.mine.unwrap_or(0), self.there.unwrap_or(0));
                if merges(mine, theirs) {
                    let both = self.write();
                    self.holds.push((both, mine, theirs));
                    (copy.base, copy.mine) = (self.there, Some(both));
                } else {
                    copy.conflict = self.there;
                }
            }
            Action::Missing => copy.base = None,
            Action::Forget => {
                self.deleted_an_edit |= edited;
                copy.base = None;
                copy.trashed = copy.mine.is_some();
            }
            Action::Withdraw | Action::WithdrawEdited => unreachable!("nothing is withdrawn here"),
        }
        copy.kept.extend(copy.mine);
        self.people[person] = copy;
    }

    fn publish(&mut self, person: usize) {
        let copy = &mut self.people[person];
        let ready = !copy.trashed && copy.conflict.is_none() && copy.mine.is_some();
        // Only on top of what was taken in, as a push that is no fast-forward is refused.
        if ready && (self.there == copy.base || self.there.is_none()) {
            self.there = copy.mine;
            copy.base = copy.mine;
            self.history.extend(copy.mine);
        }
    }

    /// Decides a conflict; both texts are revisions whatever is chosen.
    fn resolve(&mut self, person: usize, choice: u64) {
        let copy = &mut self.people[person];
        if let Some(theirs) = copy.conflict.take() {
            copy.kept.insert(theirs);
            copy.base = Some(theirs);
            if choice == 0 {
                copy.mine = Some(theirs);
            }
        }
    }

    fn reachable(&self, text: u32) -> bool {
        self.history.contains(&text) || self.people.iter().any(|copy| copy.kept.contains(&text))
    }
}

/// Plays one history to its rest, and says what is wrong with its end.
fn play(seed: u64, planner: Planner) -> Result<bool, String> {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let people = 2 + usize::try_from(random.next(3)).unwrap();
    let mut world = World {
        planner,
        people: vec![Copy::default(); people],
        there: None,
        history: BTreeSet::new(),
        written: 0,
        holds: Vec::new(),
        deleted_an_edit: false,
    };
    for _ in 0..random.next(24) {
        let person = usize::try_from(random.next(people as u64)).unwrap();
        match random.next(10) {
            0..3 => {
                let text = world.write();
                let copy = &mut world.people[person];
                (copy.mine, copy.trashed) = (Some(text), false);
                copy.kept.insert(text);
            }
            3 => world.people[person].trashed = world.people[person].mine.is_some(),
            // Somebody deletes the file, or rewrites the history to an older text, outside of Fieldbook.
            4 if random.next(3) == 0 => world.there = None,
            4 => world.there = world.history.iter().copied().next().or(world.there),
            5 => world.resolve(person, random.next(2)),
            6..8 => world.publish(person),
            _ => world.pull(person),
        }
    }
    let state = |world: &World| -> Vec<_> {
        world.people.iter().map(|copy| (copy.base, copy.mine, copy.trashed)).collect()
    };
    // Everybody comes to rest: pulls, decides, publishes.
    let mut rounds = 0;
    loop {
        let before = state(&world);
        for person in 0..people {
            world.pull(person);
            world.resolve(person, 1);
            world.publish(person);
        }
        rounds += 1;
        if before == state(&world) {
            break;
        }
        if rounds == 200 {
            return Err("it does not come to rest".to_owned());
        }
    }
    if world.deleted_an_edit {
        return Err("an edit was replaced or deleted without being asked".to_owned());
    }
    for text in 1..=world.written {
        let holds = |(both, one, other): &(u32, u32, u32)| {
            (text == *one || text == *other) && world.reachable(*both)
        };
        if !world.reachable(text) && !world.holds.iter().any(holds) {
            return Err(format!("text {text} is nowhere"));
        }
    }
    let mut here = world.people.iter().filter(|copy| copy.mine.is_some() && !copy.trashed);
    if here.any(|copy| copy.mine != world.there) {
        return Err("somebody has another text".to_owned());
    }
    Ok(world.people.iter().any(|copy| copy.trashed))
}

#[test]
fn two_hundred_thousand_histories_lose_nothing_and_converge() {
    let mut with_trash = 0;
    for seed in 1..=200_000 {
        match play(seed, plan) {
            Ok(trash) => with_trash += u32::from(trash),
            Err(fault) => panic!("seed {seed}: {fault}"),
        }
    }
    println!("200000 histories, {with_trash} of them end with a record in somebody's trash");
    assert!(with_trash > 1_000, "deletions are part of this");
}

#[test]
fn wrong_planners_are_caught() {
    let faults =
        |planner: Planner| (1..=2_000).filter(|seed| play(*seed, planner).is_err()).count();
    let absence_deletes: Planner =
        |base, mine, theirs, withdraws| match plan(base, mine, theirs, withdraws) {
            Action::Missing => Action::Forget,
            action => action,
        };
    let theirs_wins: Planner =
        |base, mine, theirs, withdraws| match plan(base, mine, theirs, withdraws) {
            Action::Merge => Action::Take,
            action => action,
        };
    let keeps_everything: Planner =
        |base, mine, theirs, withdraws| match plan(base, mine, theirs, withdraws) {
            Action::Take if base.is_some() => Action::Keep,
            action => action,
        };
    let found =
        [faults(absence_deletes), faults(theirs_wins), faults(keeps_everything), faults(plan)];
    println!("faults found in 2000 histories: {found:?}");
    assert!(found[..3].iter().all(|count| *count >= 20) && found[3] == 0, "{found:?}");
}

#[test]
fn every_case_has_its_action() {
    use Action::{Agree, Forget, Keep, Merge, Missing, Take, Unchanged, Withdraw, WithdrawEdited};
    let b = Some("base");
    for (base, mine, theirs, withdraws, expected) in [
        (None, Side::Never, None, false, Unchanged),
        (None, Side::Text("mine"), None, false, Unchanged),
        (None, Side::Never, Some("new"), false, Take),
        (None, Side::Trashed, Some("new"), false, Take),
        (None, Side::Text("new"), Some("new"), false, Agree),
        (None, Side::Text("mine"), Some("new"), false, Merge),
        (b, Side::Text("base"), Some("base"), false, Unchanged),
        (b, Side::Text("mine"), Some("base"), false, Keep),
        (b, Side::Text("base"), Some("new"), false, Take),
        (b, Side::Text("base"), Some("new"), true, Withdraw),
        (b, Side::Text("new"), Some("new"), false, Agree),
        (b, Side::Text("mine"), Some("new"), false, Merge),
        (b, Side::Text("mine"), Some("new"), true, WithdrawEdited),
        (b, Side::Text("base"), None, false, Missing),
        (b, Side::Text("mine"), None, false, Missing),
        (b, Side::Trashed, None, false, Forget),
        (b, Side::Trashed, Some("base"), false, Keep),
        (b, Side::Trashed, Some("new"), false, Take),
        (b, Side::Never, Some("base"), false, Take),
    ] {
        assert_eq!(plan(base, mine, theirs, withdraws), expected, "{base:?} {mine:?} {theirs:?}");
    }
}

#[test]
fn the_breaker_trips_at_more_than_twenty_or_a_tenth() {
    let trips = |agreed, losing| Breaker { agreed, losing }.trips();
    assert!(!trips(1_000, 0) && !trips(1_000, 20) && trips(1_000, 21));
    assert!(!trips(100, 10) && trips(100, 11) && trips(5, 1) && trips(0, 1));
    let long = "x".repeat(1_000);
    assert_eq!(Weight::of(&long, &long[..499]), Weight::Shrinks);
    assert_eq!(Weight::of(&long, &long[..500]), Weight::Fine);
    assert_eq!(Weight::of("short", ""), Weight::Fine);
}
