//! The editor for `--editor` and Ctrl-O.

use std::env;
use std::path::{Path, PathBuf};

use super::Check;
use crate::cli::command_words::command_words;
use crate::cli::editor::external;

/// Editors that come back at once, and the option that makes them wait.
const HASTY: [(&str, &str); 5] = [
    ("code", "--wait"),
    ("codium", "--wait"),
    ("gvim", "-f"),
    ("subl", "--wait"),
    ("zed", "--wait"),
];

pub(super) fn check() -> Check {
    let id = "editor.command";
    let command = external::command();
    let words = match command_words(&command) {
        Ok(words) if !words.is_empty() => words,
        _ => {
            let text = format!("`{command}` in VISUAL or EDITOR is not quoted as a shell wants it");
            return Check::fault(id, text, "close its quotes");
        }
    };
    let (program, arguments) = words.split_first().expect("not empty");
    let Some(path) = found(program) else {
        let text = format!("`{program}` is not on PATH, so --editor and Ctrl-O do not work");
        return Check::fault(id, text, "set VISUAL or EDITOR to an editor that you have");
    };
    let quoted: Vec<String> = arguments.iter().map(|own| format!("`{own}`")).collect();
    let mut text = path.display().to_string();
    if !quoted.is_empty() {
        text = format!("{text}, called with {}", quoted.join(", "));
    }
    let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy();
    let hasty = HASTY.iter().find(|(hasty, _)| *hasty == name);
    match hasty.filter(|(_, waits)| !arguments.iter().any(|own| own == waits)) {
        Some((_, waits)) => {
            let cure = format!("{name} comes back before you have written: add {waits} after it");
            Check::look(id, text, cure)
        }
        None => Check::ok(id, text),
    }
}

/// Where the system would find `program`.
fn found(program: &str) -> Option<PathBuf> {
    if Path::new(program).components().count() > 1 {
        return Some(PathBuf::from(program)).filter(|path| is_program(path));
    }
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).find_map(|folder| {
        let plain = folder.join(program);
        let with_ending = folder.join(format!("{program}{}", env::consts::EXE_SUFFIX));
        [plain, with_ending].into_iter().find(|path| is_program(path))
    })
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}
