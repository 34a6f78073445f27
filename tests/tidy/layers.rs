//! Who may depend on whom, read from cargo's own metadata.

use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use fieldbook_tests::tree;

/// Each crate and the crates of ours that it may use. Dependencies of tests are free.
const MAY_USE: &[(&str, &[&str])] = &[
    ("record", &[]),
    // The engines: siblings, which never see each other.
    ("render", &["record"]),
    ("store", &["record"]),
    ("search", &["record"]),
    ("share", &[]),
    ("library", &["record", "render", "store", "search", "share"]),
    // The last two for the types that it carries to TypeScript.
    ("api", &["library", "record", "render"]),
    ("cli", &["api", "library", "record"]),
    ("desktop", &["api", "library"]),
    ("xtask", &[]),
    ("tests", &["api", "library", "record", "render", "search", "store"]),
];

/// Each heavy dependency and the one crate that owns it.
const OWNER: &[(&str, &str)] = &[
    ("rusqlite", "store"),
    ("rusqlite_migration", "store"),
    ("tantivy", "search"),
    ("comrak", "render"),
    ("ammonia", "render"),
    ("toml", "share"),
    ("syntect", "render"),
    ("two-face", "render"),
    ("saphyr-parser", "record"),
    ("serde-saphyr", "record"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("indicatif", "cli"),
    ("tauri", "desktop"),
    ("tauri-build", "desktop"),
    ("webkit2gtk", "desktop"),
    ("open", "desktop"),
];

/// Crates for which one error type for everything is right: those that end at a person.
const MAY_USE_ANYHOW: &[&str] = &["cli", "desktop", "xtask", "tests"];

/// Crates that know JSON; and TypeScript, of which the layers below only derive the types, when asked to.
const MAY_USE_JSON: &[&str] = &["api", "cli", "desktop", "tests"];

fn metadata() -> Metadata {
    let mut command = MetadataCommand::new();
    command.manifest_path(tree::root().join("Cargo.toml")).no_deps();
    command.exec().expect("cargo tells its metadata")
}

fn short(package: &Package) -> String {
    package.name.trim_start_matches("fieldbook-").to_owned()
}

/// The names of what a package's own code uses, not only its tests.
fn uses(package: &Package) -> impl Iterator<Item = &str> {
    let used = package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != DependencyKind::Development);
    used.map(|dependency| dependency.name.as_str())
}

#[test]
fn crates_use_only_the_layers_below() {
    let mut violations = Vec::new();
    for package in &metadata().packages {
        let name = short(package);
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
            violations.push(format!("{name} has no place in the layers"));
            continue;
        };
        let ours = uses(package).filter_map(|used| used.strip_prefix("fieldbook-"));
        violations.extend(
            ours.filter(|used| !allowed.contains(used)).map(|used| format!("{name} -> {used}")),
        );
    }
    crate::none("crates that use what they must not (src-tauri/ARCHITECTURE.md):", &violations);
}

#[test]
fn heavy_dependencies_have_one_owner() {
    let metadata = metadata();
    let edges = metadata
        .packages
        .iter()
        .flat_map(|package| uses(package).map(|used| (short(package), used.to_owned())));
    let stray = edges.filter(|(user, used)| {
        let plugin = used.starts_with("tauri-plugin-") && user != "desktop";
        plugin || OWNER.iter().any(|(dependency, owner)| dependency == used && owner != user)
    });
    let violations: Vec<String> = stray.map(|(user, used)| format!("{user} -> {used}")).collect();
    crate::none("heavy dependencies outside their owner:", &violations);
}

#[test]
fn only_the_boundary_knows_json_and_only_the_ends_anyhow() {
    let mut violations = Vec::new();
    for package in &metadata().packages {
        let name = short(package);
        for used in uses(package) {
            let fits = match used {
                "anyhow" => MAY_USE_ANYHOW.contains(&name.as_str()),
                "serde_json" => MAY_USE_JSON.contains(&name.as_str()),
                _ => true,
            };
            if !fits {
                violations.push(format!("{name} -> {used}"));
            }
        }
        let types = package.dependencies.iter().filter(|dependency| dependency.name == "ts-rs");
        if name != "api" && types.into_iter().any(|dependency| !dependency.optional) {
            violations.push(format!("{name} -> ts-rs, which is not optional"));
        }
    }
    crate::none("dependencies in the wrong layer:", &violations);
}

#[test]
fn every_package_takes_the_workspaces_lints_and_version() {
    let mut violations = Vec::new();
    for package in &metadata().packages {
        let manifest =
            std::fs::read_to_string(&package.manifest_path).expect("cargo has just read it");
        for line in
            ["[lints]\nworkspace = true", "edition.workspace = true", "license.workspace = true"]
        {
            if !manifest.contains(line) {
                violations.push(format!("{}: no {line:?}", package.name));
            }
        }
    }
    crate::none("manifests that go their own way:", &violations);
}

#[test]
fn the_tables_name_what_there_is() {
    let metadata = metadata();
    let known: BTreeSet<String> = metadata.packages.iter().map(short).collect();
    let named =
        MAY_USE.iter().flat_map(|(user, used)| used.iter().chain([user])).chain(MAY_USE_JSON);
    let gone: Vec<String> =
        named.filter(|name| !known.contains(**name)).map(|name| (*name).to_owned()).collect();
    crate::none("crates in these tables that are no more:", &gone);
}
