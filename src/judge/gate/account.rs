//! Whether the sentences together are an account of something that was done, and by whom.

use super::mode::Mode;
use super::read::{Class, Sentence};
use super::{OPEN, SHUT, Why};
use crate::draft::{Section, Tip, Tips};
use crate::judge::Level;
use crate::text::word_set::{WordSet, word_set};

/// A sentence shorter than this says too little about what the whole is.
const TELLING: usize = 3;
/// Fewer sentences than this do not show what a draft is.
const SENTENCES: usize = 5;
/// Fewer words than this may just have left out who did it.
const SETTLED: usize = 60;
/// Share of function words from which a text is in whole sentences; notes in telegram style have less.
const PROSE: f64 = 0.2;
/// The same where the text is known to tell of others, and must be no half of another language either.
const PLAIN_PROSE: f64 = 0.4;

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
    terse: usize,
    /// Sentences that end in a full stop or the like.
    ended: usize,
    /// Sentences about interviews and answers themselves.
    about_answers: usize,
    /// Sentences of Action and Result; `denied` counts among these.
    later: usize,
    words: usize,
    function_words: usize,
}

/// What the sentences are, those left out that are held down already.
pub(super) fn account(sentences: &[Sentence], modes: &[Mode], whys: &[Option<Why>]) -> Account {
    let mut tally = Tally::default();
    let mut cv = 0;
    for ((sentence, mode), why) in sentences.iter().zip(modes).zip(whys) {
        cv += cv_words(sentence);
        if why.is_none() {
            tally.add(sentence, *mode);
        }
    }
    tally.account(cv)
}

impl Tally {
    fn add(&mut self, sentence: &Sentence, mode: Mode) {
        let later = matches!(sentence.section, Section::Action | Section::Result) && !mode.question;
        self.later += usize::from(later);
        self.denied += usize::from(mode.denied && later);
        if sentence.words.len() < TELLING {
            return;
        }
        self.all += 1;
        self.mine += usize::from(mode.deed_of_mine && !mode.denied);
        self.ours += usize::from(mode.deed_of_ours && !mode.denied);
        self.acts += usize::from(mode.act && !mode.denied);
        self.terse += usize::from(mode.terse);
        self.ended +=
            usize::from(sentence.text.ends_with(['.', '!', '?', '"', '\'', ')', '”', '’', '…']));
        self.past += usize::from(mode.past);
        self.unreal += usize::from(mode.unreal || mode.to_you && !mode.first_person);
        self.planned += usize::from(mode.planned && !mode.past);
        self.first_person += usize::from(mode.first_person);
        self.about_answers += usize::from(is_about_answers(sentence));
        self.words += sentence.words.len();
        self.function_words +=
            sentence.words.iter().filter(|word| word.class.is_function()).count();
    }

    fn share(&self, part: usize) -> f64 {
        part as f64 / self.all.max(1) as f64
    }

    /// Whether it is written in whole sentences. Notes leave out so much that what they lack says nothing.
    fn is_prose(&self, least: f64) -> bool {
        self.function_words as f64 >= least * self.words as f64 && self.share(self.ended) >= 0.6
    }

    fn account(&self, cv: usize) -> Account {
        if self.denied >= 3 && self.denied * 2 >= self.later && self.mine * 2 < self.denied {
            return Account::Denied;
        }
        if self.all < TELLING {
            return Account::Own;
        }
        let deeds = self.mine + self.ours;
        if cv >= 2 && deeds == 0 && self.first_person == 0 {
            return Account::Cv;
        }
        let silent = deeds == 0 && self.acts < 2;
        let outweighed = deeds <= 1 && self.share(self.unreal + self.planned) >= 0.6;
        // A manual or an advert may have a participle that looks like an event, but never a first person.
        let eventful = if self.first_person == 0 { 0.34 } else { 0.2 };
        if self.all >= SENTENCES && (silent || outweighed) && self.share(self.past) <= eventful {
            return self.unreal_account();
        }
        let others = deeds == self.ours && self.acts == 0 && self.terse == 0;
        if others && self.past >= 2 && self.is_prose(PLAIN_PROSE) {
            Account::Others
        } else {
            Account::Own
        }
    }

    /// How far it speaks of events or in the first person: an advert has a "we" here and there, a manual a participle.
    fn eventfulness(&self) -> f64 {
        self.share(self.past) + self.share(self.first_person) / 2.0
    }

    /// What a draft is in which hardly anything happens.
    fn unreal_account(&self) -> Account {
        if self.share(self.unreal) >= 0.3 && self.unreal >= self.planned {
            Account::Hypothetical
        } else if self.share(self.planned) >= 0.3 && self.first_person > 0 {
            Account::Plan
        } else if self.share(self.about_answers) >= 0.3 || self.is_eventless() {
            Account::Nothing
        } else {
            Account::Own
        }
    }

    /// Whether it is prose in which hardly anything happens to anybody.
    fn is_eventless(&self) -> bool {
        let silent = self.first_person == 0 && self.past == 0;
        let long = self.words >= SETTLED && (self.first_person == 0 || self.eventfulness() < 0.25);
        self.is_prose(PROSE) && (silent || long)
    }
}

/// Words about interviews and answers, which an account has no use for.
const ABOUT_ANSWERS: WordSet = word_set!(
    "candidate candidates interviewer interviewers answer answers draft drafts tip tips criterion \
    criteria score scores follow-up section situation placeholder template strong weak"
);

fn is_about_answers(sentence: &Sentence) -> bool {
    sentence.words.iter().any(|word| ABOUT_ANSWERS.has(word.id))
}

/// Words and phrases that stand in CVs and hardly ever in an account.
const CV: &str = "responsibilities|duties|references|licence|license|languages|hobbies|certified|certificate|certificates|profile|skills|\
    strengths|weakness|salary|reporting to|responsible for|employee of|on request|years of experience|proficient|diploma|degree";

/// Their first words, without one of which none needs to be looked for.
const CV_OPENS: WordSet = word_set!(
    "responsibilities duties references licence license languages hobbies certified certificate certificates profile \
     skills strengths weakness salary reporting responsible employee on years proficient diploma degree"
);

fn cv_words(sentence: &Sentence) -> usize {
    let years = sentence.words.iter().filter(|word| is_year(&word.lower)).count();
    let span_of_years = years == 2
        && !sentence.words.iter().any(|word| word.class.is_past() || word.class == Class::Be);
    usize::from(span_of_years) + cv_phrases(sentence)
}

fn cv_phrases(sentence: &Sentence) -> usize {
    if !sentence.words.iter().any(|word| CV_OPENS.has(word.id)) {
        return 0;
    }
    let text: Vec<&str> = sentence.words.iter().map(|word| word.lower.as_str()).collect();
    let text = format!(" {} ", text.join(" "));
    CV.split('|').filter(|phrase| text.contains(&format!(" {phrase} "))).count()
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
#[path = "account_tests.rs"]
mod tests;
