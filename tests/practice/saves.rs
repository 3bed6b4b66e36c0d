//! The program killed in the middle of many saves.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use starcoach::draft::Section;
use starcoach::store::Store;

use crate::faults::run;
use crate::home;
use crate::kills::Chance;

/// How many answers are imported, each with a save of its own.
const ANSWERS: usize = 30;
/// How often an import is killed.
const KILLS: usize = 40;

/// Notes with many answers, all of them with `word` in their text.
fn notes(home: &Path, word: &str) -> String {
    let answer = |number| {
        format!(
            "# Question number {number}?\n\n## Situation\n\nThe {word} export {number} failed.\n\n\
             ## Action\n\nI measured it, and then I cut it.\n\n"
        )
    };
    let path = home.join("notes.md");
    fs::write(&path, (0..ANSWERS).map(answer).collect::<String>()).expect("writes");
    path.to_string_lossy().into_owned()
}

fn import(home: &Path, notes: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_starcoach"))
        .args(["import", notes])
        .env("STARCOACH_HOME", home.join("store"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts")
}

/// Kills `child` once `count` names in the drafts' folder are new to it, temporary files among them, or at its end.
fn kill_after(mut child: Child, drafts: &Path, count: usize) {
    let mut seen = BTreeSet::new();
    while child.try_wait().expect("runs").is_none() && seen.len() <= count {
        let names = fs::read_dir(drafts).into_iter().flatten().flatten();
        seen.extend(names.map(|entry| entry.file_name()));
        std::thread::yield_now();
    }
    // One that has just ended needs no kill.
    let _ = child.kill();
    child.wait().expect("ends");
}

/// Every draft's attempts, all whole, each by the word that marks its notes.
fn kept(home: &Path) -> Vec<Vec<String>> {
    let listing = Store::open(home.join("store")).and_then(|store| store.list()).expect("lists");
    assert!(listing.damaged.is_empty(), "{:?}", listing.damaged);
    let word = |text: &str| text.split(' ').nth(1).unwrap_or_default().to_owned();
    let drafts = listing.drafts.into_iter().map(|entry| {
        let attempts = entry.record.attempts.iter();
        attempts.map(|attempt| word(&attempt.sections()[Section::Situation])).collect()
    });
    drafts.collect()
}

#[test]
fn an_import_killed_at_40_random_moments_leaves_every_draft_old_or_new() {
    let mut chance = Chance(0x51ce);
    let (mut cut_short, mut new) = (0, 0);
    for _ in 0..KILLS {
        let home = home();
        let drafts = home.path().join("store/drafts");
        let path = notes(home.path(), "old");
        kill_after(import(home.path(), &path), &drafts, chance.below(2 * ANSWERS));
        let kept_old = kept(home.path());
        assert!(kept_old.iter().all(|attempts| attempts == &["old"]), "{kept_old:?}");
        cut_short += usize::from(kept_old.len() < ANSWERS);

        // What was not imported is by the next import, and nothing twice.
        assert!(run(home.path(), &["import", &path], "").status.success());
        assert_eq!(kept(home.path()).len(), ANSWERS);
        let path = notes(home.path(), "new");
        kill_after(import(home.path(), &path), &drafts, ANSWERS + chance.below(ANSWERS));
        let kept_new = kept(home.path());
        assert_eq!(kept_new.len(), ANSWERS);
        for attempts in &kept_new {
            assert!(attempts == &["old"] || attempts == &["old", "new"], "{attempts:?}");
            new += usize::from(attempts.len() == 2);
        }
    }
    // The kills must have come in the middle for the test to mean something.
    assert!(cut_short > KILLS / 4, "{cut_short}");
    assert!((1..KILLS * ANSWERS).contains(&new), "{new}");
}
