//! Which story to tell next.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::schedule::{Memory, Rating};
use crate::draft::{Draft, Level, Record, Rehearsed, Tip};

/// The tellings of a draft: one a day, the day's last rehearsal or else its last attempt, rated as the writer rated it.
///
/// A rehearsal without a mark is good: it was told to its end. Where the writer did not, `judged` rates the latest `days` of such days, since judging all of a long history would
/// be felt; an earlier one counts as good, as it was told to its end. What a clock dated after `today` was told today
/// at the latest.
pub fn tellings(
    record: &Record,
    zone: &TimeZone,
    today: Date,
    days: usize,
    judged: &dyn Fn(&Draft) -> Option<Rating>,
) -> Vec<(Date, Rating)> {
    let day_of = |at| zone.to_datetime(at).date().min(today);
    let mark = |own: &Rehearsed| own.rating.map_or(Rating::Good, Rating::of_mark);
    let mut tellings: BTreeMap<Date, Rating> =
        record.rehearsals.iter().map(|own| (day_of(own.at), mark(own))).collect();
    let mut unrated = 0;
    // Which attempt of a day is the last, their order says: the clock may have been set back.
    for attempt in record.attempts.iter().rev().filter(|attempt| !attempt.is_blank()) {
        let day = day_of(attempt.at);
        if tellings.contains_key(&day) {
            continue;
        }
        let own = Rating::of_own(&attempt.self_rating, &record.not_applicable);
        let rating = own.or_else(|| {
            unrated += 1;
            let draft = (unrated <= days).then(|| record.draft_as_of(Some(attempt)))?;
            judged(&draft)
        });
        tellings.insert(day, rating.unwrap_or(Rating::Good));
    }
    tellings.into_iter().collect()
}

/// The places of the stories that are due on `today`, the one most likely forgotten first; else the day on which
/// the first will be due, and its place. `None` without any telling.
pub fn due(memories: &[Option<Memory>], today: Date) -> Option<Due> {
    let known =
        || memories.iter().enumerate().filter_map(|(place, memory)| Some((place, (*memory)?)));
    let mut now: Vec<_> = known().filter(|(_, memory)| memory.due() <= today).collect();
    now.sort_by(|(_, a), (_, b)| a.chance(today).total_cmp(&b.chance(today)));
    if !now.is_empty() {
        return Some(Due::Now(now.into_iter().map(|(place, _)| place).collect()));
    }
    known()
        .map(|(place, memory)| (memory.due(), place))
        .min()
        .map(|(day, place)| Due::Later(day, place))
}

/// What [`due`] finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// Places of the stories to tell now.
    Now(Vec<usize>),
    /// The first day with something to tell, and its place.
    Later(Date, usize),
}

/// The place among `levels`, by story in order of preference, where `tip` is weakest; `None` when all show it.
/// A story that has no level for the tip, since it does not apply, is none to practise it with.
pub fn weakest(levels: &[Option<Level>]) -> Option<usize> {
    let below = levels.iter().enumerate().filter_map(|(place, level)| Some(((*level)?, place)));
    below.filter(|(level, _)| *level < Level::Shown).min().map(|(_, place)| place)
}

/// The level that `judged` gives `tip` in the latest attempt of `record`; none where the tip does not apply.
pub fn level(record: &Record, tip: Tip, judged: &dyn Fn(&Draft) -> Level) -> Option<Level> {
    let applies = !record.not_applicable.contains(&tip) && record.attempts.last().is_some();
    applies.then(|| judged(&record.draft()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use jiff::tz::TimeZone;

    use super::{Due, due, tellings, weakest};
    use crate::draft::Level::{Hinted, Missing, Shown};
    use crate::draft::{Attempt, Record, Rehearsed, Section, Sections, Tip};
    use crate::practice::schedule::{Memory, Rating};

    fn attempt(at: &str, rating: Option<crate::draft::Level>) -> Attempt {
        let mut sections = Sections::default();
        sections[Section::Action] = "I did it.".to_owned();
        let mut attempt = Attempt::new(at.parse().expect("a time"), &sections);
        attempt.rate([rating, None, None, None, None, None]);
        attempt
    }

    fn memory(last: Date, stability: f64) -> Memory {
        Memory { stability, difficulty: 5.0, last }
    }

    #[test]
    fn a_day_is_one_telling_by_its_last_attempt_and_own_ratings_come_first() {
        let record = Record {
            attempts: vec![
                attempt("2026-01-01T08:00:00Z", None),
                attempt("2026-01-02T08:00:00Z", Some(Missing)),
                attempt("2026-01-02T09:00:00Z", Some(Shown)),
                attempt("2026-01-03T08:00:00Z", None),
            ],
            ..Record::default()
        };
        let today = date(2026, 1, 3);
        let told = tellings(&record, &TimeZone::UTC, today, 1, &|_| Some(Rating::Hard));
        let expected = [
            (date(2026, 1, 1), Rating::Good),
            (date(2026, 1, 2), Rating::Easy),
            (date(2026, 1, 3), Rating::Hard),
        ];
        assert_eq!(told, expected);
        let skipped = Record { not_applicable: vec![Tip::Methodology], ..record };
        assert_eq!(tellings(&skipped, &TimeZone::UTC, today, 0, &|_| None)[1].1, Rating::Good);
    }

    #[test]
    fn a_story_told_aloud_counts_by_its_mark_more_than_the_text_of_that_day() {
        let at = |at: &str| at.parse().expect("a time");
        let aloud = |at, rating| Rehearsed { at, seconds: [30; 4], rating };
        let record = Record {
            attempts: vec![attempt("2026-01-02T08:00:00Z", Some(Missing))],
            rehearsals: vec![
                aloud(at("2026-01-02T07:00:00Z"), Some(5)),
                aloud(at("2026-01-05T07:00:00Z"), None),
            ],
            ..Record::default()
        };
        let told = tellings(&record, &TimeZone::UTC, date(2026, 1, 9), 9, &|_| None);
        assert_eq!(told, [(date(2026, 1, 2), Rating::Easy), (date(2026, 1, 5), Rating::Good)]);
    }

    #[test]
    fn with_a_clock_set_back_the_attempt_made_last_counts_and_none_is_told_in_the_future() {
        let record = Record {
            attempts: vec![
                attempt("2026-01-02T09:00:00Z", Some(Missing)),
                attempt("2026-01-02T08:00:00Z", Some(Shown)),
                attempt("2099-01-01T00:00:00Z", Some(Hinted)),
            ],
            ..Record::default()
        };
        let told = tellings(&record, &TimeZone::UTC, date(2026, 1, 3), 9, &|_| None);
        assert_eq!(told, [(date(2026, 1, 2), Rating::Easy), (date(2026, 1, 3), Rating::Hard)]);
    }

    #[test]
    fn the_story_most_likely_forgotten_comes_first() {
        let today = date(2026, 3, 1);
        let memories = [
            Some(memory(date(2026, 2, 1), 5.0)),
            None,
            Some(memory(date(2026, 2, 1), 2.0)),
            Some(memory(today, 9.0)),
        ];
        assert_eq!(due(&memories, today), Some(Due::Now(vec![2, 0])));
    }

    #[test]
    fn when_nothing_is_due_the_next_day_is_told() {
        let today = date(2026, 3, 1);
        assert_eq!(
            due(&[Some(memory(today, 9.0)), Some(memory(today, 4.0))], today),
            Some(Due::Later(date(2026, 3, 5), 1))
        );
        assert_eq!(due(&[None], today), None);
    }

    #[test]
    fn a_tip_is_practised_with_the_story_that_misses_it() {
        assert_eq!(
            weakest(&[Some(Shown), Some(Hinted), None, Some(Missing), Some(Missing)]),
            Some(3)
        );
        assert_eq!(weakest(&[Some(Shown), None]), None);
    }
}
