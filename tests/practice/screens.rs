//! The screens around the session: the first menu, history, progress and coverage, read off the terminal.

use std::fs;
use std::path::Path;

use crate::pty::{FULL, SMALL, Terminal, assert_fits};
use crate::{draft_path, home, key};

/// Twice told, the second time rated, and long due.
const EXPORT: &str = "\
question: Tell me about a complex technical problem you solved
question_id: complex-technical-problem
headline: The export that slept
attempts:
- at: 2025-01-01T12:00:00Z
  situation: The nightly export failed for forty shops, and nobody could say why it did so.
  task: I was asked to repair it before the audit.
  action: I timed every step and moved the cleanup to noon.
  result: It was much faster.
- at: 2025-01-05T12:00:00Z
  situation: The nightly export failed for forty shops, and nobody could say why it did so.
  task: I was asked to repair it before the audit.
  action: I timed every step, saw that both jobs waited for one lock, and moved the cleanup to noon.
  result: It went from four hours to 48 minutes, and the shops open on time.
  self_rating:
    methodology: shown
    impact: missing
    learning: shown
rehearsals:
- at: 2025-01-06T12:00:00Z
  seconds: [20, 9, 51, 18]
  rating: 4
";

/// A store with that story, and as many others with one attempt each.
fn with_stories(others: usize) -> tempfile::TempDir {
    let home = home();
    let path = |id: &str| draft_path(home.path(), id);
    fs::create_dir_all(path("export").parent().expect("a folder")).expect("a folder");
    fs::write(path("export"), EXPORT).expect("a draft");
    for number in 1..=others {
        let id = format!("another-story-that-has-quite-a-long-name-{number}");
        let attempt = EXPORT.find("- at: 2025-01-05").expect("the second attempt");
        let told = format!(
            "question: Describe a time you improved a process or system\nquestion_id: improve-process\n\
             competencies: [process-improvement]\nattempts:\n- at: 2025-02-{:02}{}",
            number % 27 + 1,
            &EXPORT[attempt + "- at: 2025-01-05".len()..]
        );
        fs::write(path(&id), told).expect("a draft");
    }
    home
}

/// All that a command prints in a terminal so high that nothing scrolls away, and so wide as a small one.
fn page(home: &Path, columns: u16, arguments: &[&str]) -> String {
    let terminal = Terminal::start(home, (columns, 400), arguments);
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    screen
}

/// The columns at which the marks of a table begin in each row that has any.
fn columns_of(screen: &str, is_mark: impl Fn(char) -> bool) -> Vec<usize> {
    let first = |row: &str| row.chars().position(&is_mark);
    screen.lines().filter_map(first).collect()
}

#[test]
fn the_menu_offers_what_is_due_and_the_arrows_choose() {
    for size in [FULL, SMALL] {
        let home = with_stories(2);
        let mut terminal = Terminal::start(home.path(), size, &[]);
        let screen = terminal.wait("Esc");
        assert!(screen.contains("What would you like to do?"), "{screen}");
        assert!(screen.contains("❯ Tell one of 3 stories that are due"), "{screen}");
        assert_fits(&screen, size.0);
        terminal.type_until(key::DOWN, "❯ Practise a question");
        terminal.type_until(key::UP, "❯ Tell one of 3");
        terminal.type_until(key::UP, "❯ Quit");
        terminal.type_until(key::DOWN, "❯ Tell one of 3");
        let screen = terminal.type_until(key::ENTER, "Tell it again from a blank page");
        assert!(screen.contains("Due: 3 of 3 stories."), "{screen}");
        assert_fits(&screen, size.0);
        // None of it: back to the menu, and out by Escape.
        terminal.send("\u{1b}");
        terminal.wait("❯ Tell one of 3");
        terminal.send("\u{1b}");
        let (code, screen) = terminal.end();
        assert_eq!(code, 0, "{screen}");
        assert!(!screen.contains("Quit"), "the menu is left on the screen: {screen}");
    }
}

#[test]
fn the_menu_lists_drafts_and_shows_a_question_before_it_is_practised() {
    for size in [FULL, SMALL] {
        let home = with_stories(1);
        let mut terminal = Terminal::start(home.path(), size, &[]);
        terminal.wait("Esc");
        terminal.type_until("3", "❯ Browse the questions");
        let screen = terminal.type_until(key::ENTER, "type to find");
        assert!(screen.contains("1 of "), "{screen}");
        assert_fits(&screen, size.0);
        let screen = terminal.type_until("upset customer", "/ upset customer");
        assert!(!screen.contains("technical"), "{screen}");
        let screen = terminal.type_until(key::ENTER, "What now?");
        assert!(screen.contains("upset") && screen.contains("❯ Practise it"), "{screen}");
        assert_fits(&screen, size.0);
        terminal.type_until("3", "❯ Back");
        terminal.type_until(key::ENTER, "What would you like to do?");
        terminal.type_until("4", "❯ List your drafts");
        terminal.type_until(key::ENTER, "another-story");
        terminal.wait("What would you like to do?");
        terminal.send("q");
        assert_eq!(terminal.end().0, 0);
    }
}

#[test]
fn ctrl_c_and_signals_in_the_menu_leave_a_sane_screen() {
    for (how, expected) in [(key::LEAVE, 130), ("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let home = with_stories(0);
        let mut terminal = Terminal::start(home.path(), SMALL, &[]);
        terminal.wait("Esc");
        if how == key::LEAVE {
            terminal.send(how);
        } else {
            terminal.signal(how);
        }
        assert_eq!(terminal.end().0, expected, "{how}");
    }
}

#[test]
fn a_resized_menu_is_drawn_once_and_goes_on() {
    let home = with_stories(1);
    let mut terminal = Terminal::start(home.path(), FULL, &[]);
    terminal.wait("Esc");
    terminal.resize(SMALL);
    terminal.send(key::DOWN);
    terminal.until("one menu", |screen| {
        let contents = screen.contents();
        contents.matches("What would").count() == 1 && contents.contains("❯ Practise")
    });
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn history_shows_attempts_with_what_the_writer_thought_below() {
    for columns in [FULL.0, SMALL.0] {
        let home = with_stories(0);
        let screen = page(home.path(), columns, &["history", "export"]);
        assert_fits(&screen, columns);
        assert!(screen.contains("2025-01-01") && screen.contains("2025-01-05"), "{screen}");
        assert!(screen.contains("●··○●·") && screen.contains("of 3"), "{screen}");
        // The writer's marks stand below the coach's.
        let of_levels = |row: &&str| row.contains("2025-01-0") || row.contains("you  ");
        let rows: Vec<&str> = screen.lines().filter(of_levels).take(3).collect();
        let starts = columns_of(&rows.join("\n"), |c| "●◐○".contains(c));
        assert!(starts.len() == 3 && starts.iter().all(|own| *own == starts[0]), "{screen}");
        let differs = screen.contains("Quantify the impact: you missing,");
        assert!(differs, "where they differ is said in words:\n{screen}");
        assert!(screen.contains("Aloud 2025-01-06 in 1:38"), "{screen}");
        assert!(screen.contains("From attempt 1 to 2") && screen.contains("{+"), "{screen}");
    }
}

#[test]
fn progress_shows_bars_days_and_what_waits_at_both_widths() {
    for columns in [FULL.0, SMALL.0] {
        let home = with_stories(6);
        let screen = page(home.path(), columns, &["progress"]);
        assert_fits(&screen, columns);
        assert!(screen.contains("8 attempts of 7 stories"), "{screen}");
        let bars = columns_of(&screen, |c| "▁▂▃▄▅▆▇█".contains(c));
        // Six tips and the spoken time, one below the other.
        assert!(bars.len() == 7 && bars.iter().all(|own| *own == bars[0]), "{bars:?}\n{screen}");
        assert!(screen.contains("Days practised") && screen.contains("Not told for"), "{screen}");
        assert!(!screen.contains('\u{1b}'), "{screen}");
    }
}

#[test]
fn coverage_is_a_table_of_few_stories_and_a_list_of_many() {
    for (columns, others, is_table) in
        [(FULL.0, 3, true), (SMALL.0, 3, true), (FULL.0, 20, false), (SMALL.0, 20, false)]
    {
        let home = with_stories(others);
        let screen = page(home.path(), columns, &["coverage"]);
        assert_fits(&screen, columns);
        assert_eq!(screen.matches("Competencies").count(), 1, "{screen}");
        let named = |id: &str| {
            let row = screen.lines().find(|row| row.contains(id) && row.starts_with("  "));
            row.unwrap_or_default().to_owned()
        };
        let told = named("1 complex-techn");
        assert!(told.contains('●'), "{told}\n{screen}");
        assert_eq!(told.contains('·'), is_table, "{told}\n{screen}");
        assert!(named("security").contains("no story"), "{screen}");
        if is_table {
            let table: Vec<&str> =
                screen.lines().filter(|row| row.contains(" ·  ") || row.contains("●  ·")).collect();
            let starts = columns_of(&table.join("\n"), |c| "·◐●".contains(c));
            assert!(starts.iter().all(|own| *own == starts[0]), "{screen}");
        }
    }
}

#[test]
fn the_screens_need_no_colour() {
    for columns in [FULL.0, SMALL.0] {
        let home = with_stories(1);
        for command in ["history", "progress", "coverage"] {
            let coloured = page(home.path(), columns, &[command]);
            let plain =
                Terminal::start_with(home.path(), (columns, 400), &[command], &[("NO_COLOR", "1")]);
            assert_eq!(plain.end().1, coloured, "{command} at {columns}");
        }
    }
}

#[test]
fn what_is_due_later_is_said_in_a_small_terminal_too() {
    let home = with_stories(0);
    let path = draft_path(home.path(), "export");
    let today = jiff::Timestamp::now().to_string();
    let told = EXPORT.replace("2025-01-06T12:00:00Z", &today);
    fs::write(path, told).expect("a draft");
    let screen = page(home.path(), SMALL.0, &["practice", "--due"]);
    assert!(screen.contains("Nothing is due before") && screen.contains("export"), "{screen}");
    assert_fits(&screen, SMALL.0);
}
