mod interview;

use jiff::Timestamp;

use super::hints::hints;
use super::step::Step;
use super::{Brief, Choice, Effect, Event, Move, Screen, Start, menu};
use crate::draft::{Attempt, Draft, Record, Section, Sections, Tip, Tips};
use crate::judge::{Level, Review, Verdict};

/// One practice of one draft.
#[derive(Clone, Debug)]
pub struct Session<'w> {
    brief: Brief<'w>,
    record: Record,
    sections: Sections,
    step: Step,
    /// Whether an attempt of this session is the record's last one already.
    begun: bool,
    review: Option<Review>,
    ratings: Tips<Option<Level>>,
    hinted: [usize; 4],
    asked: Tips<usize>,
    /// Tips that do not apply to any draft, so that this one's record need not say so.
    never: Vec<Tip>,
}

impl<'w> Session<'w> {
    /// A session on `record`, and what to do before its first screen.
    pub fn new(brief: Brief<'w>, record: Record, start: Start) -> (Self, Vec<Effect>) {
        let sections = match start {
            Start::Afresh => Sections::default(),
            _ => record.draft().sections,
        };
        // What is not finished yet is gone on with; what is finished stays, and a new attempt is made.
        let begun = start != Start::Afresh
            && !record.attempts.is_empty()
            && sections.blank().next().is_some();
        let step = Step::Over;
        let (review, ratings) = (None, [None; 6]);
        let mut session = Self {
            brief,
            record,
            sections,
            step,
            begun,
            review,
            ratings,
            hinted: [0; 4],
            asked: [0; 6],
            never: brief.never.to_vec(),
        };
        let effects = match start {
            Start::Within(section, text) => {
                let again = session.sections.blank().all(|blank| blank == section);
                session.step = Step::Write { section, text, again };
                Vec::new()
            }
            _ => match session.first_blank() {
                Some(section) => session.write(section, false),
                None => session.show_review(),
            },
        };
        (session, effects)
    }

    /// What to put to the writer.
    pub fn screen(&self) -> Screen {
        match &self.step {
            Step::Write { section, text, again } => {
                Screen::Section { section: *section, text: text.clone(), again: *again }
            }
            Step::Rate(index) => Screen::Rating(Tip::ALL[*index]),
            Step::Answer { tips, number } => {
                let tip = tips[*number];
                let questions = &self.brief.words.tip(tip).follow_ups;
                let question = questions[self.asked[tip.index()] % questions.len()].clone();
                let is_short = self.verdict_is(Verdict::is_too_short);
                Screen::FollowUp { number: number + 1, of: tips.len(), tip, question, is_short }
            }
            Step::Place { tips, number, answer } => {
                Screen::Place { answer: answer.clone(), fits: self.fits(tips[*number]) }
            }
            Step::Menu => menu::menu(
                self.review.as_ref().map(|review| &review.verdict),
                !self.weakest().is_empty(),
                self.brief.has_example,
            ),
            Step::PickSection => Screen::PickSection,
            Step::PickTip => Screen::PickTip(self.not_applicable()),
            Step::Over => Screen::Over,
        }
    }

    /// The record as it stands.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The draft as it stands.
    pub fn draft(&self) -> Draft {
        let not_applicable = self.not_applicable();
        Draft { sections: self.sections.clone(), not_applicable, ..self.record.draft() }
    }

    fn not_applicable(&self) -> Vec<Tip> {
        let mut tips = self.record.not_applicable.clone();
        tips.extend(self.never.iter().filter(|tip| !self.record.not_applicable.contains(tip)));
        tips
    }

    /// The last review; none before the draft is finished.
    pub fn review(&self) -> Option<&Review> {
        self.review.as_ref()
    }

    /// How far the writer thought the draft shows each tip.
    pub fn ratings(&self) -> &Tips<Option<Level>> {
        &self.ratings
    }

    /// The section that `text`, being written now, belongs to, and what stands there with it; for whoever keeps it.
    pub fn page(&self, text: &str) -> Option<(Section, String)> {
        match &self.step {
            Step::Write { section, .. } => Some((*section, text.to_owned())),
            Step::Answer { tips, number } | Step::Place { tips, number, .. } => {
                let fits = self.fits(tips[*number]);
                Some((fits, self.joined(fits, text)))
            }
            _ => None,
        }
    }

    /// Takes in what the writer did at `now`, and says what to do about it.
    pub fn handle(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        match (self.step.clone(), event) {
            (Step::Write { section, again, .. }, event) => {
                self.handle_writing(section, again, event, now)
            }
            (Step::Answer { tips, number }, event) => self.handle_answer(tips, number, event),
            (_, Event::Leave(_)) => {
                self.step = Step::Over;
                Vec::new()
            }
            (Step::Rate(index), Event::Rated(level)) => self.rate(index, level),
            (Step::Rate(_), Event::RatedEnough) => self.rated(),
            (Step::Place { tips, number, answer }, Event::Placed(section)) => {
                let mut effects = match section {
                    Some(section) => self.add(section, &answer, now),
                    None => Vec::new(),
                };
                effects.extend(self.next_question(tips, number));
                effects
            }
            (Step::Menu, Event::Chose(choice)) => self.chose(choice),
            (Step::PickSection, Event::PickedSection(Some(section))) => self.write(section, true),
            (Step::PickTip, Event::PickedTip(Some(tip))) => self.dismiss(tip, now),
            (
                Step::PickSection | Step::PickTip,
                Event::PickedSection(None) | Event::PickedTip(None) | Event::Back(_),
            ) => self.return_to_menu(),
            // What does not fit the screen changes nothing: the same screen is put again.
            _ => Vec::new(),
        }
    }

    fn handle_writing(
        &mut self,
        section: Section,
        again: bool,
        event: Event,
        now: Timestamp,
    ) -> Vec<Effect> {
        match event {
            Event::Written(text) => self.written(section, &text, again, now),
            Event::Back(text) => self.back(section, text, again, now),
            Event::Hint(text) => {
                self.remember(text);
                vec![self.hint(section)]
            }
            Event::Leave(text) => self.leave(section, text),
            _ => Vec::new(),
        }
    }

    fn written(
        &mut self,
        section: Section,
        text: &str,
        again: bool,
        now: Timestamp,
    ) -> Vec<Effect> {
        let mut effects = self.set(section, text, now);
        effects.push(Effect::Forget);
        let next = Section::ALL.get(section.index() + 1);
        effects.extend(match next {
            Some(&next) if !again => self.write(next, false),
            _ if self.sections.is_blank() => {
                self.step = Step::Over;
                vec![Effect::Nothing]
            }
            _ if again => self.show_review(),
            _ => {
                self.step = Step::Rate(0);
                Vec::new()
            }
        });
        effects
    }

    fn back(&mut self, section: Section, text: String, again: bool, now: Timestamp) -> Vec<Effect> {
        if again {
            // The review is where this came from; what was changed on the way is kept.
            return self.written(section, &text, true, now);
        }
        let Some(before) = section.index().checked_sub(1).map(|index| Section::ALL[index]) else {
            self.remember(text);
            return Vec::new();
        };
        let mut effects = self.set(section, &text, now);
        effects.push(Effect::Forget);
        effects.extend(self.write(before, false));
        effects
    }

    fn leave(&mut self, section: Section, text: String) -> Vec<Effect> {
        self.step = Step::Over;
        let is_saved = self.sections[section].trim() == text.trim();
        vec![if is_saved { Effect::Forget } else { Effect::Keep(section, text) }]
    }

    fn write(&mut self, section: Section, again: bool) -> Vec<Effect> {
        self.step = Step::Write { section, text: self.sections[section].clone(), again };
        Vec::new()
    }

    fn remember(&mut self, so_far: String) {
        if let Step::Write { text, .. } = &mut self.step {
            *text = so_far;
        }
    }

    fn hint(&mut self, section: Section) -> Effect {
        let hints = hints(self.brief.words, section, self.brief.tip);
        let said = &mut self.hinted[section.index()];
        let hint = hints[*said % hints.len()].clone();
        *said += 1;
        Effect::Hint(hint)
    }

    /// Puts `text` into `section` of an attempt dated `now`.
    fn set(&mut self, section: Section, text: &str, now: Timestamp) -> Vec<Effect> {
        let text = text.trim();
        if self.sections[section].trim() == text {
            return Vec::new();
        }
        text.clone_into(&mut self.sections[section]);
        self.keep(now)
    }

    fn keep(&mut self, now: Timestamp) -> Vec<Effect> {
        let extra = match (self.begun, self.record.attempts.last()) {
            (true, Some(last)) => last.extra.clone(),
            _ => self.record.draft().extra,
        };
        if self.begun {
            self.record.attempts.pop();
        }
        let mut attempt = Attempt::new(now, &self.sections);
        attempt.extra = extra;
        attempt.rate(self.ratings);
        self.record.attempts.push(attempt);
        self.begun = true;
        vec![Effect::Save]
    }

    fn rate(&mut self, index: usize, level: Option<Level>) -> Vec<Effect> {
        self.ratings[index] = level;
        if index + 1 == Tip::ALL.len() {
            return self.rated();
        }
        self.step = Step::Rate(index + 1);
        Vec::new()
    }

    /// Keeps the ratings with the attempt, and shows the review.
    fn rated(&mut self) -> Vec<Effect> {
        let is_rated = self.ratings.iter().any(Option::is_some);
        let mut effects = Vec::new();
        if let Some(attempt) = self.record.attempts.last_mut().filter(|_| is_rated) {
            attempt.rate(self.ratings);
            effects.push(Effect::Save);
        }
        effects.extend(self.show_review());
        if is_rated {
            effects.push(Effect::Ratings);
        }
        effects
    }

    fn show_review(&mut self) -> Vec<Effect> {
        let before = self.review.replace((self.brief.judge)(&self.draft()));
        let mut effects = Vec::new();
        if let (Some(before), Some(after)) = (&before, &self.review) {
            effects.push(Effect::Moved(Move::between(before, after)));
        }
        effects.push(Effect::Review);
        self.step = Step::Menu;
        // The interviewer speaks up unasked only once, after the first review.
        if before.is_none() {
            self.interview();
        }
        effects
    }

    /// Back to the menu; with a new review when the text changed since the last.
    fn return_to_menu(&mut self) -> Vec<Effect> {
        self.step = Step::Menu;
        let now = (self.brief.judge)(&self.draft());
        if self.review.as_ref() == Some(&now) { Vec::new() } else { self.show_review() }
    }

    fn chose(&mut self, choice: Choice) -> Vec<Effect> {
        match choice {
            Choice::Revise => self.step = Step::PickSection,
            Choice::Dismiss => self.step = Step::PickTip,
            Choice::FollowUps => self.interview(),
            Choice::Explain => return vec![Effect::Explain],
            Choice::Example => return vec![Effect::Example],
            Choice::Export => return vec![Effect::Export],
            Choice::Done => self.step = Step::Over,
        }
        Vec::new()
    }

    fn dismiss(&mut self, tip: Tip, now: Timestamp) -> Vec<Effect> {
        let applied = !self.not_applicable().contains(&tip);
        self.never.retain(|&other| other != tip);
        let tips = &mut self.record.not_applicable;
        tips.retain(|&other| other != tip);
        if applied {
            tips.push(tip);
        }
        tips.sort_unstable();
        let mut effects =
            if self.record.attempts.is_empty() { self.keep(now) } else { vec![Effect::Save] };
        // No level moves by this, only the verdict; so there is nothing to compare.
        self.review = Some((self.brief.judge)(&self.draft()));
        effects.push(Effect::Review);
        self.step = Step::Menu;
        effects
    }

    fn verdict_is(&self, test: impl Fn(&Verdict) -> bool) -> bool {
        self.review.as_ref().is_some_and(|review| test(&review.verdict))
    }

    fn first_blank(&self) -> Option<Section> {
        self.sections.blank().next()
    }
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
