//! A draft in, a review out.

use super::advice::advise;
use super::gate::{Gate, examine};
use super::model::{Judgement, Model};
use super::notes::section_reviews;
use super::quotes::{cue, quotes};
use super::reading::{Sentence, admitted, divide, is_undivided};
use super::review::{Finding, Level, Review, Verdict};
use super::split::sections_of;
use super::verdict::verdict;
use crate::draft::{Draft, Sections, Tip};
use crate::text::{WORDS_A_MINUTE, words};

/// The review of a draft.
pub fn review(draft: &Draft) -> Review {
    Model::built_in().review(draft)
}

/// A draft read and judged, before anything is said of it.
pub(crate) struct Case<'d> {
    pub model: &'d Model,
    pub sections: &'d Sections,
    /// The sentences that may earn something.
    pub sentences: Vec<Sentence>,
    pub judgement: Judgement,
    gate: Gate,
}

impl Model {
    /// The review of a draft by these weights.
    pub fn review(&self, draft: &Draft) -> Review {
        let case = Case::of(self, draft);
        let findings = Tip::ALL.map(|tip| case.finding(tip));
        let words = draft.sections.iter().map(|(_, text)| words(text).len()).sum::<usize>();
        Review {
            verdict: case
                .gate
                .refused
                .clone()
                .map_or_else(|| verdict(&findings, &draft.not_applicable), Verdict::CannotTell),
            findings,
            sections: section_reviews(&case),
            spoken_seconds: (words as u64 * 60).div_ceil(u64::from(WORDS_A_MINUTE)) as u32,
            capped: case.gate.capped,
        }
    }
}

impl<'d> Case<'d> {
    pub(crate) fn of(model: &'d Model, draft: &'d Draft) -> Self {
        let sections = &draft.sections;
        let gate = examine(draft);
        let mut sentences = admitted(sections, &gate);
        if is_undivided(sections, &sentences) {
            let roles = sections_of(&model.section, &sentences);
            divide(&mut sentences, &roles);
        }
        let caps = sentences.iter().map(|sentence| gate.caps_at(sentence.home, sentence.span));
        let mut judgement = model.judge(&sentences, &caps.collect::<Vec<_>>());
        for (level, cap) in judgement.levels.iter_mut().zip(gate.caps) {
            *level = if sentences.is_empty() { Level::Missing } else { (*level).min(cap) };
        }
        Self { model, sections, sentences, judgement, gate }
    }

    fn finding(&self, tip: Tip) -> Finding {
        let level = self.judgement.levels[tip.index()];
        let quotes =
            quotes(self.model, self.sections, &self.sentences, &self.judgement.scores, tip, level);
        let cue = quotes
            .first()
            .and_then(|quote| cue(self.model, self.sections, &self.sentences, quote, tip, level));
        let (advice, about) = advise(self, tip, level, &quotes);
        Finding { tip, level, quotes, cue, advice, about }
    }
}

#[cfg(test)]
mod tests {
    use super::review;
    use crate::draft::{Draft, Section, Sections, Tip};
    use crate::judge::{Level, Verdict, marks};

    fn draft(texts: [&str; 4]) -> Draft {
        Draft { sections: Sections::new(texts.map(str::to_owned)), ..Draft::default() }
    }

    fn level(tip: Tip, texts: [&str; 4]) -> Level {
        review(&draft(texts)).findings[tip.index()].level
    }

    const SITUATION: &str = "Our nightly export at a payroll company failed every week, and customers got their pay slips late.";
    const TASK: &str = "I was asked to make it reliable before the audit.";
    const ACTION: &str = "First I pulled the logs of a month and sorted them by hour. Every failure came while the cleanup job held a lock, \
        so I moved the cleanup to noon so that the two would not meet. We could have bought a bigger server, but it would have waited for the same lock.";
    const RESULT: &str = "The export went from 5 hours to 40 minutes and has not failed since. Pay slips reach every customer by seven. \
        I learned to ask what a job waits for before I buy hardware.";

    #[test]
    fn a_full_account_is_ready() {
        assert_eq!(review(&draft([SITUATION, TASK, ACTION, RESULT])).verdict, Verdict::Ready);
    }

    #[test]
    fn what_is_denied_or_only_planned_is_not_shown() {
        let never = "I moved the job to noon. We never looked at any alternative.";
        assert_ne!(level(Tip::TradeOffs, [SITUATION, TASK, never, "It works."]), Level::Shown);
        let planned = "Next year it should become 30 % faster.";
        assert_ne!(level(Tip::Impact, [SITUATION, TASK, ACTION, planned]), Level::Shown);
    }

    #[test]
    fn dates_versions_and_findings_are_neither_impact_nor_lesson() {
        let result =
            "We released version 3.2 in March 2021. We learned that the bug was in the cache.";
        assert_ne!(level(Tip::Impact, [SITUATION, TASK, "I fixed it.", result]), Level::Shown);
        assert_ne!(level(Tip::Learning, [SITUATION, TASK, "I fixed it.", result]), Level::Shown);
    }

    #[test]
    fn nothing_written_shows_nothing() {
        for texts in [[""; 4], [" \n\t"; 4], ["…", "-", "", "👍"]] {
            let review = review(&draft(texts));
            assert!(
                review.findings.iter().all(|finding| finding.level != Level::Shown),
                "{texts:?}"
            );
        }
        let review = review(&Draft::default());
        assert!(
            review
                .findings
                .iter()
                .all(|finding| finding.level == Level::Missing && finding.quotes.is_empty())
        );
    }

    #[test]
    fn an_answer_all_in_one_section_is_judged_by_its_parts() {
        let whole = format!("{SITUATION} {TASK} {ACTION} {RESULT}");
        assert_eq!(level(Tip::Impact, ["", "", &whole, ""]), Level::Shown);
        assert_eq!(level(Tip::Debugging, ["", "", "", &whole]), Level::Shown);
    }

    #[test]
    fn quotes_and_marks_are_verbatim_for_any_text() {
        let pieces = [
            "I cut it by 30 %",
            "ñandú",
            "…",
            "\u{301}",
            "’s",
            "\r\n",
            "- ",
            "5€",
            "漢字。",
            "\u{0}",
            "\"",
            "I'd",
            "->",
            " ",
            "because",
            "👩‍🔧",
            "1.",
            "(",
            "ǅ",
            "İ",
        ];
        for seed in 0..200_usize {
            let text: String = (0..24)
                .map(|i| pieces[(seed * 31 + i * (seed % 7 + 3) + i * i) % pieces.len()])
                .collect::<Vec<_>>()
                .join(if seed % 2 == 0 { " " } else { "" });
            let draft = draft([&text, "", &text, &text]);
            for finding in review(&draft).findings {
                for quote in finding.quotes.iter().chain(&finding.about) {
                    assert_eq!(quote.span.of(&draft.sections[quote.section]), quote.text);
                }
                if let Some(cue) = finding.cue {
                    assert!(finding.quotes[0].text.contains(&cue));
                }
            }
            for mark in marks(Section::Action, &text) {
                assert!(text.get(mark.span.range()).is_some_and(|words| !words.is_empty()));
            }
        }
    }
}
