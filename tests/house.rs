//! The rules of the house, held by reading the source: arrows run one way, files stay small, no network,
//! what only Unix has stands behind `cfg(unix)`. `tests/supply_chain` holds which crates may come in; `.ci/portable` lets
//! the compiler see other systems.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, each allowed to use only those before it. `cli` is the binary's and uses the library by name.
const ROOMS: [&str; 7] = ["text", "draft", "judge", "bank", "render", "store", "practice"];

/// Rooms that stand before another in the list and yet may not be used by it.
const APART: [(&str, &str); 5] = [
    ("store", "bank"),
    ("store", "render"),
    ("practice", "bank"),
    ("practice", "render"),
    ("practice", "store"),
];

const MAX_LINES: usize = 400;

/// What other systems lack: a part of std, and the dependencies that Cargo.toml names for Unix alone.
const UNIX: [&str; 4] = ["os::unix", "libc::", "rustix::", "signal_hook::"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a source folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn a_room_uses_only_the_rooms_below_it() {
    let mut backwards = Vec::new();
    for (height, room) in ROOMS.iter().enumerate() {
        for file in sources(&source_folder().join(room)) {
            let code = fs::read_to_string(&file).expect("a source file");
            let apart = APART.iter().filter(|(user, _)| user == room).map(|(_, used)| *used);
            for above in ROOMS[height + 1..].iter().copied().chain(["cli"]).chain(apart) {
                if code.contains(&format!("crate::{above}")) {
                    backwards.push(format!("{} uses {above}", file.display()));
                }
            }
        }
    }
    assert!(backwards.is_empty(), "arrows that run backwards:\n{}", backwards.join("\n"));
}

#[test]
fn the_practice_room_knows_no_terminal_and_no_clock() {
    for file in sources(&source_folder().join("practice")) {
        let code = fs::read_to_string(&file).expect("a source file");
        for outside in
            ["use console", "dialoguer", "reedline", "crossterm", "std::fs", "std::io", "now()"]
        {
            assert!(!code.contains(outside), "{} reaches for `{outside}`", file.display());
        }
    }
}

#[test]
fn no_source_file_is_two_ideas_long() {
    let long: Vec<String> = sources(&source_folder())
        .into_iter()
        .filter_map(|file| {
            let lines = fs::read_to_string(&file).expect("a source file").lines().count();
            (lines > MAX_LINES).then(|| format!("{}: {lines} lines", file.display()))
        })
        .collect();
    assert!(long.is_empty(), "over {MAX_LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn no_source_file_speaks_to_the_network() {
    for file in sources(&source_folder()) {
        let code = fs::read_to_string(&file).expect("a source file");
        assert!(
            !code.contains("std::net") && !code.contains("TcpStream"),
            "{} uses the network",
            file.display()
        );
    }
}

fn depth(line: &str) -> i32 {
    let of = |brackets: [char; 3]| i32::try_from(line.matches(brackets).count()).expect("a line");
    of(['(', '[', '{']) - of([')', ']', '}'])
}

/// The lines of `code`, each with whether it belongs to something that is there on Unix alone.
fn guarded(code: &str) -> Vec<(&str, bool)> {
    let (mut inside, mut open) = (false, 0);
    code.lines()
        .map(|line| {
            let trimmed = line.trim();
            let attribute = trimmed.starts_with("#[");
            inside |= attribute && trimmed.contains("unix") && !trimmed.contains("not(unix)");
            let now = inside;
            if inside && !attribute {
                open += depth(line);
                inside = open > 0 || !trimmed.ends_with([';', '}', ',']);
            }
            (line, now)
        })
        .collect()
}

/// The files beside `path` that `code` takes in on Unix alone.
fn unix_files(code: &str, path: &Path) -> Vec<PathBuf> {
    let names = guarded(code).into_iter().filter(|(_, unix)| *unix);
    let names = names.filter_map(|(line, _)| line.strip_prefix("mod ")?.strip_suffix(';'));
    names.map(|name| path.with_file_name(format!("{name}.rs"))).collect()
}

#[test]
fn what_only_unix_has_stands_behind_cfg_unix() {
    let mut bare = Vec::new();
    let mut behind = 0;
    let files: Vec<_> = sources(&source_folder())
        .into_iter()
        .map(|path| (fs::read_to_string(&path).expect("a source file"), path))
        .collect();
    let whole: Vec<PathBuf> =
        files.iter().flat_map(|(code, path)| unix_files(code, path)).collect();
    for (code, path) in files.iter().filter(|(_, path)| !whole.contains(path)) {
        for (line, unix) in guarded(code) {
            let names = UNIX.iter().any(|name| line.contains(name));
            if names && !unix && !line.trim().starts_with("//") {
                bare.push(format!("{}: {}", path.display(), line.trim()));
            }
            behind += usize::from(names && unix);
        }
    }
    assert!(bare.is_empty(), "for Unix alone:\n{}", bare.join("\n"));
    assert!(behind > 5, "only {behind} such lines were found");
}

#[test]
fn a_function_for_unix_alone_is_called_there_alone_or_has_its_counterpart() {
    for path in sources(&source_folder()) {
        let code = fs::read_to_string(&path).expect("a source file");
        let lines = guarded(&code);
        let named = |line: &str| {
            let (_, rest) = line.split_once("fn ")?;
            rest.split_once('(').map(|(name, _)| name.to_owned())
        };
        let outside = |what: &str| lines.iter().any(|(line, unix)| !unix && line.contains(what));
        for name in lines.iter().filter(|(_, unix)| *unix).filter_map(|(line, _)| named(line)) {
            assert!(
                !outside(&format!("{name}(")) || outside(&format!("fn {name}(")),
                "{}: `{name}` is called where it is not",
                path.display()
            );
        }
    }
}

/// The names of all tests, by the line after `#[test]` that begins a function.
fn tests() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["src", "tests"].iter().flat_map(|folder| sources(&root.join(folder))) {
        let code = fs::read_to_string(&file).expect("a source file");
        for after in code.split("#[test]\n").skip(1) {
            let begun = after.lines().find_map(|line| line.trim().strip_prefix("fn "));
            let name = begun.and_then(|rest| rest.split('(').next());
            names.insert(name.unwrap_or_default().to_owned());
        }
    }
    names
}

#[test]
fn every_fault_that_the_readme_calls_survived_is_tried_by_a_test_that_exists() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))
        .expect("the README");
    let (_, rest) = readme.split_once("## Faults tried and survived\n").expect("the section");
    let (section, _) = rest.split_once("\n## ").expect("the next section");
    let tests = tests();
    let rows: Vec<&str> = section.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 20, "only {} rows were found", rows.len());
    for row in rows {
        let named: Vec<&str> =
            row.rsplit(" | ").next().unwrap_or(row).split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "no test is named: {row}");
        for name in named {
            assert!(tests.contains(name), "there is no test `{name}`");
        }
    }
}
