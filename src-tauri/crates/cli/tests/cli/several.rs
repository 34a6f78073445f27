//! Several programs over one store at once.

use std::process::Stdio;

use crate::world::World;

#[test]
fn two_programs_that_save_at_once_lose_nothing() {
    let world = World::empty();
    let made = world.json(&["new", "playbook", "--title", "Shared"]);
    let id = made["id"].as_str().expect("an id");
    let text = world.run(&["show", id, "--raw"]).out;
    let rounds = 8;
    for round in 0..rounds {
        let children: Vec<_> = (0..2)
            .map(|writer| {
                let file = world
                    .write(&format!("{writer}.md"), format!("{text}\nround {round} by {writer}\n"));
                let mut command =
                    world.command(&["save", id, "--file", &file.display().to_string()]);
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
            })
            .collect();
        for child in children {
            let output = child.wait_with_output().expect("it ends");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
    let history = world.json(&["history", id]);
    assert_eq!(history["revisions"].as_array().map(Vec::len), Some(1 + 2 * rounds));
}

#[test]
fn of_two_savers_with_one_base_one_is_told() {
    let world = World::empty();
    let made = world.json(&["new", "playbook", "--title", "Contended"]);
    let id = made["id"].as_str().expect("an id");
    let text = world.run(&["show", id, "--raw"]).out;
    let children: Vec<_> = (0..2)
        .map(|writer| {
            let file = world.write(&format!("{writer}.md"), format!("{text}\nby {writer}\n"));
            let path = file.display().to_string();
            let mut command = world.command(&["save", id, "--file", &path, "--base", "1"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
        })
        .collect();
    let mut statuses: Vec<Option<i32>> = children
        .into_iter()
        .map(|child| child.wait_with_output().expect("it ends").status.code())
        .collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [Some(0), Some(1)]);
}
