use std::fmt::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use starcoach::draft::{Draft, Tip, Tips, Words};
use starcoach::judge::{Level, review};
use starcoach::practice::progress::{Progress as Report, calendar};
use starcoach::render::Look;
use starcoach::store::Store;
use starcoach::text::visible_json;

use super::practice::minutes;
use super::settings::Settings;
use super::{Exit, Output, packs, stored};

/// Show how practice goes: levels and spoken time over time, days, stories not told for a while
///
/// Levels and spoken time come from a sample spread over all attempts and the latest attempt of each story (fifty
/// at most), judged anew; counts and days from every attempt.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  starcoach progress\n  starcoach progress --format json")]
pub(crate) struct Progress {
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// A story is named when it was not told for so many days.
const A_WHILE: i32 = 30;
/// How many such stories are named.
const NAMED: usize = 5;

impl Progress {
    pub(crate) fn run(self, settings: &Settings, output: &mut Output) -> Result<Exit> {
        let store = Store::open(Store::home()?)?;
        let drafts = stored::all_as_set(&store, settings, output)?;
        let drafts = drafts.iter().map(|entry| (entry.id.as_str(), &entry.record));
        let zone = TimeZone::system();
        let today = zone.to_datetime(Timestamp::now()).date();
        let pace = settings.pace();
        let judge = |draft: &Draft| review(draft).spoken_at(pace.words_a_minute);
        let is_text = self.format == Format::Text;
        let periods = if is_text && output.look.is_narrow() { 12 } else { 24 };
        let report = Report::of(drafts, &zone, periods, &judge);
        if is_text {
            let words = packs::words()?;
            output.print(&page(&report, today, &words, output.look))?;
        } else {
            let json = serde_json::to_string_pretty(&json(&report, today))?;
            output.line(&visible_json(&json))?;
        }
        Ok(Exit::Fine)
    }
}

fn page(report: &Report, today: Date, words: &Words, look: Look) -> String {
    let (Some(first), Some(last)) = (report.days.first(), report.days.last()) else {
        return look.wrap("No attempts yet. `starcoach practice` makes the first.", "", "");
    };
    // A date is not to be broken at its hyphens.
    let gap = if look.is_narrow() { '\n' } else { ' ' };
    let head = format!(
        "{} of {} on {},{gap}{first} to {last}.",
        counted(report.attempts, "attempt", "attempts"),
        counted(report.stories.len(), "story", "stories"),
        counted(report.days.len(), "day", "days"),
    );
    let mut page = format!("{}\n", look.wrap(&head, "", ""));
    page.push_str(&levels(report, words, look));
    page.push_str(&spoken(report, look));
    page.push_str(&sampled(report, look));
    page.push_str(&days(report, today, look));
    page.push_str(&untold(report, today, look));
    page
}

fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// A line a tip: bars over time, then how many stories show, hint at and miss it now.
fn levels(report: &Report, words: &Words, look: Look) -> String {
    let mut page = format!("{}\n", look.heading("Levels over time, and of stories now"));
    for (tip, counts) in Tip::ALL.into_iter().zip(report.standing()) {
        let bars = report
            .periods
            .iter()
            .map(|period| Look::bar(period.levels[tip.index()].map(|mean| mean / 2.0)));
        let standing: Vec<String> = Level::ALL
            .into_iter()
            .rev()
            .map(|level| {
                let count = counts[usize::from(level.score())];
                look.level(level, &format!("{}{count}", Look::mark(level)))
            })
            .collect();
        let bars: String = bars.collect();
        let _ = writeln!(page, "{}{bars}  {}", label(tip, words, look), standing.join(" "));
    }
    page
}

fn label(tip: Tip, words: &Words, look: Look) -> String {
    if look.is_narrow() {
        return Look::padded(&Look::one_line(tip.id(), 14), 15);
    }
    Look::padded(&Look::one_line(&words.tip(tip).title, 33), 34)
}

fn spoken(report: &Report, look: Look) -> String {
    let seconds = || report.periods.iter().map(|period| period.spoken_seconds);
    let longest = seconds().max().unwrap_or_default().max(1);
    let bars: String =
        seconds().map(|own| Look::bar(Some(f64::from(own) / f64::from(longest)))).collect();
    let latest = seconds().next_back().unwrap_or_default();
    let shortest = seconds().min().unwrap_or_default();
    let label = Look::padded("spoken time", if look.is_narrow() { 15 } else { 34 });
    let range =
        format!("  {} to {}, now {}.", minutes(shortest), minutes(longest), minutes(latest));
    if look.is_narrow() {
        return format!("{label}{bars}\n{:>15}{}\n", "", range.trim_start());
    }
    let label = label.replacen('s', "S", 1);
    format!("{label}{bars}{range}\n")
}

fn sampled(report: &Report, look: Look) -> String {
    let each = report.periods.first().map_or(0, |period| period.attempts);
    let bar = match each {
        1 => "an attempt".to_owned(),
        more => format!("{more} attempts"),
    };
    let judged = format!(
        "Each bar is {bar}, oldest first, the tallest all shown. Then how many stories show, hint at \
         and miss a tip now. Judged for this: {} of {} attempts.",
        report.judged.min(report.attempts),
        report.attempts,
    );
    let aloud = report.last_aloud.map(|seconds| {
        let times = counted(report.rehearsals, "time", "times");
        format!("\nTold aloud {times}, last in {}.", minutes(seconds))
    });
    let line = judged + &aloud.unwrap_or_default();
    look.wrap(&line, "", "").lines().fold(String::new(), |page, line| page + &look.dim(line) + "\n")
}

fn days(report: &Report, today: Date, look: Look) -> String {
    let weeks = if look.is_narrow() { 4 } else { 8 };
    let calendar = calendar(&report.days, today, weeks);
    let mark = |day: Option<bool>| match day {
        Some(true) => "■",
        Some(false) => "·",
        None => " ",
    };
    let shown: Vec<String> =
        calendar.iter().map(|week| week.iter().map(|day| mark(*day)).collect()).collect();
    let practised = calendar.iter().flatten().filter(|day| **day == Some(true)).count();
    let head = format!("Days practised in {weeks} weeks: {practised}");
    format!("\n{}\n  {}\n", look.heading(&head), shown.join(" ").trim_end())
}

fn untold(report: &Report, today: Date, look: Look) -> String {
    let waiting: Vec<_> = report.untold(today, A_WHILE).collect();
    if waiting.is_empty() {
        return String::new();
    }
    let head = format!("Not told for {A_WHILE} days or more: {}", waiting.len());
    let mut page = format!("\n{}\n", look.heading(&head));
    for (story, days) in waiting.iter().take(NAMED) {
        let days = format!("{days} days");
        let room = look.width() - days.len() - 4;
        let id = Look::padded(&Look::one_line(&story.id, room), room.min(40));
        let _ = writeln!(page, "  {id}  {days}");
    }
    page.push_str(&look.wrap("`starcoach practice --due` chooses what to tell again.", "", ""));
    page
}

fn json(report: &Report, today: Date) -> Value {
    let by_tip = |values: Tips<Value>| -> Value {
        Tip::ALL.iter().zip(values).map(|(tip, value)| (tip.id().to_owned(), value)).collect()
    };
    let periods = report.periods.iter().map(|period| {
        json!({
            "from": period.from.to_string(),
            "to": period.to.to_string(),
            "attempts": period.attempts,
            "levels": by_tip(period.levels.map(|mean| json!(mean))),
            "spoken_seconds": period.spoken_seconds,
        })
    });
    let stories = report.stories.iter().map(|story| {
        let latest = story.latest.as_ref();
        json!({
            "id": story.id,
            "question": story.question,
            "attempts": story.attempts,
            "last": story.last.to_string(),
            // A clock that was ahead told the story today at the latest.
            "days_since": (today - story.last).get_days().max(0),
            "levels": latest.map(|own| by_tip(own.levels.map(|level| json!(level.map(Level::id))))),
            "spoken_seconds": latest.map(|own| own.spoken_seconds),
            "verdict": latest.map(|own| own.verdict),
        })
    });
    json!({
        "attempts": report.attempts,
        "judged": report.judged,
        "rehearsals": report.rehearsals,
        "days": report.days.iter().map(Date::to_string).collect::<Vec<_>>(),
        "periods": periods.collect::<Vec<_>>(),
        "stories": stories.collect::<Vec<_>>(),
    })
}
