//! What only Unix has stands behind `cfg(unix)`, so that other systems compile; `.ci/portable` lets the compiler see.

use std::fs;
use std::path::{Path, PathBuf};

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
    found
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

#[test]
fn what_only_unix_has_stands_behind_cfg_unix() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut bare = Vec::new();
    let mut behind = 0;
    for path in sources(&folder) {
        let code = fs::read_to_string(&path).expect("a source file");
        for (line, unix) in guarded(&code) {
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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&folder) {
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
