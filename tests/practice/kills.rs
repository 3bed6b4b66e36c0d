use starcoach::draft::Section;
use starcoach::store::Store;

use crate::pty::{FULL, SMALL, Terminal, close_after};
use crate::{QUESTION, home, key, section};

/// What the store holds of a session: the draft and the page in progress.
fn kept(home: &std::path::Path) -> String {
    let store = Store::open(home.join("store")).expect("opens");
    let mut all = String::new();
    let listing = store.list().expect("lists");
    assert!(listing.damaged.is_empty(), "{:?}", listing.damaged);
    for entry in listing.drafts {
        for (_, text) in entry.record.draft().sections.iter() {
            all.push_str(text);
            all.push('\n');
        }
    }
    for (_, page) in store.unfinished() {
        all.push_str(&page.text);
        all.push('\n');
    }
    all
}

#[test]
fn a_killed_session_is_taken_up_in_the_middle_of_its_section() {
    for size in [FULL, SMALL] {
        let home = home();
        let mut terminal = Terminal::start(home.path(), size, &["practice", QUESTION]);
        terminal.wait("Situation · 0 words");
        terminal.type_until("All of it.\u{4}", "Task · 0 words");
        terminal.send("A finished line");
        terminal.send(key::ENTER);
        terminal.type_until("and half of", "Task · 6 words");
        terminal.kill();

        let mut terminal = Terminal::start(home.path(), size, &["practice"]);
        terminal.wait("Go on with Task (6 words)");
        terminal.type_until(key::ENTER, "Task · 6 words");
        terminal.type_until(" another.\u{4}", "Action · 0 words");
        terminal.kill();
        assert_eq!(
            section(home.path(), QUESTION, Section::Task),
            "A finished line\nand half of another."
        );
    }
}

#[test]
fn an_answer_to_the_interviewer_survives_a_kill_and_leaving() {
    for how in ["KILL", key::LEAVE] {
        let home = home();
        let mut terminal = Terminal::start(home.path(), SMALL, &["practice", QUESTION]);
        terminal.wait("Situation · 0 words");
        terminal
            .send("The export failed.\u{4}It fell to me.\u{4}I timed it.\u{4}It is faster.\u{4}s");
        terminal.wait("empty to pass");
        terminal.type_until("Then I split the slow", "split the slow");
        if how == key::LEAVE {
            terminal.send(how);
            assert_eq!(terminal.end().0, 130);
        } else {
            terminal.kill();
        }
        assert!(kept(home.path()).contains("Then I split the slow"), "{how}");
        let mut terminal = Terminal::start(home.path(), SMALL, &["practice"]);
        terminal.wait("Go on with");
        let screen = terminal.type_until(key::ENTER, "Then I split the slow");
        assert!(screen.contains("I timed it.") || screen.contains("It is faster."), "{screen}");
        terminal.kill();
    }
}

#[test]
fn a_signal_leaves_the_terminal_in_order_and_the_text_kept() {
    for (signal, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let home = home();
        let mut terminal = Terminal::start(home.path(), FULL, &["practice", QUESTION]);
        terminal.wait("Situation · 0 words");
        terminal.type_until("Typed until then", "· 3 words");
        terminal.signal(signal);
        assert_eq!(terminal.end().0, code, "{signal}");
        assert!(kept(home.path()).contains("Typed until then"), "{signal}");
    }
}

#[test]
fn a_signal_in_a_list_or_a_rating_leaves_the_cursor_shown() {
    let home = home();
    let mut terminal = Terminal::start(home.path(), FULL, &["practice"]);
    terminal.wait("Which question?");
    terminal.send(key::LEAVE);
    assert_eq!(terminal.end().0, 130);
    let terminal = Terminal::start(home.path(), FULL, &[]);
    terminal.wait("Quit");
    terminal.signal("TERM");
    assert_eq!(terminal.end().0, 143);
    let mut terminal = Terminal::start(home.path(), FULL, &["practice", QUESTION]);
    terminal.wait("Situation · 0 words");
    terminal.send("Text.\u{4}\u{4}\u{4}\u{4}");
    terminal.wait("Before the coach speaks");
    terminal.send(key::LEAVE);
    assert_eq!(terminal.end().0, 130);
    assert!(kept(home.path()).contains("Text."));
}

#[test]
fn a_closed_terminal_ends_the_session_and_keeps_the_text() {
    let home = home();
    close_after(
        home.path(),
        &["practice", QUESTION],
        "Situation · 0 words",
        "Typed until then",
        "· 3 words",
    );
    assert!(kept(home.path()).contains("Typed until then"));
}

/// Numbers that are the same in each run: xorshift, by Marsaglia.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("fits")
    }
}

/// How often a session is killed.
const KILLS: usize = 200;

/// The keys of a session in which each line is told apart from all others, and its lines.
fn script() -> (Vec<String>, Vec<String>) {
    let (mut keys, mut lines) = (Vec::new(), Vec::new());
    for section in Section::ALL {
        for number in 0..4 {
            let line = format!("{} line {number} ends here.", section.id());
            keys.extend(line.split_inclusive(' ').map(str::to_owned));
            keys.push(key::ENTER.to_owned());
            lines.push(line);
        }
        keys.push(key::DONE.to_owned());
    }
    (keys, lines)
}

#[test]
fn killing_at_200_random_moments_loses_no_line_that_was_finished() {
    // Two at a time, since each waits for a process most of its life.
    let half = |seed| {
        move || {
            (0..KILLS / 2).scan(Chance(seed), |chance, _| Some(kill_once(chance))).sum::<usize>()
        }
    };
    let seen = std::thread::scope(|scope| {
        let halves = [0x5eed, 0xfeed].map(|seed| scope.spawn(half(seed)));
        halves.map(|half| half.join().expect("a half"))
    });
    // The kills must have come late enough for the test to mean something.
    assert!(seen[0] + seen[1] > KILLS * 4, "only {seen:?} lines were seen");
}

/// Kills a session at some moment; how many finished lines were on the screen, all of which must be kept.
fn kill_once(chance: &mut Chance) -> usize {
    let home = home();
    // Tall enough for all that is written, so that whatever was shown can be read off the screen.
    let mut terminal = Terminal::start(home.path(), (80, 60), &["practice", QUESTION]);
    let (keys, lines) = script();
    if chance.below(20) > 0 {
        terminal.wait("Situation · 0 words");
    }
    let moment = chance.below(keys.len() + 1);
    for key in &keys[..moment] {
        terminal.send(key);
        if chance.below(3) == 0 {
            terminal.let_pass(1);
        }
    }
    terminal.let_pass(chance.below(4));
    let screen = terminal.kill();
    let kept = kept(home.path());
    // What the program has shown, it has taken in, the last line too. Rows without its mark are the terminal's own
    // echo of keys that came before the program could read them.
    let pages: Vec<&str> = screen.lines().filter(|row| row.starts_with('│')).collect();
    let shown = lines.iter().filter(|line| pages.iter().any(|row| row.contains(line.as_str())));
    shown
        .inspect(|line| {
            assert!(
                kept.contains(line.as_str()),
                "lost \"{line}\"\nkept:\n{kept}\nscreen:\n{screen}"
            );
        })
        .count()
}
