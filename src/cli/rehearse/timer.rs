//! The timer in a terminal: keys in, rows out, nothing that stays on the screen.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use console::measure_text_width;
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use starcoach::practice::{Beat, Rehearsal, Stage};

use super::rows::rows;
use super::table;
use crate::cli::Output;
use crate::cli::editor::{Raw, Viewport, size};

/// How often the time is looked at.
const TICK: Duration = Duration::from_millis(250);

/// Lets the answer be told until its end. Whether it came to that; not when Ctrl-C ended it.
pub(super) fn tell(
    headline: &str,
    rehearsal: &mut Rehearsal,
    output: &mut Output,
) -> io::Result<bool> {
    let is_done = |rehearsal: &Rehearsal| matches!(rehearsal.stage(), Stage::Rating | Stage::Over);
    let look = output.look;
    let rows = |rehearsal: &Rehearsal, now| rows(headline, rehearsal, now, look, size());
    run(rehearsal, output, &rows, &is_done)
}

/// Asks how it went.
pub(super) fn rate(rehearsal: &mut Rehearsal, output: &mut Output) -> io::Result<bool> {
    let look = output.look;
    let prompt = |_: &Rehearsal, _| {
        let (columns, _) = size();
        look.with_width(columns).wrap(table::RATE, "", "").lines().map(str::to_owned).collect()
    };
    let goes_on = run(rehearsal, output, &prompt, &|rehearsal| rehearsal.stage() == Stage::Over)?;
    output.print(&table::rated(rehearsal))?;
    Ok(goes_on)
}

/// Shows the rows that `rows` makes, and hands the keys on, until `is_done`. Whether that came before Ctrl-C.
fn run(
    rehearsal: &mut Rehearsal,
    output: &mut Output,
    rows: &dyn Fn(&Rehearsal, Duration) -> Vec<String>,
    is_done: &dyn Fn(&Rehearsal) -> bool,
) -> io::Result<bool> {
    output.flush()?;
    let _raw = Raw::begin()?;
    let begun = Instant::now();
    let mut viewport = Viewport::default();
    let mut shown = Vec::new();
    let mut goes_on = true;
    while goes_on && !is_done(rehearsal) {
        let next = rows(rehearsal, begun.elapsed());
        // Between two seconds nothing is sent at all, so that nothing flickers.
        if next != shown {
            let end = next.last().map_or(0, |row| measure_text_width(row));
            let cursor = (next.len().saturating_sub(1), end);
            output.draw(&viewport.paint(next.clone(), cursor))?;
            output.flush()?;
            shown = next;
        }
        if !event::poll(TICK)? {
            continue;
        }
        match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                match beat(key, rehearsal.stage()) {
                    Some(beat) => rehearsal.handle(beat, begun.elapsed()),
                    None => goes_on = !is_interrupt(key),
                }
            }
            Event::Resize(columns, _) => {
                output.draw(&viewport.clear(columns.into()))?;
                shown.clear();
            }
            _ => {}
        }
    }
    output.draw(&viewport.clear(size().0 + 1))?;
    output.flush()?;
    Ok(goes_on)
}

/// What a key means at `stage`. What does not fit there is passed over by the rehearsal.
fn beat(key: KeyEvent, stage: Stage) -> Option<Beat> {
    if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        return None;
    }
    match key.code {
        KeyCode::Char(' ' | 'p') => Some(Beat::Pause),
        KeyCode::Char('n') | KeyCode::Right => Some(Beat::Next),
        KeyCode::Char('b') | KeyCode::Left => Some(Beat::Back),
        KeyCode::Char('q') => Some(Beat::Leave),
        KeyCode::Char(c @ '1'..='5') => Some(Beat::Rate(Some(c as u8 - b'0'))),
        KeyCode::Enter if stage != Stage::Rating => Some(Beat::Next),
        KeyCode::Enter | KeyCode::Esc => Some(Beat::Rate(None)),
        _ => None,
    }
}

fn is_interrupt(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL)
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use starcoach::practice::{Beat, Stage};

    use super::{beat, is_interrupt};

    #[test]
    fn the_keys_are_where_the_help_says() {
        let at = |stage, code| beat(KeyEvent::new(code, KeyModifiers::NONE), stage);
        let plain = |code| at(Stage::Ready, code);
        let keys = [' ', 'n', 'b', 'q', '5', '6'].map(|c| plain(KeyCode::Char(c)));
        let rate = Some(Beat::Rate(Some(5)));
        let beats =
            [Some(Beat::Pause), Some(Beat::Next), Some(Beat::Back), Some(Beat::Leave), rate, None];
        assert_eq!(keys, beats);
        assert_eq!(plain(KeyCode::Enter), Some(Beat::Next));
        assert_eq!(at(Stage::Rating, KeyCode::Enter), Some(Beat::Rate(None)));
    }

    #[test]
    fn ctrl_c_is_no_beat_and_other_control_keys_are_nothing() {
        let control = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
        assert!(beat(control('c'), Stage::Ready).is_none() && is_interrupt(control('c')));
        assert!(beat(control('n'), Stage::Ready).is_none() && !is_interrupt(control('n')));
    }
}
