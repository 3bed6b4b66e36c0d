use std::fs;

use starcoach::draft::Section;

use crate::pty::{FULL, SMALL, Terminal};
use crate::{home, key, section};

const STORY: &str = "Our archive burned down in the spring and nobody knew what had been in it. I was asked to rebuild \
    the list before the insurers came. I went through the loan slips of ten years and typed each into a sheet. The \
    insurers paid for 412 items.";

/// The id that a story without a title gets.
const ID: &str = "answer-1";

#[test]
fn a_boundary_moved_by_hand_decides_where_a_section_begins_at_both_sizes() {
    for size in [FULL, SMALL] {
        let home = home();
        let notes = home.path().join("story.txt");
        fs::write(&notes, STORY).expect("writes");
        let mut terminal =
            Terminal::start(home.path(), size, &["import", &notes.to_string_lossy()]);
        terminal.wait("Moving where Task begins");
        let screen = terminal.type_until("\t", "Moving where Action");
        assert!(screen.contains("Situation") && screen.contains("▸Action"), "{screen}");
        terminal.type_until("j", "▸Result");
        terminal.send(key::ENTER);
        let (code, screen) = terminal.end();
        assert_eq!(code, 0, "{screen}");
        assert!(section(home.path(), ID, Section::Task).contains("loan slips"), "{screen}");
        assert!(section(home.path(), ID, Section::Result).contains("412 items"), "{screen}");
    }
}

#[test]
fn ctrl_c_while_boundaries_are_asked_for_keeps_nothing() {
    let home = home();
    let notes = home.path().join("story.txt");
    fs::write(&notes, STORY).expect("writes");
    let mut terminal = Terminal::start(home.path(), FULL, &["import", &notes.to_string_lossy()]);
    terminal.wait("Moving where Task begins");
    terminal.send(key::LEAVE);
    assert_eq!(terminal.end().0, 130);
    assert!(!home.path().join("drafts").exists());
}
