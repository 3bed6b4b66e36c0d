//! What is typed before the program asks for it.

use starcoach::draft::Section;

use crate::pty::{FULL, SMALL, Terminal};
use crate::{QUESTION, draft, home, key};

const TEXTS: [&str; 4] = [
    "The nightly export failed for forty shops that spring.",
    "It fell to me to have it done by two o'clock.",
    "First I timed every step of it and then I split the one that was slowest of all.",
    "It went from four hours to 48 minutes and has stayed there for a year.",
];

/// Rows of the screen that hold words of `text` but not as a row of a page does.
fn strays(screen: &str, text: &str) -> Vec<String> {
    let first: String = text.split_inclusive(' ').take(4).collect();
    let outside = |row: &&str| row.contains(first.trim()) && !row.starts_with('│');
    screen.lines().filter(outside).map(str::to_owned).collect()
}

#[test]
fn sections_typed_ahead_are_all_in_the_draft_and_nothing_is_echoed() {
    // How much has been shown when the next section comes decides what the program is doing then.
    for (size, pieces) in [(FULL, 0), (FULL, 1), (FULL, 2), (SMALL, 0), (SMALL, 1), (SMALL, 3)] {
        let home = home();
        let mut terminal = Terminal::start(home.path(), size, &["practice", QUESTION]);
        terminal.wait("Situation · 0 words");
        let mut strayed = Vec::new();
        for text in TEXTS {
            for word in text.split_inclusive(' ') {
                terminal.send(word);
            }
            terminal.send(key::DONE);
            terminal.let_pass(pieces);
            strayed.extend(TEXTS.iter().flat_map(|text| strays(&terminal.contents(), text)));
        }
        let screen = terminal.wait("Before the coach speaks");
        strayed.extend(TEXTS.iter().flat_map(|text| strays(&screen, text)));
        assert!(strayed.is_empty(), "{size:?}, {pieces}: {strayed:#?}\n{screen}");
        let sections = draft(home.path(), QUESTION).draft().sections;
        for (section, text) in Section::ALL.into_iter().zip(TEXTS) {
            assert_eq!(sections[section], text, "{size:?}, {pieces}: {section}");
        }
    }
}

#[test]
fn ratings_answers_and_choices_typed_ahead_reach_what_they_were_meant_for() {
    let home = home();
    let mut terminal = Terminal::start(home.path(), FULL, &["practice", QUESTION]);
    terminal.wait("Situation · 0 words");
    let sections = TEXTS.join(key::DONE) + key::DONE;
    // Rated, the interviewer answered, the answer put where it fits, the second question passed, and done.
    let rest = ["20s", "I timed each.", key::DONE, key::ENTER, key::DONE, key::UP, key::ENTER];
    terminal.send(&(sections + &rest.concat()));
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    let record = draft(home.path(), QUESTION);
    let sections = record.draft().sections;
    let answered = Section::ALL.into_iter().filter(|own| sections[*own].contains("I timed each."));
    assert_eq!(answered.count(), 1, "{sections:?}");
    assert_eq!(record.attempts[0].self_rating.len(), 2);
}
