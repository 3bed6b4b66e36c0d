//! An answer said aloud: which section is being told, for how long, against how long was planned.

use std::time::Duration;

use crate::draft::Section;

/// How long each section is to take, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan([u32; 4]);

impl Plan {
    /// Parts `total` seconds among the sections by their length in `words`; one that is not written gets its usual
    /// share of `shares` (percent).
    pub fn new(total: u32, words: [usize; 4], shares: [u32; 4]) -> Self {
        let written: usize = words.iter().sum();
        let blank = |index: &usize| words[*index] == 0;
        let usual: u32 = (0..4).filter(blank).map(|index| shares[index]).sum();
        let weight = |index: usize| {
            if blank(&index) {
                return f64::from(shares[index]);
            }
            f64::from(100 - usual.min(100)) * words[index] as f64 / written as f64
        };
        Self(parted(total, [0, 1, 2, 3].map(weight)))
    }

    /// The same plan where the notes say how many `minutes` a section takes: those hold, and the others share what
    /// they leave of the whole, or keep their time where they leave nothing.
    #[must_use]
    pub fn with_minutes(self, minutes: [Option<u16>; 4]) -> Self {
        let said = minutes.map(|minutes| minutes.map(|minutes| u32::from(minutes) * 60));
        let taken: u32 = said.iter().flatten().sum();
        let left = self.whole().saturating_sub(taken);
        let open = [0, 1, 2, 3].map(|at| if said[at].is_some() { 0 } else { self.0[at] });
        let rest = if left == 0 { open } else { parted(left, open.map(f64::from)) };
        Self([0, 1, 2, 3].map(|at| said[at].unwrap_or(rest[at])))
    }

    /// The same proportions over `total` seconds.
    #[must_use]
    pub fn scaled(self, total: u32) -> Self {
        Self(parted(total, self.0.map(f64::from)))
    }

    /// The seconds planned for `section`.
    pub fn seconds(&self, section: Section) -> u32 {
        self.0[section.index()]
    }

    /// The seconds planned for the whole answer.
    pub fn whole(&self) -> u32 {
        self.0.iter().sum()
    }
}

/// `total` parted by `weights`, the rounding such that nothing of it is lost.
fn parted(total: u32, weights: [f64; 4]) -> [u32; 4] {
    let sum: f64 = weights.iter().sum();
    let (mut before, mut given) = (0.0, 0);
    weights.map(|weight| {
        before += weight;
        let upto = if sum > 0.0 { (f64::from(total) * before / sum).round() as u32 } else { 0 };
        let part = upto.saturating_sub(given);
        given += part;
        part
    })
}

/// What the speaker does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// Starts the time, stops it, or goes on.
    Pause,
    /// This section is told.
    Next,
    /// Back to the section before.
    Back,
    /// No more of this.
    Leave,
    /// Rates how it went, 1 to 5; `None` to pass.
    Rate(Option<u8>),
}

/// Where a rehearsal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is said yet.
    Ready,
    /// The time runs.
    Telling(Section),
    /// It stands still.
    Paused(Section),
    /// All is told, and the speaker says how it went.
    Rating,
    /// Nothing more to do.
    Over,
}

/// A section as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lap {
    /// Which.
    pub section: Section,
    /// Seconds it is to take.
    pub planned: u32,
    /// Seconds it has taken; `None` before it is begun.
    pub spent: Option<u32>,
}

/// One rehearsal. Times come in as what has passed since any one moment, and never run back.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    plan: Plan,
    stage: Stage,
    spent: [Option<Duration>; 4],
    /// Since when the section that is being told runs on.
    since: Duration,
    rating: Option<u8>,
}

impl Rehearsal {
    /// A rehearsal by `plan`, not begun.
    pub fn new(plan: Plan) -> Self {
        Self { plan, stage: Stage::Ready, spent: [None; 4], since: Duration::ZERO, rating: None }
    }

    /// What to show.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// The plan it follows.
    pub fn plan(&self) -> Plan {
        self.plan
    }

    /// The four sections as they stand at `now`.
    pub fn laps(&self, now: Duration) -> [Lap; 4] {
        Section::ALL.map(|section| {
            let spent = self.spent(section, now).map(|spent| {
                // Cut rather than rounded, as every clock does; or a second would be shown before it has passed.
                u32::try_from(spent.as_secs()).unwrap_or(u32::MAX)
            });
            Lap { section, planned: self.plan.seconds(section), spent }
        })
    }

    /// Whether anything was said.
    pub fn is_begun(&self) -> bool {
        self.spent.iter().any(Option::is_some)
    }

    /// Whether the last section was reached.
    pub fn is_whole(&self) -> bool {
        self.spent[Section::Result.index()].is_some()
    }

    /// How the speaker rated it, 1 to 5.
    pub fn rating(&self) -> Option<u8> {
        self.rating
    }

    /// Takes in what the speaker did at `now`. What does not fit the stage changes nothing.
    pub fn handle(&mut self, beat: Beat, now: Duration) {
        match (self.stage, beat) {
            (Stage::Ready, Beat::Pause | Beat::Next) => self.begin(Section::ALL[0], now),
            (Stage::Telling(section), Beat::Pause) => {
                self.settle(now);
                self.stage = Stage::Paused(section);
            }
            (Stage::Paused(section), Beat::Pause) => self.begin(section, now),
            (Stage::Telling(section) | Stage::Paused(section), Beat::Next) => {
                self.settle(now);
                match Section::ALL.get(section.index() + 1) {
                    Some(&next) => self.begin(next, now),
                    None => self.stage = Stage::Rating,
                }
            }
            (Stage::Telling(section) | Stage::Paused(section), Beat::Back) => {
                self.settle(now);
                self.begin(Section::ALL[section.index().saturating_sub(1)], now);
            }
            // Who leaves while telling the end has told it all.
            (Stage::Telling(Section::Result) | Stage::Paused(Section::Result), Beat::Leave) => {
                self.settle(now);
                self.stage = Stage::Rating;
            }
            (Stage::Rating, Beat::Rate(rating)) => {
                self.rating = rating.filter(|rating| (1..=5).contains(rating));
                self.stage = Stage::Over;
            }
            (_, Beat::Leave) => {
                self.settle(now);
                self.stage = Stage::Over;
            }
            _ => {}
        }
    }

    fn begin(&mut self, section: Section, now: Duration) {
        self.spent[section.index()].get_or_insert_default();
        self.since = now;
        self.stage = Stage::Telling(section);
    }

    /// Adds the time that ran to the section that was told.
    fn settle(&mut self, now: Duration) {
        if let Stage::Telling(section) = self.stage {
            self.spent[section.index()] = self.spent(section, now);
            self.since = now;
        }
    }

    fn spent(&self, section: Section, now: Duration) -> Option<Duration> {
        let spent = self.spent[section.index()]?;
        let runs = self.stage == Stage::Telling(section);
        Some(if runs { spent + now.saturating_sub(self.since) } else { spent })
    }
}

#[cfg(test)]
#[path = "rehearsal_tests.rs"]
mod tests;
