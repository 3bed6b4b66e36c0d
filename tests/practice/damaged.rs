//! Draft files that are no drafts: set aside with a message, never touched, and no command fails for them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::faults::{FOUR, run, text};
use crate::pty::{FULL, Terminal};
use crate::{QUESTION, draft_path, home, key};

/// What can have happened to a file, and a part of what is said of it.
fn damages() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole = "question: Q\nattempts:\n- at: 2026-01-01T00:00:00Z\n  action: \"I did";
    vec![
        ("cut-short", whole.into(), "cut-short.yaml:"),
        ("empty", Vec::new(), "empty.yaml:"),
        ("with-nul", b"question: Q\0\nattempts: []\n".to_vec(), "with-nul.yaml:"),
        ("binary", (0..=255).cycle().take(4096).collect(), "binary.yaml:"),
        ("zeros", vec![0; 512], "zeros.yaml:"),
        ("of-another-version", b"version: 9\nquestion: Q\nattempts: []\n".to_vec(), "`version`"),
        ("list", b"- question: Q\n".to_vec(), "list.yaml:1:"),
        ("no-date", b"question: Q\nattempts:\n- at: yesterday\n".to_vec(), "no-date.yaml:3:"),
        ("huge", format!("question: Q\n#{}", "x".repeat(1 << 21)).into(), "1 MiB"),
        ("bomb", b"a: &a [x,x]\nb: &b [*a,*a]\nquestion: [*b,*b]\n".to_vec(), "bomb.yaml:"),
    ]
}

/// A store with a whole draft and every damaged one; the messages that are to be there.
fn damaged_store(home: &Path) -> Vec<(&'static str, &'static str)> {
    run(home, &["practice", QUESTION], FOUR);
    let mut told = Vec::new();
    for (name, bytes, said) in damages() {
        fs::write(draft_path(home, name), bytes).expect("writes");
        told.push((name, said));
    }
    fs::create_dir(draft_path(home, "folder")).expect("creates");
    told.push(("folder", "folder.yaml is a link or no plain file"));
    let locked_away = draft_path(home, "locked-away");
    fs::write(&locked_away, "question: Q\n").expect("writes");
    fs::set_permissions(&locked_away, fs::Permissions::from_mode(0o0)).expect("sets");
    // Root reads it all the same: then it is a draft like others.
    if fs::read(&locked_away).is_err() {
        told.push(("locked-away", "Permission denied"));
    }
    told
}

/// What the damaged files hold, the folder left out.
fn bytes(home: &Path) -> Vec<Vec<u8>> {
    let names = damages().into_iter().map(|(name, _, _)| name);
    names.map(|name| fs::read(draft_path(home, name)).expect("still there")).collect()
}

#[test]
fn every_command_works_beside_every_kind_of_damaged_draft_and_tells_of_it() {
    let home = home();
    let told = damaged_store(home.path());
    let before = bytes(home.path());
    let commands: [(&[&str], i32, &str); 7] = [
        (&["drafts"], 0, QUESTION),
        (&["history"], 0, QUESTION),
        (&["progress"], 0, "1 attempt of 1 story"),
        (&["coverage"], 0, QUESTION),
        (&["export", "--all"], 2, "First I timed it."),
        (&["export", "--all", "--format", "json"], 2, "First I timed it."),
        (&["practice", "--due"], 0, "Nothing is due before"),
    ];
    for (arguments, code, shown) in commands {
        let ran = run(home.path(), arguments, "");
        let (out, err) = (text(&ran.stdout), text(&ran.stderr));
        assert_eq!(ran.status.code(), Some(code), "{arguments:?}: {err}");
        assert!(out.contains(shown), "{arguments:?}: {out}");
        assert!(!err.contains("panicked") && !err.contains('\0'), "{arguments:?}: {err}");
        for (name, said) in &told {
            assert!(err.contains(said), "{arguments:?} says nothing of {name}: {err}");
        }
    }
    for arguments in [&["list"][..], &["show", QUESTION], &["drafts", "show", QUESTION]] {
        assert_eq!(run(home.path(), arguments, "").status.code(), Some(0), "{arguments:?}");
    }
    assert_eq!(bytes(home.path()), before, "a damaged file was touched");
    assert!(draft_path(home.path(), "folder").is_dir());
}

#[test]
fn a_damaged_draft_asked_for_by_name_is_told_with_its_place_and_never_replaced() {
    let home = home();
    let told = damaged_store(home.path());
    let before = bytes(home.path());
    for (name, said) in told {
        for arguments in [&["drafts", "show", name][..], &["practice", name]] {
            let ran = run(home.path(), arguments, FOUR);
            let err = text(&ran.stderr);
            assert_eq!(ran.status.code(), Some(2), "{arguments:?}: {err}");
            assert!(err.contains(said), "{arguments:?}: {err}");
        }
    }
    assert_eq!(bytes(home.path()), before, "a damaged file was touched");
}

#[test]
fn the_damaged_draft_of_a_question_is_told_before_a_new_one_is_begun_beside_it() {
    let home = home();
    fs::create_dir_all(home.path().join("store/drafts")).expect("creates");
    fs::write(draft_path(home.path(), QUESTION), "question: Q\nattempts: [").expect("writes");
    let mut terminal = Terminal::start(home.path(), FULL, &["practice", QUESTION]);
    let screen = terminal.wait("Situation · 0 words");
    assert!(screen.contains("set aside until its file is mended"), "{screen}");
    terminal.type_until("Anew.\u{4}", "Task · 0 words");
    terminal.send(key::LEAVE);
    assert_eq!(terminal.end().0, 130);
    let damaged = fs::read_to_string(draft_path(home.path(), QUESTION)).expect("reads");
    assert_eq!(damaged, "question: Q\nattempts: [");
    let beside = draft_path(home.path(), &format!("{QUESTION}-2"));
    assert!(fs::read_to_string(beside).expect("reads").contains("Anew."));
}

#[test]
fn a_damaged_page_in_progress_is_set_aside_for_the_one_before_or_a_blank_one() {
    let home = home();
    run(home.path(), &["practice", QUESTION], "Kept.\n.\n");
    let journal = home.path().join("store/journal");
    fs::create_dir_all(&journal).expect("creates");
    for damage in [&b"\0\0\0"[..], b"{\"question\":", &[0xff; 64], b"{}\n{}\n"] {
        fs::write(journal.join(format!("{QUESTION}.jsonl")), damage).expect("writes");
        let mut terminal = Terminal::start(home.path(), FULL, &["practice"]);
        terminal.wait("Go on with Task");
        terminal.type_until(key::ENTER, "Task · 0 words");
        terminal.kill();
    }
}
