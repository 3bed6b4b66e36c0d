//! The interviewer: what is asked after the review, and what becomes of the answers.

use jiff::Timestamp;

use super::super::step::Step;
use super::super::{Effect, Event, menu};
use super::Session;
use crate::draft::{Section, Tip};
use crate::judge::Verdict;

impl Session<'_> {
    /// Lets the interviewer ask what the weakest tips call for, if they call for anything.
    pub(super) fn interview(&mut self) {
        let tips = self.weakest();
        let is_worth_it = !tips.is_empty()
            && self.verdict_is(|verdict| *verdict != Verdict::Ready && menu::can_ask(verdict));
        self.step = if is_worth_it { Step::Answer { tips, number: 0 } } else { Step::Menu };
    }

    /// The tips whose next level would help most.
    pub(super) fn weakest(&self) -> Vec<Tip> {
        let review = self.review.as_ref();
        review.map(|review| menu::weakest(review, self.not_applicable())).unwrap_or_default()
    }

    pub(super) fn handle_answer(
        &mut self,
        mut tips: Vec<Tip>,
        number: usize,
        event: Event,
    ) -> Vec<Effect> {
        match event {
            Event::Written(answer) if answer.trim().is_empty() => self.next_question(tips, number),
            Event::Written(answer) => {
                self.step = Step::Place { tips, number, answer };
                Vec::new()
            }
            Event::Hint(_) => {
                vec![Effect::Hint(self.brief.words.tip(tips[number]).to_shown.clone())]
            }
            // No more questions then, but what was written of this answer is not lost by it.
            Event::Back(answer) if !answer.trim().is_empty() => {
                tips.truncate(number + 1);
                self.step = Step::Place { tips, number, answer };
                Vec::new()
            }
            Event::Back(_) => {
                let mut effects = vec![Effect::Forget];
                effects.extend(self.return_to_menu());
                effects
            }
            Event::Leave(answer) => {
                let page = self.page(&answer).filter(|_| !answer.trim().is_empty());
                self.step = Step::Over;
                vec![page.map_or(Effect::Forget, |(section, text)| Effect::Keep(section, text))]
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn next_question(&mut self, tips: Vec<Tip>, number: usize) -> Vec<Effect> {
        let mut effects = vec![Effect::Forget];
        self.asked[tips[number].index()] += 1;
        if number + 1 < tips.len() {
            self.step = Step::Answer { tips, number: number + 1 };
        } else {
            effects.extend(self.return_to_menu());
        }
        effects
    }

    pub(super) fn add(&mut self, section: Section, answer: &str, now: Timestamp) -> Vec<Effect> {
        self.set(section, &self.joined(section, answer), now)
    }

    /// The section with `answer` as its last paragraph.
    pub(super) fn joined(&self, section: Section, answer: &str) -> String {
        let text = format!("{}\n\n{}", self.sections[section].trim_end(), answer.trim());
        text.trim().to_owned()
    }

    /// Where an answer that a question after `tip` brought usually stands.
    pub(super) fn fits(&self, tip: Tip) -> Section {
        self.brief.words.tip(tip).sections.first().copied().unwrap_or(Section::Action)
    }
}
