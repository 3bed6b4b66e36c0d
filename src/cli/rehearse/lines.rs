//! A rehearsal line by line, for screen readers, dumb terminals and pipes.

use std::io::{self, BufRead, IsTerminal, Write};
use std::time::Instant;

use starcoach::practice::{Beat, Rehearsal, Stage};

use super::table;
use crate::cli::Output;
use crate::cli::practice::minutes;

/// Lets the answer be told, a line from the speaker after each section; the end of the input ends it.
pub(super) fn tell(
    headline: &str,
    rehearsal: &mut Rehearsal,
    output: &mut Output,
) -> io::Result<bool> {
    output.print(&output.look.wrap(headline, "", ""))?;
    for lap in rehearsal.laps(std::time::Duration::ZERO) {
        output.line(&format!("  {:<10}{}", lap.section, minutes(lap.planned)))?;
    }
    output.print(&output.look.wrap(
        "Enter starts, and ends each section; p pauses, b goes back, q ends.",
        "",
        "",
    ))?;
    let begun = Instant::now();
    while !matches!(rehearsal.stage(), Stage::Rating | Stage::Over) {
        output.print(&match rehearsal.stage() {
            Stage::Telling(section) => format!("{section}: "),
            Stage::Paused(section) => format!("{section}, paused; Enter goes on: "),
            _ => "Ready? ".to_owned(),
        })?;
        let line = next_line(output)?;
        let is_paused = matches!(rehearsal.stage(), Stage::Paused(_));
        let beat = match line.as_deref() {
            Some("") if is_paused => Beat::Pause,
            Some("" | "n") => Beat::Next,
            Some("p") => Beat::Pause,
            Some("b") => Beat::Back,
            Some("q") | None => Beat::Leave,
            Some(_) => {
                output.line("Enter, p, b or q.")?;
                continue;
            }
        };
        rehearsal.handle(beat, begun.elapsed());
    }
    Ok(true)
}

/// Asks how it went.
pub(super) fn rate(rehearsal: &mut Rehearsal, output: &mut Output) -> io::Result<bool> {
    while rehearsal.stage() == Stage::Rating {
        output.print(&format!("{} ", table::RATE))?;
        let line = next_line(output)?;
        let rating = match line.as_deref() {
            None | Some("") => None,
            Some(line) => match line.parse::<u8>().ok().filter(|rating| (1..=5).contains(rating)) {
                Some(rating) => Some(rating),
                None => continue,
            },
        };
        rehearsal.handle(Beat::Rate(rating), std::time::Duration::ZERO);
    }
    output.print(&table::rated(rehearsal))?;
    Ok(true)
}

/// The next line without what surrounds it; `None` at the end of the input.
fn next_line(output: &mut Output) -> io::Result<Option<String>> {
    output.flush()?;
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_until(b'\n', &mut bytes)?;
    // What a person types ends its line on the screen by itself.
    if read == 0 || !io::stdin().is_terminal() {
        output.line("")?;
    }
    if read == 0 {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&bytes).trim().to_lowercase()))
}
