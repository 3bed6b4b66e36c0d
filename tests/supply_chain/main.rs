//! What the program is built from: every crate has its reason, none opens a network socket, all may be used freely.

mod imports;
mod network;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use spdx::{Expression, ParseMode};

use tree::{TREE, text, version};

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name)
}

/// The names in Cargo.toml's tables of dependencies, each with the comment behind it or ahead of its table.
fn reasons() -> BTreeMap<(String, String), String> {
    let (mut table, mut ahead) = (String::new(), String::new());
    let mut found = BTreeMap::new();
    for line in file("Cargo.toml").lines() {
        if let Some(comment) = line.strip_prefix('#') {
            comment.trim().clone_into(&mut ahead);
        } else if line.starts_with('[') {
            line.trim_matches(['[', ']']).clone_into(&mut table);
        } else if line.trim().is_empty() {
            ahead.clear();
        } else if table.ends_with("dependencies") {
            let (name, rest) = line.split_once('=').expect("a dependency");
            let reason = rest.rsplit_once(" # ").map_or(&*ahead, |(_, reason)| reason);
            found.insert((table.clone(), name.trim().to_owned()), reason.trim().to_owned());
        }
    }
    found
}

/// What each of the program's own dependencies is trusted with, as Cargo.toml says in `package.metadata.trust`.
fn trusts() -> Vec<(&'static str, Vec<&'static str>)> {
    let rows = TREE.root()["metadata"]["trust"].as_array().expect("package.metadata.trust");
    rows.iter()
        .map(|row| {
            let crates = row["crates"].as_array().expect("its crates");
            (text(&row["with"]), crates.iter().map(text).collect())
        })
        .collect()
}

#[test]
fn every_direct_dependency_has_a_reason() {
    let reasons = reasons();
    let without: Vec<_> =
        reasons.iter().filter(|(_, reason)| reason.len() < 10).map(|(name, _)| name).collect();
    assert!(without.is_empty(), "without a reason in Cargo.toml: {without:?}");
    let named: BTreeSet<&str> = reasons.keys().map(|(_, name)| &**name).collect();
    let direct: BTreeSet<&str> =
        [None, Some("build"), Some("dev")].into_iter().flat_map(|kind| TREE.direct(kind)).collect();
    assert_eq!(named, direct, "Cargo.toml was read otherwise than cargo reads it");
}

#[test]
fn every_direct_dependency_is_trusted_with_something_named() {
    let trusted: Vec<&str> = trusts().into_iter().flat_map(|(_, crates)| crates).collect();
    let once: BTreeSet<&str> = trusted.iter().copied().collect();
    assert_eq!(once.len(), trusted.len(), "named twice in package.metadata.trust: {trusted:?}");
    assert_eq!(once, TREE.direct(None), "package.metadata.trust against the dependencies");
}

#[test]
fn the_readme_says_what_each_dependency_is_trusted_with() {
    let row = |(with, crates): (&str, Vec<&str>)| format!("| {with} | {} |\n", crates.join(", "));
    let mut table: String = trusts().into_iter().map(row).collect();
    let build = TREE.direct(Some("build")).into_iter().collect();
    let tests = TREE.direct(Some("dev")).into_iter().collect();
    table += &row(("the build: they run on the built-in packs and tips", build));
    table += &row(("the tests alone: they are not in the program", tests));
    assert!(file("README.md").contains(&table), "README.md is to have these rows:\n{table}");
}

#[test]
fn every_licence_is_one_that_deny_toml_allows() {
    let allowed = tree::denied("licenses", "allow");
    let allowed: BTreeSet<&str> = allowed.iter().map(|(name, _)| &**name).collect();
    let barred: Vec<String> = TREE
        .packages()
        .filter(|package| {
            let licence = Expression::parse_mode(text(&package["license"]), ParseMode::LAX);
            !licence.is_ok_and(|licence| {
                licence.evaluate(|wanted| allowed.contains(&*wanted.to_string()))
            })
        })
        .map(|package| format!("{}: {}", text(&package["name"]), package["license"]))
        .collect();
    assert!(barred.is_empty(), "under other licences:\n{}", barred.join("\n"));
}

#[test]
fn every_crate_comes_from_the_default_registry() {
    let sources: BTreeSet<&str> = TREE.others().map(|package| text(&package["source"])).collect();
    assert_eq!(sources.len(), 1, "{sources:?}");
    assert!(sources.iter().all(|source| source.starts_with("registry+")), "{sources:?}");
}

/// Whether the program itself compiles by that Rust is for `.ci/portable` to see.
#[test]
fn no_crate_asks_for_a_newer_rust_than_the_program_says() {
    let own = version(text(&TREE.root()["rust_version"]));
    let newer: Vec<&str> = TREE
        .others()
        .filter(|package| {
            package["rust_version"].as_str().is_some_and(|asked| version(asked) > own)
        })
        .map(|package| text(&package["name"]))
        .collect();
    assert!(newer.is_empty(), "{newer:?} ask for a newer Rust than {own:?}");
}
