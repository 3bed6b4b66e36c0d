//! Whether the sentences together are an account of something that was done, and by whom.

use super::mode::Mode;
use super::read::Sentence;
use super::{OPEN, SHUT, Why};
use crate::draft::{Section, Tip, Tips};
use crate::judge::Level;

/// A sentence shorter than this says too little about what the whole is.
const TELLING: usize = 3;

/// What a draft is, as an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Account {
    /// Something the speaker did.
    Own,
    /// Something others did.
    Others,
    /// What should be done, would be done or is to be done by the reader.
    Hypothetical,
    /// What is still to be done.
    Plan,
    /// Duties, skills and figures of a CV.
    Cv,
    /// Neither deeds nor events: an advert, a manual, an announcement.
    Nothing,
    /// Something that happened, and that nothing was done about it.
    Denied,
}

impl Account {
    pub(super) fn caps(self) -> Tips<Level> {
        let mut caps = OPEN;
        match self {
            Self::Own | Self::Denied => {}
            Self::Others => caps[Tip::Methodology.index()] = Level::Missing,
            Self::Hypothetical | Self::Nothing => caps = SHUT,
            Self::Plan => {
                caps = SHUT;
                caps[Tip::Impact.index()] = Level::Hinted;
                caps[Tip::BusinessValue.index()] = Level::Hinted;
            }
            Self::Cv => {
                caps = SHUT;
                caps[Tip::Impact.index()] = Level::Shown;
                caps[Tip::BusinessValue.index()] = Level::Shown;
            }
        }
        caps
    }

    pub(super) fn refusal(self) -> Option<&'static str> {
        match self {
            Self::Hypothetical => Some(
                "This tells what one would do, not what you did; tell of one time when you did it.",
            ),
            Self::Cv => Some("This reads like a CV; pick one thing on it and tell how it went."),
            Self::Nothing => Some(
                "Nobody does anything in this yet; tell of one thing that happened and what you did about it.",
            ),
            Self::Own | Self::Others | Self::Plan | Self::Denied => None,
        }
    }

    pub(super) fn capped(self) -> Option<&'static str> {
        match self {
            Self::Others => Some(
                "This tells what others did; your own part in it is missing, so no steps count as yours.",
            ),
            Self::Plan => {
                Some("This is still to come; what you plan or hope for is no result yet.")
            }
            Self::Denied => Some("Most of this says what was not done, and that earns nothing."),
            _ => None,
        }
    }
}

/// How many sentences of a draft do what.
#[derive(Default)]
struct Tally {
    all: usize,
    mine: usize,
    ours: usize,
    acts: usize,
    past: usize,
    unreal: usize,
    planned: usize,
    denied: usize,
    first_person: usize,
    /// Sentences of Action and Result, and denials among them.
    later: usize,
}

/// What the sentences are, those left out that are held down already.
pub(super) fn account(sentences: &[Sentence], modes: &[Mode], whys: &[Option<Why>]) -> Account {
    let mut tally = Tally::default();
    let mut cv = 0;
    for ((sentence, mode), why) in sentences.iter().zip(modes).zip(whys) {
        cv += cv_words(sentence);
        if why.is_none() && sentence.words.len() >= TELLING {
            tally.add(sentence, *mode);
        }
    }
    tally.account(cv)
}

impl Tally {
    fn add(&mut self, sentence: &Sentence, mode: Mode) {
        let later = matches!(sentence.section, Section::Action | Section::Result);
        self.all += 1;
        self.mine += usize::from(mode.deed_of_mine && !mode.denied);
        self.ours += usize::from(mode.deed_of_ours && !mode.denied);
        self.acts += usize::from(mode.act && !mode.denied);
        self.past += usize::from(mode.past);
        self.unreal += usize::from(mode.unreal || mode.to_you && !mode.first_person);
        self.planned += usize::from(mode.planned && !mode.past);
        self.first_person += usize::from(mode.first_person);
        self.later += usize::from(later);
        self.denied += usize::from(mode.denied && later);
    }

    fn share(&self, part: usize) -> f64 {
        part as f64 / self.all.max(1) as f64
    }

    fn account(&self, cv: usize) -> Account {
        if self.all == 0 {
            return Account::Own;
        }
        let deeds = self.mine + self.ours;
        if cv >= 2 && deeds == 0 && self.first_person == 0 {
            return Account::Cv;
        }
        let told = self.share(self.past.max(deeds + self.acts));
        let silent = deeds == 0 && self.acts < 2 && told < 0.34;
        let outweighed = deeds <= 1 && self.share(self.unreal + self.planned) >= 0.6;
        if silent || outweighed {
            return if self.unreal >= self.planned
                && self.unreal > 0
                && self.share(self.unreal) >= 0.3
            {
                Account::Hypothetical
            } else if self.share(self.planned) >= 0.3 && self.first_person > 0 {
                Account::Plan
            } else if outweighed {
                Account::Own
            } else {
                Account::Nothing
            };
        }
        if self.denied >= 3 && self.denied * 2 >= self.later {
            return Account::Denied;
        }
        if self.mine == 0 && self.acts == 0 && self.past > 0 {
            Account::Others
        } else {
            Account::Own
        }
    }
}

/// Words and phrases that stand in CVs and hardly ever in an account.
const CV: &str = "responsibilities|duties|references|licence|license|languages|hobbies|certified|certificate|certificates|profile|skills|\
    strengths|weakness|salary|reporting to|responsible for|employee of|on request|years of experience|proficient|diploma|degree";

fn cv_words(sentence: &Sentence) -> usize {
    let text: Vec<&str> = sentence.words.iter().map(|word| word.lower.as_str()).collect();
    let text = format!(" {} ", text.join(" "));
    CV.split('|').filter(|phrase| text.contains(&format!(" {phrase} "))).count()
}
