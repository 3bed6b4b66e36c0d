//! What came of a rehearsal, against its plan.

use std::fmt::Write;
use std::time::Duration;

use starcoach::draft::Rehearsed;
use starcoach::judge::Level;
use starcoach::practice::{Lap, Rehearsal};
use starcoach::render::Look;

use crate::cli::practice::minutes;

/// Said before the speaker rates the telling.
pub(super) const RATE: &str = "How did it go? 1 stuck to 5 flowing, Enter passes:";

/// More than this much over its plan is worth a remark, in percent.
const MUCH: u32 = 20;

/// Planned and actual time of each section.
pub(super) fn table(rehearsal: &Rehearsal, last: Option<&Rehearsed>, look: Look) -> String {
    let laps = rehearsal.laps(Duration::ZERO);
    let mut table = look.heading(&format!("{:<10}{:>8}{:>8}", "", "planned", "told")) + "\n";
    for lap in &laps {
        let row = match lap.spent {
            Some(spent) => row(lap.section.title(), lap.planned, spent, look),
            None => look.dim(&format!("{:<10}{:>8}  not told", lap.section, minutes(lap.planned))),
        };
        let _ = writeln!(table, "{row}");
    }
    let whole: u32 = laps.iter().filter_map(|lap| lap.spent).sum();
    let _ = writeln!(table, "{}", row("In all", rehearsal.plan().whole(), whole, look));
    table.push('\n');
    if let Some(longest) = longest(&laps) {
        table.push_str(&look.wrap(&longest, "", ""));
    }
    if let Some(last) = last {
        let rated = last.rating.map(|rating| format!(", rated {rating}")).unwrap_or_default();
        let whole = minutes(last.seconds.iter().sum());
        let _ = writeln!(table, "The time before: {whole}{rated}.");
    }
    table
}

fn row(name: &str, planned: u32, spent: u32, look: Look) -> String {
    let (sign, difference) =
        if spent > planned { ('+', spent - planned) } else { ('-', planned - spent) };
    let times = format!("{name:<10}{:>8}{:>8}", minutes(planned), minutes(spent));
    let difference = match difference {
        0 => String::new(),
        difference => format!("  {:>6}", format!("{sign}{}", minutes(difference))),
    };
    if is_much(planned, spent) {
        format!("{times}{}", look.level(Level::Hinted, &difference))
    } else {
        format!("{times}{difference}")
    }
}

fn is_much(planned: u32, spent: u32) -> bool {
    u64::from(spent) * 100 > u64::from(planned) * u64::from(100 + MUCH)
}

/// What to cut, where the whole took too long.
fn longest(laps: &[Lap; 4]) -> Option<String> {
    let (planned, spent): (u32, u32) =
        (laps.iter().map(|lap| lap.planned).sum(), laps.iter().filter_map(|lap| lap.spent).sum());
    let over = |lap: &Lap| lap.spent.unwrap_or(0).saturating_sub(lap.planned);
    let most = laps.iter().max_by_key(|lap| over(lap)).filter(|_| is_much(planned, spent))?;
    Some(format!(
        "Too long; {} is where most can go: {} over its plan.",
        most.section,
        minutes(over(most))
    ))
}

/// The speaker's own rating.
pub(super) fn rated(rehearsal: &Rehearsal) -> String {
    rehearsal.rating().map(|rating| format!("You rated it {rating} of 5.\n")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use starcoach::draft::Rehearsed;
    use starcoach::practice::{Beat, Plan, Rehearsal};
    use starcoach::render::Look;

    use super::table;

    fn after(beats: &[(Beat, u64)]) -> Rehearsal {
        let mut rehearsal = Rehearsal::new(Plan::new(120, [0; 4], [20, 10, 50, 20]));
        for (beat, now) in beats {
            rehearsal.handle(*beat, Duration::from_secs(*now));
        }
        rehearsal
    }

    #[test]
    fn each_section_has_its_times_and_what_is_over_is_named() {
        let told = after(&[0, 24, 32, 140, 150].map(|now| (Beat::Next, now)));
        let last = Rehearsed {
            at: jiff::Timestamp::UNIX_EPOCH,
            seconds: [30, 20, 100, 12],
            rating: Some(3),
        };
        let expected = "           planned    told
Situation     0:24    0:24
Task          0:12    0:08   -0:04
Action        1:00    1:48   +0:48
Result        0:24    0:10   -0:14
In all        2:00    2:30   +0:30

Too long; Action is where most can go: 0:48 over its plan.
The time before: 2:42, rated 3.
";
        let table = table(&told, Some(&last), Look::new(80, false));
        assert_eq!(table, expected);
    }

    #[test]
    fn what_was_not_reached_is_said_and_a_short_telling_is_no_fault() {
        let left = after(&[(Beat::Next, 0), (Beat::Next, 30), (Beat::Leave, 35)]);
        let table = table(&left, None, Look::new(40, false));
        assert!(table.contains("Action        1:00  not told\n"), "{table}");
        assert!(!table.contains("Too long") && table.lines().all(|line| line.len() <= 40));
    }
}
