//! When a story is to be told again: the formulas of FSRS-6, with their default weights.
//!
//! Source: the `fsrs` crate 6.6.1 (<https://github.com/open-spaced-repetition/fsrs-rs>, BSD-3-Clause), `src/model.rs`
//! and `src/inference.rs`, whose published values the tests hold this to. The crate itself would bring
//! `priority-queue`, which is under the LGPL or MPL, and `rs-fsrs` is one generation behind; of either only these few
//! formulas are needed, since nobody tells enough stories to learn weights from.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::draft::{Level, Tip};

/// The weights that FSRS-6 learned from many people's reviews.
const W: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/// A story is due when the chance that it still comes to mind falls to this.
const WANTED: f64 = 0.9;

/// How well a story was told, in the words of FSRS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// Most of it was not there.
    Again = 1,
    /// Half of it was.
    Hard,
    /// Enough of it was.
    Good,
    /// All of it was.
    Easy,
}

impl Rating {
    /// What the levels of the tips that apply say of how the story was told; the same rule for the writer's levels
    /// and the judge's. `None` without any.
    ///
    /// Good is what the judge calls ready: two thirds shown and at most one missing.
    pub fn of(levels: &[Level]) -> Option<Self> {
        let count = |level| levels.iter().filter(|&&own| own == level).count();
        let (shown, missing) = (count(Level::Shown), count(Level::Missing));
        let score: usize = levels.iter().map(|level| usize::from(level.score())).sum();
        match levels.len() {
            0 => None,
            all if shown == all => Some(Self::Easy),
            all if shown * 3 >= all * 2 && missing <= 1 => Some(Self::Good),
            all if score >= all => Some(Self::Hard),
            _ => Some(Self::Again),
        }
    }

    /// What a speaker's mark from 1 to 5 says.
    pub fn of_mark(mark: u8) -> Self {
        match mark {
            0 | 1 => Self::Again,
            2 => Self::Hard,
            3 | 4 => Self::Good,
            _ => Self::Easy,
        }
    }

    /// What a writer's own levels say, tips that do not apply left out.
    pub fn of_own(levels: &BTreeMap<Tip, Level>, not_applicable: &[Tip]) -> Option<Self> {
        let applies = levels.iter().filter(|(tip, _)| !not_applicable.contains(tip));
        Self::of(&applies.map(|(_, &level)| level).collect::<Vec<_>>())
    }
}

/// How firmly a story is remembered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// Days until the chance to remember it has fallen to nine in ten.
    pub stability: f64,
    /// 1 (easy) to 10.
    pub difficulty: f64,
    /// When it was told last.
    pub last: Date,
}

impl Memory {
    /// What is left of tellings on these days, oldest first; `None` when there were none.
    pub fn of(tellings: &[(Date, Rating)]) -> Option<Self> {
        let (&(day, rating), later) = tellings.split_first()?;
        let first = Self {
            stability: first_stability(rating),
            difficulty: first_difficulty(rating),
            last: day,
        };
        Some(later.iter().fold(first, |memory, &(day, rating)| memory.after(day, rating)))
    }

    /// The chance, 0 to 1, that it comes to mind on `day`.
    pub fn chance(&self, day: Date) -> f64 {
        (days(self.last, day) / self.stability * curve() + 1.0).powf(-W[20])
    }

    /// The day on which it is to be told again.
    pub fn due(&self) -> Date {
        let wait = self.wait(WANTED).round().max(1.0);
        self.last.saturating_add(jiff::Span::new().days(wait as i64))
    }

    /// Days until the chance has fallen to `wanted`.
    fn wait(&self, wanted: f64) -> f64 {
        self.stability / curve() * (wanted.powf(-1.0 / W[20]) - 1.0)
    }

    fn after(&self, day: Date, rating: Rating) -> Self {
        let stability = match (days(self.last, day) == 0.0, rating) {
            (true, _) => self.stability_on_the_same_day(rating),
            (false, Rating::Again) => self.stability_after_failure(self.chance(day)),
            (false, _) => self.stability_after_success(self.chance(day), rating),
        };
        let change = -W[6] * (score(rating) - 3.0) * (10.0 - self.difficulty) / 9.0;
        let difficulty = self.difficulty + change;
        let difficulty = W[7] * (difficulty_unclamped(Rating::Easy) - difficulty) + difficulty;
        Self {
            stability: stability.clamp(0.001, 36_500.0),
            difficulty: difficulty.clamp(1.0, 10.0),
            last: day,
        }
    }

    fn stability_after_success(&self, chance: f64, rating: Rating) -> f64 {
        let factor = match rating {
            Rating::Hard => W[15],
            Rating::Easy => W[16],
            _ => 1.0,
        };
        let growth = W[8].exp()
            * (11.0 - self.difficulty)
            * self.stability.powf(-W[9])
            * (((1.0 - chance) * W[10]).exp() - 1.0);
        self.stability * (growth * factor + 1.0)
    }

    fn stability_after_failure(&self, chance: f64) -> f64 {
        let fallen = W[11]
            * self.difficulty.powf(-W[12])
            * ((self.stability + 1.0).powf(W[13]) - 1.0)
            * ((1.0 - chance) * W[14]).exp();
        fallen.min(self.stability / (W[17] * W[18]).exp())
    }

    fn stability_on_the_same_day(&self, rating: Rating) -> f64 {
        let factor = (W[17] * (score(rating) - 3.0 + W[18])).exp() * self.stability.powf(-W[19]);
        self.stability * if rating == Rating::Again { factor } else { factor.max(1.0) }
    }
}

fn score(rating: Rating) -> f64 {
    f64::from(rating as u8)
}

fn first_stability(rating: Rating) -> f64 {
    W[rating as usize - 1]
}

fn first_difficulty(rating: Rating) -> f64 {
    difficulty_unclamped(rating).clamp(1.0, 10.0)
}

fn difficulty_unclamped(rating: Rating) -> f64 {
    W[4] - (W[5] * (score(rating) - 1.0)).exp() + 1.0
}

/// What makes the chance nine in ten after as many days as the stability says.
fn curve() -> f64 {
    0.9_f64.powf(-1.0 / W[20]) - 1.0
}

/// Whole days from one day to another; none where the clock went back.
fn days(from: Date, to: Date) -> f64 {
    f64::from((to - from).get_days().max(0))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{Memory, Rating};
    use crate::draft::Level::{Hinted, Missing, Shown};

    const FIRST: Date = date(2026, 1, 1);

    fn told(tellings: &[(i64, Rating)]) -> Memory {
        let mut day = FIRST;
        let dated = tellings.iter().map(|&(after, rating)| {
            day = day.saturating_add(jiff::Span::new().days(after));
            (day, rating)
        });
        Memory::of(&dated.collect::<Vec<_>>()).expect("tellings")
    }

    /// `test_memory_state` of fsrs-rs 6.6.1, `src/inference.rs`.
    #[test]
    fn stability_and_difficulty_are_those_that_fsrs_publishes() {
        use Rating::{Again, Good};
        let memory = told(&[(0, Again), (0, Good), (1, Good), (3, Good), (8, Good), (21, Good)]);
        assert!((memory.stability - 53.62691).abs() < 1e-3, "{memory:?}");
        assert!((memory.difficulty - 6.357_486_7).abs() < 1e-3, "{memory:?}");
    }

    /// `test_next_interval` of fsrs-rs.
    #[test]
    fn the_wait_for_each_wanted_chance_is_that_of_fsrs() {
        let memory = Memory { stability: 1.0, difficulty: 5.0, last: FIRST };
        let waits = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
            .map(|wanted| memory.wait(wanted).round().max(1.0) as u32);
        assert_eq!(waits, [2508, 387, 90, 27, 9, 3, 1, 1]);
    }

    #[test]
    fn a_story_told_well_waits_longer_than_one_told_badly_and_never_less_than_a_day() {
        let due = |rating| told(&[(0, rating)]).due();
        assert_eq!(due(Rating::Again), date(2026, 1, 2));
        assert_eq!(due(Rating::Easy), date(2026, 1, 9));
        assert!(
            told(&[(0, Rating::Good), (3, Rating::Again)]).due()
                < told(&[(0, Rating::Good), (3, Rating::Good)]).due()
        );
    }

    #[test]
    fn a_clock_that_went_back_is_taken_for_the_same_day() {
        let later = [(FIRST, Rating::Good), (date(2025, 12, 1), Rating::Good)];
        assert!(Memory::of(&later).is_some_and(|memory| memory.stability.is_finite()));
        assert_eq!(Memory::of(&[]), None);
    }

    #[test]
    fn levels_become_a_rating_as_the_verdict_would_have_it() {
        for (levels, rating) in [
            (vec![], None),
            (vec![Shown], Some(Rating::Easy)),
            (vec![Shown, Shown, Shown, Shown, Hinted, Missing], Some(Rating::Good)),
            (vec![Shown, Shown, Hinted, Hinted, Missing, Missing], Some(Rating::Hard)),
            (vec![Hinted, Missing, Missing], Some(Rating::Again)),
        ] {
            assert_eq!(Rating::of(&levels), rating, "{levels:?}");
        }
    }
}
