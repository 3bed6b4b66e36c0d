use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;
use console::{Key, Term};
use starcoach::practice::Boundaries;
use starcoach::render::Look;

use crate::cli::Output;
use crate::cli::editor::raw::Keys;
use crate::cli::practice::signals;

/// What the user said of the sections that were proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Keep,
    /// Go on to the next answer without this one.
    Skip,
    /// Import no more.
    Leave,
    /// Ctrl-C.
    Interrupt,
}

const KEYS: &str = "Tab next boundary · ↑ ↓ move it · Enter keep · s skip · q quit";

/// Shows how `title` was parted and lets the user move the boundaries until they are right.
pub(super) fn confirm(
    boundaries: &mut Boundaries,
    title: &str,
    output: &mut Output,
) -> Result<Answer> {
    output.flush()?;
    signals::watch()?;
    // Between two keys too, or a Ctrl-C there would end the program as a signal does.
    let _keys = Keys::begin()?;
    let term = Term::stdout();
    let mut drawn = 0;
    loop {
        let page = page(boundaries, title, output.look, term.size().0.into());
        term.clear_last_lines(drawn)?;
        term.write_str(&page)?;
        drawn = page.lines().count();
        match term.read_key_raw()? {
            Key::Tab => boundaries.choose_next(),
            Key::ArrowUp | Key::Char('k') => boundaries.move_up(),
            Key::ArrowDown | Key::Char('j') => boundaries.move_down(),
            Key::Enter => return Ok(Answer::Keep),
            Key::Char('s') => return Ok(Answer::Skip),
            Key::Char('q') | Key::Escape => return Ok(Answer::Leave),
            Key::CtrlC => return Ok(Answer::Interrupt),
            _ => {}
        }
    }
}

/// The sentences around the chosen boundary, as many as fit `rows`, each with the section it stands in.
fn page(boundaries: &Boundaries, title: &str, look: Look, rows: usize) -> String {
    let mut page = format!("{}\n", look.heading(&Look::one_line(title, look.width())));
    let room = rows.saturating_sub(5).max(4);
    let at = boundaries.chosen_sentence();
    let from = at.saturating_sub(room / 2);
    let sentences: Vec<_> = boundaries.sentences().collect();
    let mut last = from.checked_sub(1).map(|before| sentences[before].0);
    for (number, (section, sentence)) in sentences.iter().enumerate().skip(from).take(room) {
        let label = if last == Some(*section) { String::new() } else { section.to_string() };
        let mark = if number == at { "▸" } else { " " };
        let label = format!("{mark}{}", Look::padded(&label, 10));
        let label = if number == at { look.heading(&label) } else { label };
        let _ =
            writeln!(page, "{label} {}", Look::one_line(sentence, look.width().saturating_sub(13)));
        last = Some(*section);
    }
    let moving = format!("Moving where {} begins. {KEYS}", boundaries.chosen());
    page + &look.dim(&look.wrap(&moving, "", ""))
}
