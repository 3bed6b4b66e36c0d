use std::fmt::Write;

use starcoach::draft::Section;

use crate::pty::{FULL, SMALL, Terminal};
use crate::{QUESTION, home, key, section};

fn page(home: &std::path::Path, size: (u16, u16)) -> Terminal {
    let terminal = Terminal::start(home, size, &["practice", QUESTION]);
    terminal.wait("Situation · 0 words");
    terminal
}

fn finish(mut terminal: Terminal, home: &std::path::Path) -> String {
    terminal.type_until(key::DONE, "Task · 0 words");
    terminal.kill();
    section(home, QUESTION, Section::Situation)
}

#[test]
fn a_paste_of_400_words_with_paragraphs_arrives_byte_for_byte() {
    for size in [FULL, SMALL] {
        let home = home();
        let mut text = String::new();
        for number in 0..400 {
            let _ = write!(text, "word{number}{}", if number % 50 == 49 { "\n\n" } else { " " });
        }
        let mut terminal = page(home.path(), size);
        terminal.paste(&text);
        terminal.wait("· 400 words");
        assert_eq!(finish(terminal, home.path()), text.trim());
    }
}

#[test]
fn a_paste_that_is_not_bracketed_loses_nothing_either() {
    let home = home();
    let text = "one two\n\nthree four\nfive ".repeat(20);
    let mut terminal = page(home.path(), FULL);
    terminal.send(&text.replace('\n', "\r"));
    terminal.wait("· 100 words");
    assert_eq!(finish(terminal, home.path()), text.trim());
}

#[test]
fn wide_characters_moves_and_undo_do_what_they_say() {
    let home = home();
    let mut terminal = page(home.path(), SMALL);
    terminal.send("漢字 and 👩‍👩‍👧 e\u{301}x");
    terminal.send("\u{7f}");
    terminal.send(key::WORD_LEFT);
    terminal.send("[");
    terminal.send(key::LEFT);
    terminal.send("(");
    terminal.wait("([e\u{301}");
    terminal.send(key::UNDO);
    terminal.until("the undone", |screen| !screen.contents().contains("(["));
    assert_eq!(finish(terminal, home.path()), "漢字 and 👩‍👩‍👧 [e\u{301}");
}

#[test]
fn words_wrap_whole_and_the_rows_below_stay_however_long_the_text() {
    let home = home();
    let mut terminal = page(home.path(), SMALL);
    let sentence = "Every night the export failed for some of the shops. ";
    let mut screen = String::new();
    for number in 1..=12 {
        screen = terminal.type_until(sentence, &format!("· {} words", number * 10));
    }
    assert!(screen.contains("^D done"), "{screen}");
    for row in screen.lines().filter(|row| row.starts_with(['│', '↑'])) {
        let text = row.trim_start_matches(['│', '↑', ' ']);
        assert!(sentence.repeat(2).contains(text.trim()), "cut within a word: {row}\n{screen}");
    }
    // Far up one sees what one edits, and the rows below stay.
    for _ in 0..12 {
        terminal.send(key::UP);
    }
    let screen = terminal.type_until("HERE", "HERE");
    assert!(screen.contains("· 121 words") || screen.contains("· 120 words"), "{screen}");
    assert!(screen.contains("^D done") && screen.contains('↓'), "{screen}");
    terminal.kill();
}

#[test]
fn a_hint_goes_by_escape_or_by_writing_on_and_never_covers_the_text() {
    let home = home();
    let mut terminal = page(home.path(), SMALL);
    terminal.type_until("Some text", "· 2 words");
    let gone = |screen: &vt100::Screen| !screen.contents().contains("Coach:");
    let screen = terminal.type_until(key::HINT, "Coach:");
    assert!(screen.contains("│ Some text"), "{screen}");
    terminal.send("\u{1b}");
    let screen = terminal.until("no hint", gone);
    assert!(screen.contains("│ Some text") && screen.contains("Situation · 2 words"), "{screen}");
    terminal.type_until(key::HINT, "Coach:");
    let screen = terminal.type_until(" and so on", "and so on");
    assert!(screen.contains("Coach:"), "a few words later it still stands there: {screen}");
    terminal.send(&" and so on".repeat(9));
    let screen = terminal.until("no hint", gone);
    assert!(screen.contains("· 32 words"), "{screen}");
    assert!(finish(terminal, home.path()).ends_with("so on and so on"));
}

#[test]
fn escape_twice_goes_back_a_section() {
    let home = home();
    let mut terminal = page(home.path(), SMALL);
    terminal.type_until("Where.\u{4}", "Task · 0 words");
    terminal.type_until("Half", "Task · 1 word");
    // With a hint to take away one sees that the first was taken in; two at once a terminal reads as one.
    terminal.type_until(key::HINT, "Coach:");
    terminal.send("\u{1b}");
    terminal.until("no hint", |screen| !screen.contents().contains("Coach:"));
    terminal.type_until("\u{1b}", "Situation · 1 word");
    terminal.type_until(key::DONE, "Task · 1 word");
    terminal.kill();
}

#[test]
fn a_resized_terminal_shows_the_text_and_goes_on() {
    let home = home();
    let mut terminal = page(home.path(), FULL);
    terminal.send("A beginning that is long enough to be wrapped when the terminal becomes much narrower than it is.");
    terminal.wait("· 18 words");
    for size in [(50, 24), (100, 30), (40, 15), (70, 24)] {
        terminal.resize(size);
        terminal.type_until("\u{c}", "· 18 words");
        // How often it stands there depends on whether a terminal sets rows anew, and when: ours here does not.
        terminal.wait("A beginning");
    }
    terminal.type_until(" More.", "· 19 words");
    assert!(finish(terminal, home.path()).ends_with("than it is. More."));
}

/// An editor that does `what` to its last argument, and checks that it came with the argument `a b`.
fn editor(home: &std::path::Path, what: &str) -> String {
    use std::os::unix::fs::PermissionsExt;

    let path = home.join("my editor");
    std::fs::write(&path, format!("#!/bin/sh\n[ \"$1\" = 'a b' ] || exit 9\n{what}\n"))
        .expect("writes");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).expect("sets");
    format!("'{}' 'a b'", path.display())
}

#[test]
fn ones_own_editor_gets_the_text_and_gives_it_back() {
    let home = home();
    let editor = editor(home.path(), "printf ' from the editor' >> \"$2\"");
    let mut terminal = Terminal::start_with(
        home.path(),
        FULL,
        &["practice", QUESTION],
        &[("VISUAL", ""), ("EDITOR", &editor)],
    );
    terminal.wait("Situation · 0 words");
    terminal.send("Some text");
    terminal.type_until(key::EDITOR, "Some text from the editor");
    assert_eq!(finish(terminal, home.path()), "Some text from the editor");
}

#[test]
fn an_editor_that_fails_or_is_not_there_leaves_the_text() {
    for what in ["echo ruined > \"$2\"; exit 3", "missing"] {
        let home = home();
        let command = if what == "missing" {
            "/no/such/editor".to_owned()
        } else {
            editor(home.path(), what)
        };
        let mut terminal = Terminal::start_with(
            home.path(),
            FULL,
            &["practice", QUESTION],
            &[("VISUAL", &command)],
        );
        terminal.wait("Situation · 0 words");
        terminal.send("Some text");
        let screen = terminal.type_until(key::EDITOR, "Coach:");
        assert!(screen.contains("Some text"), "{screen}");
        assert_eq!(finish(terminal, home.path()), "Some text");
    }
}

#[test]
fn control_characters_are_shown_and_never_sent() {
    let home = home();
    let mut terminal = page(home.path(), FULL);
    terminal.paste("red \u{1b}[31mtext\u{7}");
    terminal.wait("red ^[[31mtext^G");
    assert!(!terminal.sent().contains("\u{1b}[31m") && !terminal.sent().contains('\u{7}'));
    terminal.kill();
}
