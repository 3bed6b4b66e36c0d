//! How practice has gone over time.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::draft::{Attempt, Draft, Level, Record, Tip, Tips};
use crate::judge::Review;

/// How many attempts of a period are judged, at most.
const JUDGED_A_PERIOD: usize = 2;
/// For how many stories, those told last, the latest attempt is judged.
const JUDGED_STORIES: usize = 50;

/// What all attempts together say.
///
/// Dates and counts come from every attempt. Levels and spoken time do not: judging takes about half a
/// millisecond, and ten thousand attempts would take seconds. So two attempts of each period are judged, spread evenly,
/// and the latest attempt of the fifty stories told last: about a hundred in all, however many there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// How many attempts there are; blank ones are none.
    pub attempts: usize,
    /// How often a story was told aloud.
    pub rehearsals: usize,
    /// How long the last time took, in seconds.
    pub last_aloud: Option<u32>,
    /// How many attempts were judged for this.
    pub judged: usize,
    /// The days with an attempt or a rehearsal.
    pub days: BTreeSet<Date>,
    /// All attempts in their order, parted into runs of the same length.
    pub periods: Vec<Period>,
    /// The stories, the one told last first.
    pub stories: Vec<Story>,
}

/// Some attempts that were made one after another.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// The first day of any.
    pub from: Date,
    /// The last day of any.
    pub to: Date,
    /// How many.
    pub attempts: usize,
    /// For each tip the mean level, 0 to 2, where it applies to a judged one.
    pub levels: Tips<Option<f64>>,
    /// The mean time to say a judged one aloud.
    pub spoken_seconds: u32,
}

/// Where one story stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// Id of its draft.
    pub id: String,
    /// The question, in words.
    pub question: String,
    /// How many attempts.
    pub attempts: usize,
    /// Day on which it was written or told aloud last.
    pub last: Date,
    /// The last attempt judged; `None` for a tip that does not apply. Not there for stories beyond those judged.
    pub latest: Option<Latest>,
}

/// What the judge says of the latest attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct Latest {
    /// For each tip the level, where it applies.
    pub levels: Tips<Option<Level>>,
    /// Time to say it aloud.
    pub spoken_seconds: u32,
    /// The verdict's name.
    pub verdict: &'static str,
}

/// One attempt with its story.
#[derive(Clone, Copy)]
struct Telling<'r> {
    record: &'r Record,
    attempt: &'r Attempt,
    /// When it was made, but never before the draft's attempt before it: a clock may have been set back.
    order: Timestamp,
}

impl Progress {
    /// The progress of these drafts, in at most `periods` periods, days as in `zone`.
    pub fn of<'r>(
        drafts: impl Iterator<Item = (&'r str, &'r Record)>,
        zone: &TimeZone,
        periods: usize,
        judge: &dyn Fn(&Draft) -> Review,
    ) -> Self {
        let mut tellings = Vec::new();
        let mut stories = Vec::new();
        for (id, record) in drafts {
            let before = tellings.len();
            let told = record.attempts.iter().filter(|attempt| !attempt.is_blank());
            let mut order = Timestamp::MIN;
            tellings.extend(told.map(|attempt| {
                order = order.max(attempt.at);
                Telling { record, attempt, order }
            }));
            if let Some(last) = tellings[before..].last() {
                stories.push((id, *last, tellings.len() - before));
            }
        }
        tellings.sort_by_key(|telling| telling.order);
        stories.sort_by_key(|(id, last, _)| (std::cmp::Reverse(last.told_last()), *id));
        let mut aloud: Vec<_> =
            stories.iter().flat_map(|(_, own, _)| &own.record.rehearsals).collect();
        aloud.sort_by_key(|rehearsed| rehearsed.at);
        let told = tellings.iter().map(|telling| telling.attempt.at);
        let told = told.chain(aloud.iter().map(|rehearsed| rehearsed.at));
        let length = tellings.len().div_ceil(periods.max(1)).max(1);
        let mut progress = Self {
            attempts: tellings.len(),
            rehearsals: aloud.len(),
            last_aloud: aloud.last().map(|rehearsed| rehearsed.seconds.iter().sum()),
            judged: stories.len().min(JUDGED_STORIES),
            days: told.map(|at| zone.to_datetime(at).date()).collect(),
            periods: Vec::new(),
            stories: Vec::new(),
        };
        for run in tellings.chunks(length) {
            progress.judged += run.len().min(JUDGED_A_PERIOD);
            progress.periods.push(Period::of(run, zone, judge));
        }
        for (place, (id, last, attempts)) in stories.into_iter().enumerate() {
            progress.stories.push(Story {
                id: id.to_owned(),
                question: last.record.question.clone(),
                attempts,
                last: zone.to_datetime(last.told_last()).date(),
                latest: (place < JUDGED_STORIES).then(|| Latest::of(last, judge)),
            });
        }
        progress
    }

    /// The stories last told `days` days before `today` or earlier, the one longest untold first.
    pub fn untold(&self, today: Date, days: i32) -> impl Iterator<Item = (&Story, i32)> {
        let since = move |story: &Story| (today - story.last).get_days();
        let waiting = self.stories.iter().rev().map(move |story| (story, since(story)));
        waiting.filter(move |(_, since)| *since >= days)
    }

    /// For each tip, how many of the judged stories miss, hint at and show it.
    pub fn standing(&self) -> Tips<[usize; 3]> {
        let mut counts = [[0; 3]; 6];
        for latest in self.stories.iter().filter_map(|story| story.latest.as_ref()) {
            for (tip, level) in Tip::ALL.iter().zip(latest.levels) {
                if let Some(level) = level {
                    counts[tip.index()][usize::from(level.score())] += 1;
                }
            }
        }
        counts
    }
}

impl Telling<'_> {
    fn day(self, zone: &TimeZone) -> Date {
        zone.to_datetime(self.attempt.at).date()
    }

    /// When this attempt was made, or its story told aloud after it.
    fn told_last(self) -> Timestamp {
        let aloud = self.record.rehearsals.iter().map(|rehearsed| rehearsed.at);
        aloud.chain([self.attempt.at]).max().unwrap_or(self.attempt.at)
    }

    fn judged(self, judge: &dyn Fn(&Draft) -> Review) -> (Review, Tips<Option<Level>>) {
        let draft = self.record.draft_as_of(Some(self.attempt));
        let review = judge(&draft);
        let applies = |tip| !draft.not_applicable.contains(&tip);
        let levels = Tip::ALL.map(|tip| applies(tip).then(|| review.findings[tip.index()].level));
        (review, levels)
    }
}

impl Period {
    /// `run` must hold an attempt.
    fn of(run: &[Telling<'_>], zone: &TimeZone, judge: &dyn Fn(&Draft) -> Review) -> Self {
        let count = run.len().min(JUDGED_A_PERIOD);
        // The last of each part of the run, so that a period of one attempt or more ends with its newest.
        let sample = (1..=count).map(|part| run[part * run.len() / count - 1]);
        let judged: Vec<_> = sample.map(|telling| telling.judged(judge)).collect();
        let seconds: u32 = judged.iter().map(|(review, _)| review.spoken_seconds).sum();
        let levels = Tip::ALL.map(|tip| {
            let levels = judged.iter().filter_map(|(_, levels)| levels[tip.index()]);
            let scores: Vec<f64> = levels.map(|level| f64::from(level.score())).collect();
            (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
        });
        let days = || run.iter().map(|telling| telling.day(zone));
        Self {
            from: days().min().unwrap_or_default(),
            to: days().max().unwrap_or_default(),
            attempts: run.len(),
            levels,
            spoken_seconds: seconds / count as u32,
        }
    }
}

impl Latest {
    fn of(telling: Telling<'_>, judge: &dyn Fn(&Draft) -> Review) -> Self {
        let (review, levels) = telling.judged(judge);
        Self { levels, spoken_seconds: review.spoken_seconds, verdict: review.verdict.id() }
    }
}

/// The days of the `weeks` weeks that end with the one of `today`, Mondays first: whether each had an attempt,
/// `None` for those still to come.
pub fn calendar(days: &BTreeSet<Date>, today: Date, weeks: i32) -> Vec<[Option<bool>; 7]> {
    let ago = i32::from(today.weekday().to_monday_zero_offset()) + 7 * (weeks - 1);
    let first = today.saturating_sub(jiff::Span::new().days(ago));
    let day = |number: i32| first.saturating_add(jiff::Span::new().days(number));
    let told = |day: Date| (day <= today).then(|| days.contains(&day));
    let week = |week: i32| [0, 1, 2, 3, 4, 5, 6].map(|place| told(day(week * 7 + place)));
    (0..weeks).map(week).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use jiff::tz::TimeZone;
    use jiff::{Timestamp, ToSpan};

    use super::{Progress, calendar};
    use crate::draft::{Attempt, Record, Section, Sections, Tip};
    use crate::judge;

    fn record(attempts: i64, after: i64) -> Record {
        let mut sections = Sections::default();
        sections[Section::Action] =
            "I measured it and cut the time from 9 to 2 minutes.".to_owned();
        let at = |day: i64| Timestamp::UNIX_EPOCH + ((after + day) * 24).hours();
        let attempts = (0..attempts).map(|day| Attempt::new(at(day), &sections)).collect();
        Record {
            question: "Why?".to_owned(),
            not_applicable: vec![Tip::Learning],
            attempts,
            ..Record::default()
        }
    }

    fn progress(records: &[(&str, Record)]) -> (Progress, usize) {
        let judged = Cell::new(0);
        let judge = |draft: &_| {
            judged.set(judged.get() + 1);
            judge::review(draft)
        };
        let drafts = records.iter().map(|(id, record)| (*id, record));
        (Progress::of(drafts, &TimeZone::UTC, 10, &judge), judged.get())
    }

    #[test]
    fn every_attempt_counts_and_only_a_sample_is_judged() {
        let (progress, judged) = progress(&[("a", record(300, 0)), ("b", record(5, 100))]);
        assert_eq!((progress.attempts, progress.days.len()), (305, 300));
        assert_eq!(progress.periods.len(), 10);
        assert_eq!(progress.periods.iter().map(|period| period.attempts).sum::<usize>(), 305);
        assert_eq!((judged, progress.judged), (22, 22));
    }

    #[test]
    fn stories_stand_in_order_of_their_last_telling_and_the_oldest_waits_longest() {
        let (progress, _) =
            progress(&[("old", record(2, 0)), ("new", record(1, 40)), ("blank", record(0, 0))]);
        let ids: Vec<_> = progress.stories.iter().map(|story| story.id.as_str()).collect();
        assert_eq!(ids, ["new", "old"]);
        let today = date(1970, 2, 11);
        let untold: Vec<_> =
            progress.untold(today, 30).map(|(story, days)| (story.id.as_str(), days)).collect();
        assert_eq!(untold, [("old", 40)]);
    }

    #[test]
    fn a_tip_that_does_not_apply_has_no_level() {
        let (progress, _) = progress(&[("a", record(1, 0))]);
        assert_eq!(progress.periods[0].levels[Tip::Learning.index()], None);
        assert_eq!(progress.standing()[Tip::Learning.index()], [0, 0, 0]);
        assert_eq!(progress.standing()[Tip::Impact.index()].iter().sum::<usize>(), 1);
    }

    #[test]
    fn the_calendar_begins_on_a_monday_and_leaves_the_future_open() {
        // 2026-11-18 is a Wednesday.
        let weeks = calendar(
            &BTreeSet::from([date(2026, 11, 9), date(2026, 11, 18)]),
            date(2026, 11, 18),
            2,
        );
        assert_eq!(
            weeks[0],
            [
                Some(true),
                Some(false),
                Some(false),
                Some(false),
                Some(false),
                Some(false),
                Some(false)
            ]
        );
        assert_eq!(weeks[1], [Some(false), Some(false), Some(true), None, None, None, None]);
    }

    #[test]
    fn without_attempts_there_is_nothing_to_show() {
        let (progress, judged) = progress(&[]);
        assert_eq!((progress.periods.len(), progress.stories.len(), judged), (0, 0, 0));
    }
}
