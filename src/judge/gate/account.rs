//! Whether the sentences together are an account of something that was done, and by whom.

use super::mode::Mode;
use super::read::{Class, Sentence};
use super::{OPEN, SHUT, Why};
use crate::draft::{Section, Tip, Tips};
use crate::judge::Level;

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
const ABOUT_ANSWERS: &str = "candidate candidates interviewer interviewers answer answers draft drafts tip tips criterion \
    criteria score scores follow-up section situation placeholder template strong weak";

fn is_about_answers(sentence: &Sentence) -> bool {
    sentence
        .words
        .iter()
        .any(|word| ABOUT_ANSWERS.split_ascii_whitespace().any(|other| other == word.lower))
}

/// Words and phrases that stand in CVs and hardly ever in an account.
const CV: &str = "responsibilities|duties|references|licence|license|languages|hobbies|certified|certificate|certificates|profile|skills|\
    strengths|weakness|salary|reporting to|responsible for|employee of|on request|years of experience|proficient|diploma|degree";

fn cv_words(sentence: &Sentence) -> usize {
    let text: Vec<&str> = sentence.words.iter().map(|word| word.lower.as_str()).collect();
    let text = format!(" {} ", text.join(" "));
    let years = sentence.words.iter().filter(|word| is_year(&word.lower)).count();
    let span_of_years = years == 2
        && !sentence.words.iter().any(|word| word.class.is_past() || word.class == Class::Be);
    usize::from(span_of_years)
        + CV.split('|').filter(|phrase| text.contains(&format!(" {phrase} "))).count()
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Account, OPEN, SHUT, Tally, account, cv_words};
    use crate::draft::Tip;
    use crate::judge::Level;
    use crate::judge::gate::mode::mode;
    use crate::judge::gate::read::loose;

    fn tally(texts: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for sentence in texts.iter().map(|text| loose(text)) {
            tally.add(&sentence, mode(&sentence));
        }
        tally
    }

    /// Ten sentences of prose in which nothing happens yet.
    fn prose() -> Tally {
        Tally { all: 10, ended: 10, words: 100, function_words: 40, ..Tally::default() }
    }

    #[test]
    fn each_kind_of_account_says_what_is_wrong_once_and_holds_down_what_it_must() {
        use Account::{Cv, Denied, Hypothetical, Nothing, Others, Own, Plan};
        for (account, refused, capped) in [
            (Own, None, None),
            (Others, None, Some("what others did")),
            (Hypothetical, Some("what one would do"), None),
            (Plan, None, Some("still to come")),
            (Cv, Some("reads like a CV"), None),
            (Nothing, Some("Nobody does anything"), None),
            (Denied, None, Some("what was not done")),
        ] {
            let says = |found: Option<&str>, part: Option<&str>| match (found, part) {
                (Some(found), Some(part)) => found.contains(part),
                (found, part) => found == part,
            };
            assert!(says(account.refusal(), refused), "{account:?}: {:?}", account.refusal());
            assert!(says(account.capped(), capped), "{account:?}: {:?}", account.capped());
        }
        assert_eq!([Own, Denied].map(Account::caps), [OPEN; 2]);
        assert_eq!([Hypothetical, Nothing].map(Account::caps), [SHUT; 2]);
        let with = |tips: [Tip; 2], level, mut caps: [Level; 6]| {
            tips.map(|tip| caps[tip.index()] = level);
            caps
        };
        let gains = [Tip::Impact, Tip::BusinessValue];
        assert_eq!(Plan.caps(), with(gains, Level::Hinted, SHUT));
        assert_eq!(Cv.caps(), with(gains, Level::Shown, SHUT));
        assert_eq!(Others.caps(), with([Tip::Methodology; 2], Level::Missing, OPEN));
    }

    #[test]
    fn sentences_are_counted_by_what_they_tell() {
        let counted = tally(&[
            "I pulled the logs for March.",
            "We sorted them by day!",
            "We did not count anything.",
            "I never asked the owner",
            "Then I take the list to her.",
            "Put them in a table.",
            "Our target is to sell more.",
            "You should hear each one.",
            "Was it you who answered?",
            "A strong candidate gets a score.",
            "Too short",
        ]);
        let Tally { all, mine, ours, acts, past, unreal, planned, denied, .. } = counted;
        assert_eq!([all, mine, ours, acts], [10, 1, 1, 1]);
        assert_eq!([past, unreal, planned, denied], [4, 3, 1, 2]);
        let Tally { first_person, terse, ended, about_answers, later, .. } = counted;
        assert_eq!([first_person, terse, ended, about_answers, later], [6, 1, 9, 1, 10]);
        assert_eq!([counted.words, counted.function_words], [55, 32]);
    }

    #[test]
    fn denials_outweigh_a_draft_only_when_half_of_it_denies_and_little_was_done() {
        let with = |denied, later, mine| Tally { denied, later, mine, ..prose() }.account(0);
        assert_eq!(with(3, 6, 1), Account::Denied);
        for (denied, later, mine) in [(2, 2, 1), (3, 7, 1), (3, 6, 2), (4, 6, 2)] {
            assert_ne!(with(denied, later, mine), Account::Denied, "{denied} {later} {mine}");
        }
    }

    #[test]
    fn a_cv_has_no_deed_and_no_first_person() {
        let with = |all, cv, mine, ours, first_person| {
            Tally { all, mine, ours, first_person, ..prose() }.account(cv)
        };
        assert_eq!(with(3, 2, 0, 0, 0), Account::Cv);
        for (all, cv, mine, ours, first_person) in
            [(2, 9, 0, 0, 0), (3, 1, 0, 0, 0), (3, 2, 1, 0, 0), (3, 2, 0, 1, 0), (3, 2, 0, 0, 1)]
        {
            assert_eq!(with(all, cv, mine, ours, first_person), Account::Own);
        }
    }

    #[test]
    fn words_of_a_cv_are_phrases_and_spans_of_years_without_a_verb() {
        for (text, count) in [
            ("Responsible for stock, two years of experience.", 2),
            ("Harbour office, 1998 to 2004.", 1),
            ("The mill was shut in 2014 and in 2018.", 0),
            ("It closed in 2014 and in 2018.", 0),
            ("Harbour office, 2014.", 0),
            ("Rooms 2114 and 20ab, 19 to 200.", 0),
            ("A skillset and a degreeless man.", 0),
        ] {
            assert_eq!(cv_words(&loose(text)), count, "{text}");
        }
        let lines =
            ["Harbour office, 2014 to 2018.", "Mill shop, 2018 to 2022.", "A town by the sea."];
        let sentences = lines.map(loose);
        let modes = [0, 1, 2].map(|at| mode(&sentences[at]));
        assert_eq!(account(&sentences, &modes, &[None; 3]), Account::Cv);
    }

    #[test]
    fn where_hardly_anything_happens_it_is_told_what_there_is_instead() {
        let of = |change: fn(&mut Tally)| {
            let mut tally = prose();
            change(&mut tally);
            tally.account(0)
        };
        let hypothetical: [fn(&mut Tally); 4] = [
            |t| t.unreal = 3,
            |t| (t.unreal, t.planned, t.first_person) = (3, 3, 1),
            |t| (t.unreal, t.acts) = (3, 1),
            |t| (t.unreal, t.planned, t.mine) = (3, 3, 1),
        ];
        let plan: [fn(&mut Tally); 2] = [
            |t| (t.planned, t.first_person) = (3, 1),
            |t| (t.unreal, t.planned, t.first_person) = (3, 4, 1),
        ];
        let nothing: [fn(&mut Tally); 6] = [
            |_| (),
            |t| (t.about_answers, t.ended) = (3, 0),
            |t| (t.words, t.function_words) = (20, 4),
            |t| (t.past, t.words) = (3, 60),
            |t| (t.past, t.first_person, t.words) = (1, 2, 60),
            |t| (t.planned, t.ended) = (3, 6),
        ];
        let own: [fn(&mut Tally); 10] = [
            |t| t.acts = 2,
            |t| t.mine = 1,
            |t| (t.mine, t.unreal, t.planned) = (1, 3, 2),
            |t| (t.mine, t.unreal, t.planned) = (2, 5, 5),
            |t| (t.past, t.words, t.function_words) = (3, 59, 30),
            |t| (t.past, t.first_person) = (2, 2),
            |t| (t.about_answers, t.ended) = (2, 5),
            |t| t.function_words = 19,
            |t| (t.past, t.acts) = (4, 1),
            |t| (t.past, t.terse) = (4, 1),
        ];
        for (expected, changes) in [
            (Account::Hypothetical, &hypothetical[..]),
            (Account::Plan, &plan),
            (Account::Nothing, &nothing),
            (Account::Own, &own),
        ] {
            for (number, change) in changes.iter().enumerate() {
                assert_eq!(of(*change), expected, "{number}");
            }
        }
    }

    #[test]
    fn others_are_told_of_only_in_whole_sentences_about_what_happened() {
        let with = |all, past, first_person, ours, function_words, ended| {
            let tally = Tally { all, past, first_person, ours, function_words, ended, ..prose() };
            tally.account(0)
        };
        for (all, past, first_person, ours) in
            [(10, 4, 0, 0), (10, 3, 1, 0), (4, 2, 0, 0), (10, 5, 2, 2)]
        {
            assert_eq!(
                with(all, past, first_person, ours, 40, all),
                Account::Others,
                "{all} {past}"
            );
        }
        for (past, function_words, ended) in [(1, 40, 4), (2, 39, 4), (2, 40, 2)] {
            assert_eq!(with(4, past, 0, 0, function_words, ended), Account::Own, "{past}");
        }
    }
}
