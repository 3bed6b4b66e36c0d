use std::fs;
use std::path::Path;

use crate::pty::{FULL, SMALL, Terminal, close_after};
use crate::{draft, draft_path, home, key};

const DRAFT: &str = "\
question: Tell me about a complex technical problem that you solved
headline: The export that slept
attempts:
- at: 2026-01-01T00:00:00Z
  situation: The nightly export failed for forty shops.
  task: I was asked to repair it before the audit.
  action: I timed every step and moved the cleanup to noon, since both waited for one lock.
  result: It went from four hours to 48 minutes.
";

fn with_draft() -> tempfile::TempDir {
    let home = home();
    let path = draft_path(home.path(), "export");
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, DRAFT).expect("a draft");
    home
}

fn start(home: &Path, size: (u16, u16), options: &[&str]) -> Terminal {
    let terminal = Terminal::start(home, size, &[&["rehearse", "export"], options].concat());
    terminal.wait("Space starts");
    terminal
}

#[test]
fn an_answer_is_told_to_the_end_rated_and_kept_at_both_sizes() {
    for size in [FULL, SMALL] {
        let home = with_draft();
        let mut terminal = start(home.path(), size, &[]);
        let screen = terminal.contents();
        assert!(screen.contains("The export that slept") && screen.contains("Result"), "{screen}");
        assert!(!screen.contains("nightly") && !screen.contains("48 minutes"), "{screen}");
        terminal.type_until(" ", "▸ Situation");
        terminal.type_until("n", "▸ Task");
        terminal.type_until("b", "▸ Situation");
        terminal.type_until(" ", "paused");
        terminal.send(" ");
        terminal.until("no pause", |screen| !screen.contents().contains("paused"));
        terminal.type_until("n", "▸ Task");
        terminal.type_until("n", "▸ Action");
        terminal.type_until("n", "▸ Result");
        let screen = terminal.type_until("n", "passes:");
        assert!(screen.contains("planned    told") && !screen.contains('░'), "{screen}");
        terminal.send("4");
        let (code, screen) = terminal.end();
        assert_eq!(code, 0, "{screen}");
        assert!(screen.contains("You rated it 4 of 5."), "{screen}");
        assert!(screen.contains("Kept with draft export."), "{screen}");
        let rehearsals = draft(home.path(), "export").rehearsals;
        assert_eq!(rehearsals.iter().map(|one| one.rating).collect::<Vec<_>>(), [Some(4)]);
    }
}

#[test]
fn the_clock_runs_and_the_next_time_tells_of_the_one_before() {
    let home = with_draft();
    for before in [false, true] {
        let mut terminal = start(home.path(), FULL, &["--minutes", "0.25"]);
        terminal.send(" ");
        terminal.wait("0:01 of");
        for next in ["▸ Task", "▸ Action", "▸ Result", "passes:"] {
            terminal.type_until("n", next);
        }
        assert_eq!(terminal.contents().contains("The time before: 0:0"), before);
        terminal.send(key::ENTER);
        assert_eq!(terminal.end().0, 0);
    }
    let rehearsals = draft(home.path(), "export").rehearsals;
    assert!(rehearsals.len() == 2 && rehearsals.iter().all(|one| one.seconds[0] > 0));
}

#[test]
fn leaving_halfway_shows_the_times_and_keeps_nothing() {
    let home = with_draft();
    let mut terminal = start(home.path(), FULL, &[]);
    terminal.type_until(" ", "▸ Situation");
    terminal.send("q");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("not told") && !screen.contains("How did it go"), "{screen}");
    assert!(draft(home.path(), "export").rehearsals.is_empty());
    let mut unbegun = start(home.path(), FULL, &[]);
    unbegun.send("q");
    let (code, screen) = unbegun.end();
    assert!(code == 0 && !screen.contains("planned"), "{screen}");
}

#[test]
fn ctrl_c_and_signals_leave_a_sane_screen() {
    for (how, expected) in [("\u{3}", 130), ("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let home = with_draft();
        let mut terminal = start(home.path(), SMALL, &[]);
        terminal.type_until(" ", "▸ Situation");
        if how == key::LEAVE {
            terminal.send(how);
        } else {
            terminal.signal(how);
        }
        let (code, screen) = terminal.end();
        assert_eq!(code, expected, "{how}: {screen}");
        assert!(draft(home.path(), "export").rehearsals.is_empty());
    }
    let home = with_draft();
    close_after(home.path(), &["rehearse", "export"], "Space starts", " ", "▸ Situation");
}

#[test]
fn a_terminal_that_changes_its_size_shows_the_timer_once() {
    let home = with_draft();
    let mut terminal = start(home.path(), FULL, &[]);
    terminal.type_until(" ", "▸ Situation");
    terminal.resize(SMALL);
    let once = |screen: &vt100::Screen| {
        let contents = screen.contents();
        let count = |what: &str| contents.matches(what).count();
        count("Situation") == 1 && count("In all") == 1 && contents.contains("n next")
    };
    terminal.until("one timer", once);
    terminal.type_until("n", "▸ Task");
    terminal.until("one timer", once);
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn plain_lines_in_a_terminal_do_the_same() {
    let home = with_draft();
    let arguments = ["rehearse", "export", "--plain"];
    let mut terminal = Terminal::start(home.path(), SMALL, &arguments);
    terminal.wait("Ready?");
    for next in ["Situation: ", "Task: ", "Action: ", "Result: ", "passes:"] {
        terminal.type_until(key::ENTER, next);
    }
    terminal.send("5\r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("You rated it 5 of 5."), "{screen}");
    assert_eq!(draft(home.path(), "export").rehearsals.len(), 1);
}

#[test]
fn a_transcript_that_comes_while_one_speaks_is_read_afterwards() {
    let home = with_draft();
    let mut terminal = start(home.path(), (100, 40), &["--transcript", "later.txt"]);
    for next in ["▸ Situation", "▸ Task", "▸ Action", "▸ Result"] {
        terminal.type_until("n", next);
    }
    fs::write(home.path().join("later.txt"), "Um, the nightly export failed for forty shops.")
        .expect("a transcript");
    terminal.type_until("n", "passes:");
    terminal.send(key::ENTER);
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("8 words.") && screen.contains("skipped"), "{screen}");
    // Now that it is there, it is compared at once.
    let arguments = ["rehearse", "export", "--transcript", "later.txt"];
    let (code, screen) = Terminal::start(home.path(), (100, 40), &arguments).end();
    assert!(code == 0 && screen.contains("1 filler, one in 8 words: um 1."), "{screen}");
}

#[test]
fn of_several_stories_in_a_file_one_is_picked_with_its_own_times() {
    let home = home();
    let notes = include_str!("../notes/org-times.org");
    fs::write(home.path().join("notes.org"), notes).expect("notes");
    let mut left = Terminal::start(home.path(), FULL, &["rehearse", "notes.org"]);
    left.wait("Which story?");
    left.send(key::LEAVE);
    assert_eq!(left.end().0, 130);
    let mut terminal = Terminal::start(home.path(), SMALL, &["rehearse", "notes.org"]);
    terminal.wait("Which story?");
    terminal.type_until(key::DOWN, "❯ The angry email");
    let screen = terminal.type_until(key::ENTER, "Space starts");
    for row in ["Action    ░░░░░░░░░░ 0:00 of 2:00", "Result    ░░░░░░░░░░ 0:00 of 1:00", "of 5:00"]
    {
        assert!(screen.contains(row), "{screen}");
    }
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
}
