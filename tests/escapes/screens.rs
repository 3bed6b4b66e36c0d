//! The screens that draw and ask, in a pseudo-terminal: every byte that they send is looked at.

use crate::home::{Home, said};
use crate::payload::foreign;
use crate::pty::{FULL, SMALL, Terminal};

const DONE: &str = "\u{4}";

/// Nothing foreign was sent, and a piece of the payload stands on the screen.
fn check(terminal: &Terminal, screen: &str) {
    assert_eq!(foreign(&terminal.sent()), None, "{screen}");
    // In a small window there is room for its beginning or its end only.
    let joined = screen.replace('\n', "");
    assert!(["^[[", "<U+"].iter().any(|piece| joined.contains(piece)), "{screen}");
}

#[test]
fn the_menu_and_the_list_of_questions_send_nothing_foreign() {
    for size in [FULL, SMALL] {
        let home = Home::new();
        home.leave_unfinished();
        let mut terminal = Terminal::start(home.path(), size, &[]);
        let screen = terminal.wait("Go on with Task");
        check(&terminal, &screen);
        terminal.send("\u{1b}[A\u{1b}[A\u{1b}[A");
        terminal.wait("❯ Browse");
        terminal.type_until("\r", "Which question?");
        let screen = terminal.type_until("ink", "35;45mINK");
        check(&terminal, &screen);
        let screen = terminal.type_until("\r", "What now?");
        check(&terminal, &screen);
    }
}

#[test]
fn a_practice_sends_nothing_foreign_from_the_question_to_the_menu() {
    let home = Home::new();
    let mut terminal =
        Terminal::start(home.path(), (100, 60), &["practice", "evil-question", "--example"]);
    let screen = terminal.wait("Situation · 0 words");
    check(&terminal, &screen);
    for (place, section) in ["Situation", "Task", "Action", "Result"].iter().enumerate() {
        terminal.wait(&format!("{section} · 0 words"));
        terminal.paste(&format!("I looked {place} {}", said()));
        let screen = terminal.until("the text", |screen| screen.contents().contains("INK"));
        check(&terminal, &screen);
        terminal.type_until("\u{14}", "Coach:");
        terminal.send(DONE);
    }
    terminal.wait("Before the coach speaks");
    terminal.send("s");
    let screen = terminal.wait("What next?");
    check(&terminal, &screen);
}

#[test]
fn an_editor_that_cannot_be_started_is_named_and_not_obeyed() {
    let home = Home::new();
    let variables = [("VISUAL", &*said())];
    let mut terminal =
        Terminal::start_with(home.path(), FULL, &["practice", "evil-question"], &variables);
    terminal.wait("Situation · 0 words");
    let screen = terminal.type_until("\u{f}", "Coach:");
    check(&terminal, &screen);
}

#[test]
fn a_rehearsal_sends_nothing_foreign() {
    for size in [FULL, SMALL] {
        let home = Home::new();
        for what in [vec!["rehearse", "evil"], vec!["rehearse", &Home::notes("md")]] {
            let mut terminal = Terminal::start(home.path(), size, &what);
            let screen = terminal.wait("Space starts");
            assert_eq!(foreign(&terminal.sent()), None, "{screen}");
            terminal.type_until(" ", "▸ Situation");
            terminal.send("q");
            let screen = terminal.wait("In all");
            check(&terminal, &screen);
        }
    }
}

#[test]
fn moving_the_boundaries_of_an_import_sends_nothing_foreign() {
    for size in [FULL, SMALL] {
        let home = Home::new();
        let notes = Home::notes("prose");
        let mut terminal = Terminal::start(home.path(), size, &["import", &notes]);
        let screen = terminal.wait("Moving where Task begins");
        assert_eq!(foreign(&terminal.sent()), None, "{screen}");
        terminal.type_until("\t", "Moving where Action");
        terminal.type_until("jj", "▸");
        let screen = terminal.contents();
        check(&terminal, &screen);
        terminal.send("\r");
        terminal.wait("new");
        assert_eq!(foreign(&terminal.sent()), None);
    }
}

#[test]
fn the_questions_of_a_redaction_send_nothing_foreign() {
    let home = Home::new();
    let mut terminal = Terminal::start(home.path(), FULL, &["export", "evil", "--redact", &said()]);
    let screen = terminal.wait("y yes");
    assert_eq!(foreign(&terminal.sent()), None, "{screen}");
    terminal.send("q");
    terminal.wait("nothing is exported");
    assert_eq!(foreign(&terminal.sent()), None);
}

#[test]
fn the_progress_over_many_files_sends_nothing_foreign() {
    let home = Home::new();
    let files = ["check", "work/notes", "work/notes", "--format", "json"];
    let terminal = Terminal::start(home.path(), FULL, &files);
    let screen = terminal
        .until("the end of the array", |screen| screen.contents().trim_end().ends_with("\n]"));
    assert_eq!(foreign(&terminal.sent()), None, "{screen}");
}
