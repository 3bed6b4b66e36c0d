//! The timer as rows of text.

use std::time::Duration;

use console::truncate_str;
use starcoach::draft::Section;
use starcoach::judge::Level;
use starcoach::practice::{Lap, Rehearsal, Stage};
use starcoach::render::Look;

use crate::cli::practice::minutes;

/// The most rows that the headline takes.
const HEAD: usize = 3;
/// Columns of a section's name, with the mark before it.
const NAME: usize = 12;
/// Columns of the longest time, as in `29:59 of 30:00 !`.
const TIME: usize = 16;

/// What the terminal shows at `now`, in less than `height` rows, none wider than `columns`.
pub(super) fn rows(
    headline: &str,
    rehearsal: &Rehearsal,
    now: Duration,
    look: Look,
    (columns, height): (usize, usize),
) -> Vec<String> {
    let look = look.with_width(columns);
    let laps = rehearsal.laps(now);
    let mut rows: Vec<String> = laps.iter().map(|lap| bar(lap, rehearsal.stage(), look)).collect();
    rows.push(whole(&laps, rehearsal));
    let keys = look.wrap(keys(rehearsal.stage()), "", "");
    let keys: Vec<String> = keys.lines().map(|line| look.dim(line)).collect();
    let head = head(headline, look);
    // In a low terminal the bars come first, then the keys. A row stays free, so that nothing scrolls away.
    let room = height.saturating_sub(1).max(1);
    if head.len() + rows.len() + keys.len() + 2 <= room {
        rows.splice(..0, head.into_iter().chain([String::new()]));
        rows.push(String::new());
    }
    rows.extend(keys);
    rows.truncate(room);
    // Rows in a terminal narrower than a bar.
    rows.iter().map(|row| truncate_str(row, columns, "…").into_owned()).collect()
}

fn head(headline: &str, look: Look) -> Vec<String> {
    let wrapped = look.wrap(headline, "", "");
    let mut lines: Vec<&str> = wrapped.lines().collect();
    let rest = lines.split_off(lines.len().min(HEAD));
    let mut head: Vec<String> = lines.into_iter().map(str::to_owned).collect();
    if let (Some(last), false) = (head.last_mut(), rest.is_empty()) {
        *last = Look::one_line(&format!("{last} {}", rest.join(" ")), look.width());
    }
    head.iter().map(|line| look.heading(line)).collect()
}

/// A section's name, its bar, and its time of the planned one.
fn bar(lap: &Lap, stage: Stage, look: Look) -> String {
    let is_now = matches!(stage, Stage::Telling(now) | Stage::Paused(now) if now == lap.section);
    let spent = lap.spent.unwrap_or(0);
    let is_over = spent > lap.planned;
    let columns = look.width().saturating_sub(NAME + TIME + 1).clamp(3, 40);
    let filled = spent.min(lap.planned) as usize * columns / lap.planned.max(1) as usize;
    let filled = if is_over { columns } else { filled };
    let bar = format!("{}{}", "█".repeat(filled), "░".repeat(columns - filled));
    let mark = if is_now { "▸ " } else { "  " };
    let name = Look::padded(&format!("{mark}{}", lap.section), NAME);
    let over = if is_over { " !" } else { "" };
    let time = format!("{} of {}{over}", minutes(spent), minutes(lap.planned));
    match (is_now, is_over, lap.spent) {
        (true, true, _) => look.level(Level::Hinted, &format!("{name}{bar} {time}")),
        (true, false, _) => look.heading(&format!("{name}{bar} {time}")),
        (false, true, _) => format!("{name}{bar} {}", look.level(Level::Hinted, &time)),
        (false, false, None) => look.dim(&format!("{name}{bar} {time}")),
        _ => format!("{name}{bar} {time}"),
    }
}

fn whole(laps: &[Lap; 4], rehearsal: &Rehearsal) -> String {
    let spent: u32 = laps.iter().filter_map(|lap| lap.spent).sum();
    let paused = if matches!(rehearsal.stage(), Stage::Paused(_)) { " · paused" } else { "" };
    let whole = minutes(rehearsal.plan().whole());
    format!("  In all: {} of {whole}{paused}", minutes(spent))
}

fn keys(stage: Stage) -> &'static str {
    match stage {
        Stage::Ready => "Space starts · q leaves",
        Stage::Telling(Section::Result) => "n done · b back · Space pauses · q ends",
        Stage::Paused(_) => "Space on · n next · b back · q ends",
        _ => "n next · b back · Space pauses · q ends",
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use console::{measure_text_width, strip_ansi_codes};
    use starcoach::practice::{Beat, Plan, Rehearsal};
    use starcoach::render::Look;

    use super::rows;

    const QUESTION: &str = "Tell me about a complex technical problem that you solved. How did you go about it, \
                            what did you consider, and what came of it for those who had asked you?";

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn rehearsal(beats: &[u64]) -> Rehearsal {
        let mut rehearsal = Rehearsal::new(Plan::new(120, [0; 4], [20, 10, 50, 20]));
        for now in beats {
            rehearsal.handle(Beat::Next, at(*now));
        }
        rehearsal
    }

    fn shown(rehearsal: &Rehearsal, now: u64, size: (usize, usize)) -> Vec<String> {
        let rows = rows(QUESTION, rehearsal, at(now), Look::new(80, true), size);
        rows.iter().map(|row| strip_ansi_codes(row).into_owned()).collect()
    }

    #[test]
    fn bars_say_where_one_is_and_what_is_over_without_colour() {
        let shown = shown(&rehearsal(&[0, 31]), 37, (39, 15)).join("\n");
        for row in [
            "  Situation ██████████ 0:31 of 0:24 !",
            "▸ Task      █████░░░░░ 0:06 of 0:12",
            "  Action    ░░░░░░░░░░ 0:00 of 1:00",
            "  In all: 0:37 of 2:00",
        ] {
            assert!(shown.contains(row), "{shown}");
        }
    }

    #[test]
    fn within_a_second_every_row_stays_so_that_nothing_flickers() {
        let rehearsal = rehearsal(&[0]);
        let rows = |millis| {
            rows(QUESTION, &rehearsal, Duration::from_millis(millis), Look::new(80, true), (79, 24))
        };
        assert_eq!(rows(2000), rows(2999));
        let changed = rows(2999).iter().zip(rows(3000)).filter(|(old, new)| **old != *new).count();
        assert_eq!(changed, 2);
    }

    #[test]
    fn no_row_is_too_wide_and_there_are_never_too_many() {
        for columns in [10, 21, 39, 79, 200] {
            for height in [0, 1, 4, 7, 9, 15, 24] {
                for beats in [&[][..], &[0], &[0, 9000], &[0, 1, 2, 3]] {
                    let shown = shown(&rehearsal(beats), 90_000, (columns, height));
                    assert!(shown.len() <= height.saturating_sub(1).max(1), "{shown:#?}");
                    assert!(
                        shown.iter().all(|row| measure_text_width(row) <= columns),
                        "{shown:#?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_small_terminal_has_headline_bars_and_keys_and_a_low_one_the_bars() {
        let small = shown(&rehearsal(&[0]), 0, (39, 15)).join("\n");
        assert!(small.starts_with("Tell me about") && small.contains('…'), "{small}");
        assert!(small.ends_with("n next · b back · Space pauses · q ends"), "{small}");
        let low = shown(&rehearsal(&[0]), 0, (39, 6)).join("\n");
        assert!(low.starts_with("▸ Situation") && low.contains("Result"), "{low}");
    }
}
