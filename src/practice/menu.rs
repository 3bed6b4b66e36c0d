use super::{Choice, Screen};
use crate::draft::Tip;
use crate::judge::{Review, Verdict};

/// How many questions the interviewer asks in a row.
const QUESTIONS: usize = 2;

/// What there is to do after a review; the interviewer is offered where a tip is weak.
pub(super) fn menu(verdict: Option<&Verdict>, is_weak: bool, has_example: bool) -> Screen {
    let mut choices = vec![Choice::Revise, Choice::Explain];
    if is_weak && verdict.is_none_or(can_ask) {
        choices.push(Choice::FollowUps);
    }
    choices.push(Choice::Dismiss);
    if has_example {
        choices.push(Choice::Example);
    }
    choices.extend([Choice::Export, Choice::Done]);
    let is_ready = verdict == Some(&Verdict::Ready);
    Screen::Menu { choices, best: if is_ready { Choice::Done } else { Choice::Revise } }
}

/// Whether there is an answer to ask about: one that is merely short gets longer by being asked.
pub(super) fn can_ask(verdict: &Verdict) -> bool {
    !matches!(verdict, Verdict::CannotTell(_)) || verdict.is_too_short()
}

/// The tips that are not `settled` and whose next level would help most, in that order.
pub(super) fn weakest(review: &Review, mut settled: Vec<Tip>) -> Vec<Tip> {
    let mut tips = Vec::new();
    while let Some(finding) = review.next_change(&settled).filter(|_| tips.len() < QUESTIONS) {
        tips.push(finding.tip);
        settled.push(finding.tip);
    }
    tips
}
