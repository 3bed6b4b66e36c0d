//! `starcoach practice` as its user meets it: in a terminal, through a pipe, and when things go wrong.
#![cfg(unix)]

mod ahead;
mod clocks;
mod damaged;
mod faults;
mod full;
mod import;
mod kills;
mod private;
mod pty;
mod rehearse;
mod saves;
mod screens;
mod session;
mod writing;

use std::fs;
use std::path::{Path, PathBuf};

use starcoach::draft::{Record, Section};

/// A folder of one's own, with the store to be in it.
pub(crate) fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

pub(crate) fn draft_path(home: &Path, id: &str) -> PathBuf {
    home.join("store/drafts").join(format!("{id}.yaml"))
}

pub(crate) fn draft(home: &Path, id: &str) -> Record {
    let path = draft_path(home, id);
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Record::from_yaml(&path.to_string_lossy(), &bytes).expect("a draft")
}

pub(crate) fn section(home: &Path, id: &str, section: Section) -> String {
    draft(home, id).draft().sections[section].clone()
}

/// Keys, as a terminal sends them.
pub(crate) mod key {
    pub(crate) const ENTER: &str = "\r";
    pub(crate) const DONE: &str = "\u{4}";
    pub(crate) const BACK: &str = "\u{2}";
    pub(crate) const LEAVE: &str = "\u{3}";
    pub(crate) const HINT: &str = "\u{14}";
    pub(crate) const EDITOR: &str = "\u{f}";
    pub(crate) const UNDO: &str = "\u{1a}";
    pub(crate) const UP: &str = "\u{1b}[A";
    pub(crate) const DOWN: &str = "\u{1b}[B";
    pub(crate) const LEFT: &str = "\u{1b}[D";
    pub(crate) const WORD_LEFT: &str = "\u{1b}[1;5D";
}

/// A question that is always there, and the draft it makes.
pub(crate) const QUESTION: &str = "complex-technical-problem";
