use starcoach::draft::Section;

use crate::pty::{FULL, SMALL, Terminal, assert_fits};
use crate::{QUESTION, draft, home, key, section};

const TEXTS: [&str; 4] = [
    "The nightly export failed for 40 shops.",
    "I had to have it done by two.",
    "First I timed every step, because nobody knew which was slow, and then I split the slowest one.",
    "It went from four hours to 48 minutes.",
];

/// Writes the four sections, and waits for the first rating.
fn write_all(terminal: &mut Terminal) {
    for (section, text) in Section::ALL.into_iter().zip(TEXTS) {
        terminal.wait(&format!("{section} · 0 words"));
        terminal.send(text);
        terminal.send(key::DONE);
    }
    terminal.wait("Before the coach speaks");
}

/// Waits until the interviewer's question `number` can be answered.
fn asked(terminal: &Terminal, number: &str) -> String {
    terminal.until(number, |screen| {
        let contents = screen.contents();
        contents.contains(number) && contents.contains("empty to pass")
    })
}

#[test]
fn a_session_goes_from_the_question_to_done_at_both_sizes() {
    for size in [FULL, SMALL] {
        let home = home();
        let mut terminal = Terminal::start(home.path(), size, &["practice"]);
        terminal.wait("Which question?");
        terminal.type_until("complex technical", "complex technical");
        terminal.send(key::ENTER);
        write_all(&mut terminal);
        terminal.send("2");
        terminal.wait("systematic debugging");
        terminal.send("s");
        // The interviewer asks twice; both are passed over.
        asked(&terminal, "(1 of 2)");
        terminal.send(key::DONE);
        asked(&terminal, "(2 of 2)");
        terminal.type_until(key::DONE, "What next?");
        // From the first entry one up is the last.
        terminal.type_until(key::UP, "❯ Done");
        terminal.send(key::ENTER);
        let (code, screen) = terminal.end();
        assert_eq!(code, 0, "{screen}");
        assert!(screen.contains("Kept as draft"), "{screen}");
        let sections = draft(home.path(), QUESTION).draft().sections;
        for (section, text) in Section::ALL.into_iter().zip(TEXTS) {
            assert_eq!(sections[section], text);
        }
        assert!(!home.path().join("store/journal").join(format!("{QUESTION}.jsonl")).exists());
    }
}

#[test]
fn the_review_shows_levels_and_where_the_writer_saw_it_otherwise() {
    let home = home();
    let mut terminal = Terminal::start(home.path(), (100, 60), &["practice", QUESTION]);
    write_all(&mut terminal);
    for rating in ["0", "0", "2", "0", "2", "2"] {
        terminal.send(rating);
    }
    let screen = asked(&terminal, "(1 of 2)");
    assert!(screen.contains("shown    Quantify the impact"), "{screen}");
    assert!(screen.contains("You and the coach agree on"), "{screen}");
    assert!(screen.contains("Quantify the impact: you missing, coach shown"), "{screen}");
    assert!(screen.contains("Mention what you learned: you shown, coach missing"), "{screen}");
    terminal.send(key::LEAVE);
    assert_eq!(terminal.end().0, 130);
}

#[test]
fn an_answer_to_the_interviewer_goes_into_the_draft_and_the_review_says_what_moved() {
    let home = home();
    let mut terminal = Terminal::start(home.path(), (100, 60), &["practice", QUESTION]);
    write_all(&mut terminal);
    terminal.send("s");
    asked(&terminal, "(1 of 2)");
    terminal.send("I learned to time each step before I believe anybody, and I now do that first on every job.");
    terminal.type_until(key::DONE, "Your answer:");
    // Wherever the coach would put it, Result is one of the others.
    for _ in 0..3 {
        if terminal.contents().contains("❯ Add it to Result") {
            break;
        }
        terminal.send(key::DOWN);
        terminal.let_pass(1);
    }
    terminal.wait("❯ Add it to Result");
    terminal.send(key::ENTER);
    asked(&terminal, "(2 of 2)");
    let screen = terminal.type_until(key::DONE, "What next?");
    assert!(screen.contains("Mention what you learned: missing\u{a0}→\u{a0}shown"), "{screen}");
    terminal.send(key::LEAVE);
    terminal.end();
    let result = section(home.path(), QUESTION, Section::Result);
    assert!(result.contains("48 minutes.\n\nI learned to time"), "{result}");
    assert_eq!(draft(home.path(), QUESTION).attempts.len(), 1);
}

#[test]
fn an_answer_that_is_only_too_short_is_asked_about_and_the_coach_says_why() {
    for size in [FULL, SMALL] {
        let home = home();
        let mut terminal = Terminal::start(home.path(), size, &["practice", QUESTION]);
        terminal.wait("Situation · 0 words");
        terminal
            .send("It failed.\u{4}It fell to me.\u{4}I timed every step.\u{4}It is faster.\u{4}");
        terminal.wait("Before the coach speaks");
        terminal.send("s");
        let screen = asked(&terminal, "(1 of 2)");
        assert!(screen.contains("too little to judge"), "{screen}");
        let screen = terminal.type_until(key::BACK, "What next?");
        assert!(screen.contains("Be asked two questions"), "{screen}");
        terminal.kill();
    }
}

/// Goes down in the list until `item` is marked, and chooses it.
fn choose(terminal: &mut Terminal, item: &str) {
    terminal.wait("What next?");
    let marked = format!("❯ {item}");
    while !terminal.contents().contains(&marked) {
        let before = terminal.contents();
        terminal.send(key::DOWN);
        terminal.until("the next item", |screen| screen.contents() != before);
    }
    terminal.send(key::ENTER);
}

#[test]
fn nothing_that_a_session_says_is_wider_than_a_small_terminal() {
    let home = home();
    // As narrow as a small one, and so high that all of it can be read at the end.
    let mut terminal = Terminal::start(home.path(), (SMALL.0, 600), &["practice", QUESTION]);
    write_all(&mut terminal);
    terminal.send("000000");
    asked(&terminal, "(1 of 2)");
    terminal.send("It also taught me to measure first.");
    terminal.type_until(key::DONE, "Your answer:");
    terminal.send(key::ENTER);
    asked(&terminal, "(2 of 2)");
    terminal.send(key::DONE);
    choose(&mut terminal, "See the review at length");
    terminal.wait("→");
    choose(&mut terminal, "See the example beside yours");
    terminal.wait("Not worth copying");
    for (down, left_out) in [(1, true), (1, false)] {
        choose(&mut terminal, "Say that a tip does not apply");
        let screen = terminal.wait("Which tip does not apply");
        assert_fits(&screen, SMALL.0);
        assert_eq!(screen.contains("systematic debugging (–)"), !left_out, "{screen}");
        (0..down).for_each(|_| terminal.send(key::DOWN));
        terminal.type_until(key::ENTER, "What next?");
    }
    choose(&mut terminal, "Export as Markdown");
    terminal.wait("Wrote");
    choose(&mut terminal, "Done");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    for said in ["You and the coach agree", "Kept as draft", "Situation (1 of 4"] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    // The path alone is left to the terminal to wrap, so that it can be copied whole.
    let path = home.path().join(format!("store/drafts/{QUESTION}.yaml")).display().to_string();
    let (paths, rows): (Vec<&str>, Vec<&str>) = screen.lines().partition(|row| *row == path);
    assert_eq!(paths.len(), 1, "{screen}");
    assert_fits(&rows.join("\n"), SMALL.0);
}

#[test]
fn one_can_go_back_a_section_and_forward_again() {
    for size in [FULL, SMALL] {
        let home = home();
        let mut terminal = Terminal::start(home.path(), size, &["practice", QUESTION]);
        terminal.wait("Situation · 0 words");
        terminal.send("First thing.");
        terminal.type_until(key::DONE, "Task · 0 words");
        terminal.send("Half a task");
        terminal.send(key::BACK);
        let screen = terminal.wait("Situation · 2 words");
        assert!(!screen.contains("Task ("), "the page gone back from left its head:\n{screen}");
        // There is none before the first; its head does not pile up.
        terminal.type_until("!", "Situation · 2 words");
        terminal.send(key::BACK);
        terminal.type_until("\u{7f}", "Situation · 2 words");
        let screen = terminal.until("no mark", |screen| !screen.contents().contains("thing.!"));
        assert_eq!(screen.matches("Situation (1 of 4").count(), 2, "{screen}");
        terminal.send(" Second thing.");
        terminal.send(key::DONE);
        terminal.wait("Task · 3 words");
        terminal.send(key::LEAVE);
        assert_eq!(terminal.end().0, 130);
        assert_eq!(
            section(home.path(), QUESTION, Section::Situation),
            "First thing. Second thing."
        );
        assert_eq!(section(home.path(), QUESTION, Section::Task), "Half a task");
    }
}

#[test]
fn what_is_left_is_offered_at_the_next_start_as_it_was() {
    for size in [FULL, SMALL] {
        let home = home();
        let mut terminal = Terminal::start(home.path(), size, &["practice", QUESTION]);
        terminal.wait("Situation · 0 words");
        terminal.type_until("All of it.\u{4}", "Task · 0 words");
        terminal.send("Half a");
        terminal.send(key::ENTER);
        terminal.send("task");
        terminal.wait("Task · 3 words");
        terminal.send(key::LEAVE);
        assert_eq!(terminal.end().0, 130);

        let mut terminal = Terminal::start(home.path(), size, &["practice"]);
        terminal.wait("Go on with Task");
        terminal.send(key::ENTER);
        terminal.wait("Task · 3 words");
        terminal.type_until(" and more\u{4}", "Action · 0 words");
        terminal.send(key::LEAVE);
        terminal.end();
        assert_eq!(section(home.path(), QUESTION, Section::Task), "Half a\ntask and more");
        // Nothing of Action was written, but the draft is not finished: it is offered again.
        let terminal = Terminal::start(home.path(), size, &["practice"]);
        terminal.wait("Go on with Action");
        terminal.kill();
    }
}

#[test]
fn hints_come_inside_the_page_each_another_and_none_is_the_example() {
    let home = home();
    let mut terminal = Terminal::start(home.path(), FULL, &["practice", QUESTION]);
    terminal.wait("Situation · 0 words");
    terminal.send("Some text");
    terminal.send(key::HINT);
    let first = terminal.wait("Coach:");
    terminal.send(key::ENTER);
    terminal.send("?");
    terminal.send(key::ENTER);
    let hint = |screen: &str| screen.split("Coach:").nth(1).map(|rest| rest[..30].to_owned());
    let second = terminal.until("another hint", |screen| hint(&screen.contents()) != hint(&first));
    assert_eq!(second.matches("Some text").count(), 1, "the page is not repeated:\n{second}");
    terminal.send(key::DONE);
    terminal.wait("Task · 0 words");
    assert_eq!(section(home.path(), QUESTION, Section::Situation), "Some text");
    terminal.kill();
}

#[test]
fn a_second_session_on_a_draft_is_told_and_nothing_is_overwritten() {
    let home = home();
    let mut first = Terminal::start(home.path(), FULL, &["practice", QUESTION]);
    first.wait("Situation · 0 words");
    first.type_until("Mine.\u{4}", "Task · 0 words");
    let second = Terminal::start(home.path(), FULL, &["practice", QUESTION, "--plain"]);
    second.wait("Open your draft");
    let mut second = second;
    second.send("1\r");
    let (code, screen) = second.end();
    assert_eq!(code, 2, "{screen}");
    assert!(screen.contains("open in another terminal"), "{screen}");
    first.type_until("Also mine.\u{4}", "Action · 0 words");
    first.send(key::LEAVE);
    first.end();
    assert_eq!(section(home.path(), QUESTION, Section::Task), "Also mine.");
}

#[test]
fn a_draft_edited_by_hand_meanwhile_is_kept_and_so_is_the_session() {
    let home = home();
    let mut terminal = Terminal::start(home.path(), (100, 40), &["practice", QUESTION]);
    terminal.wait("Situation · 0 words");
    terminal.type_until("Mine.\u{4}", "Task · 0 words");
    let path = crate::draft_path(home.path(), QUESTION);
    let edited = std::fs::read_to_string(&path).expect("reads").replace("Mine.", "By hand.");
    std::fs::write(&path, edited).expect("writes");
    terminal.type_until("My task.\u{4}", "is kept beside it");
    terminal.wait("Action · 0 words");
    terminal.send(key::LEAVE);
    terminal.end();
    assert_eq!(section(home.path(), QUESTION, Section::Situation), "By hand.");
    let beside = format!("{QUESTION}-conflict");
    assert_eq!(section(home.path(), &beside, Section::Situation), "Mine.");
    assert_eq!(section(home.path(), &beside, Section::Task), "My task.");
}

#[test]
fn the_menu_leads_to_a_practice_and_back_and_quits() {
    let home = home();
    let mut terminal = Terminal::start(home.path(), FULL, &[]);
    terminal.wait("❯ Practise a question");
    terminal.type_until(key::DOWN, "❯ Browse the questions");
    terminal.type_until(key::ENTER, "Which question?");
    terminal.type_until("complex technical\r", "Practise it");
    terminal.type_until(key::ENTER, "Situation · 0 words");
    terminal.send("\u{4}\u{4}\u{4}\u{4}");
    terminal.wait("Nothing was written");
    terminal.wait("❯ Practise a question");
    terminal.type_until(key::UP, "❯ Quit");
    terminal.send(key::ENTER);
    assert_eq!(terminal.end().0, 0);
}
