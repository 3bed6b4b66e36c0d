//! Which advice fits what is there: by the level, and by what the sentences hold instead of what is asked.

use super::assess::Case;
use super::look::{Look, class_of, has, is};
use super::review::{AdviceKey, Level, Quote};
use super::tokens::{Agent, Token};
use crate::draft::{Section, Tip};

/// The key of the advice, and the words that it speaks about.
pub(crate) type Advice = (AdviceKey, Option<Quote>);

/// Sections in which a problem is told.
const PROBLEM: &[Section] = &[Section::Situation, Section::Task];
const ACTION: &[Section] = &[Section::Action];
const RESULT: &[Section] = &[Section::Result];
const ALL: &[Section] = &Section::ALL;

/// The advice on a tip that reached `level` by `quotes`.
pub(crate) fn advise(case: &Case, tip: Tip, level: Level, quotes: &[Quote]) -> Advice {
    if level == Level::Shown {
        return ("shown", None);
    }
    let look = Look { case, quotes, hinted: level == Level::Hinted };
    match tip {
        Tip::Methodology => look.methodology(),
        Tip::Debugging => look.debugging(),
        Tip::TradeOffs => look.trade_offs(),
        Tip::Impact => look.impact(),
        Tip::Learning => look.learning(),
        Tip::BusinessValue => look.business_value(),
    }
}

/// Whether the token is something the speaker did that can be pictured.
fn is_step(token: &Token) -> bool {
    let acts = ["gather", "ask", "experiment", "make", "alter", "rollout", "people_act"];
    token.agent == Agent::Me && token.past && is(token, class_of(&acts))
}

impl Look<'_, '_> {
    fn methodology(&self) -> Advice {
        if self.hinted {
            let reason = self.find(ACTION, &["purpose", "named"]).is_some();
            return if self.acts(Agent::Me) >= 3 && !reason {
                ("steps-without-reason", self.quotes.first().cloned())
            } else {
                ("few-steps", self.quotes.first().cloned())
            };
        }
        let ours = |token: &Token| token.agent == Agent::We && token.past;
        if self.acts(Agent::Me) == 0 && self.acts(Agent::We) > 0 {
            return ("only-we", self.first(ACTION, &ours));
        }
        match self.find(ACTION, &["effort"]) {
            Some(words) if self.acts(Agent::Me) < 3 => ("effort-words", Some(words)),
            // An act that can be pictured is a step, only too few of them for a level.
            _ => match self.first(ACTION, &is_step) {
                Some(step) => ("few-steps", Some(step)),
                None => ("no-steps", None),
            },
        }
    }

    fn debugging(&self) -> Advice {
        let checked = self.check_after_fix();
        if self.hinted {
            let found = self
                .quotes
                .first()
                .is_some_and(|quote| self.holds(quote, &["find", "cause", "telling"]));
            let gathered = self.find(ACTION, &["gather", "ev_noun", "experiment"]);
            return match (found, gathered, checked) {
                (_, _, Some(check)) => ("check-after-fix", Some(check)),
                (true, None, None) => ("cause-without-evidence", self.quotes.first().cloned()),
                (false, Some(evidence), None) => ("evidence-without-finding", Some(evidence)),
                _ if found => ("cause-without-evidence", self.quotes.first().cloned()),
                _ => ("evidence-without-finding", self.quotes.first().cloned()),
            };
        }
        let claims = |token: &Token| {
            CLAIMS.contains(&token.stem.as_str()) && !token.negated && !token.planned
        };
        if let Some(claim) = self.first(ACTION, &claims) {
            return ("claimed-only", Some(claim));
        }
        match checked {
            Some(check) => ("check-after-fix", Some(check)),
            None => ("straight-to-fix", self.find(ACTION, &["alter", "make"])),
        }
    }

    /// The words of a check that stands only behind the fix, when nothing was looked at before it.
    fn check_after_fix(&self) -> Option<Quote> {
        let acts =
            self.case.sentences.iter().filter(|sentence| sentence.place.section == Section::Action);
        let mut fixed = false;
        for sentence in acts {
            let looked = has(sentence, &["gather", "experiment", "look", "ask"]);
            if looked && !fixed {
                return None;
            }
            let check = |token: &Token| LATER.contains(&token.stem.as_str());
            if looked && sentence.tokens.iter().any(check) {
                return self.quote(sentence, &|token| {
                    is(token, class_of(&["gather", "experiment", "look", "ask"]))
                });
            }
            fixed |= has(sentence, &["alter", "make", "rollout"]);
        }
        None
    }

    fn trade_offs(&self) -> Advice {
        if self.hinted {
            let Some(quote) = self.quotes.first() else {
                return ("price-without-alternative", None);
            };
            let named = self.holds(quote, &["alt", "propose", "reject", "buy_build"]);
            let key =
                if self.holds(quote, &["weigh"]) && !self.holds(quote, &["buy_build", "reject"]) {
                    "weighing-unnamed"
                } else if self.holds(quote, &["price", "knowing"]) || !named {
                    "price-without-alternative"
                } else {
                    "alternative-without-reason"
                };
            return (key, Some(quote.clone()));
        }
        let chosen = self
            .case
            .sentences
            .iter()
            .find(|sentence| has(sentence, &["choose"]) && has(sentence, &["because"]));
        match chosen
            .and_then(|sentence| self.quote(sentence, &|token| is(token, class_of(&["choose"]))))
        {
            Some(choice) => ("reason-for-choice-only", Some(choice)),
            None => ("none", None),
        }
    }

    fn impact(&self) -> Advice {
        let planned = self.first(RESULT, &|token| token.measures() && token.planned);
        let done = self.first(RESULT, &|token| token.measures() && !token.planned);
        let vague = self.change_without_figure();
        if let (Some(figure), None) = (&planned, &done) {
            return ("planned-figure", Some(figure.clone()));
        }
        if let (true, Some(figure)) = (self.hinted, &done) {
            return ("count-not-effect", Some(figure.clone()));
        }
        if let Some(change) = vague {
            return ("vague-change", Some(change));
        }
        match self.first(PROBLEM, &|token| token.measures() && !token.planned) {
            Some(figure) => ("figure-in-problem-only", Some(figure)),
            None if self.hinted => ("vague-change", self.quotes.first().cloned()),
            None => ("no-figure", None),
        }
    }

    /// "It got much faster": a change told in a clause of the Result that has no figure.
    fn change_without_figure(&self) -> Option<Quote> {
        let change = class_of(&["up", "down", "cease", "vague_quant"]);
        self.case
            .sentences
            .iter()
            .filter(|sentence| sentence.place.section == Section::Result)
            .find_map(|sentence| {
                let bare = |token: &Token| {
                    is(token, change)
                        && !sentence
                            .tokens
                            .iter()
                            .any(|other| other.measures() && other.clause == token.clause)
                };
                self.quote(sentence, &bare)
            })
    }

    fn learning(&self) -> Advice {
        let Some(quote) = self.quotes.first() else {
            let finding =
                self.first(ALL, &|token| token.stem == "learn" && !token.negated && !token.planned);
            return finding.map_or(("none", None), |words| ("finding-not-lesson", Some(words)));
        };
        let key = if self.holds(quote, &["lesson_vague"]) {
            "claimed-without-content"
        } else if self.holds(quote, &["passed_on"]) {
            "passed-on-only"
        } else if self.holds(quote, &["skill"]) {
            "skill-only"
        } else {
            "claimed-without-content"
        };
        (key, Some(quote.clone()))
    }

    fn business_value(&self) -> Advice {
        let technical = || self.find(RESULT, &["tech_state", "tech"]);
        let Some(quote) = self.quotes.first() else {
            return technical().map_or(("none", None), |words| ("technical-outcome", Some(words)));
        };
        if PROBLEM.contains(&quote.section) {
            return ("stakes-only", Some(quote.clone()));
        }
        if self.holds(quote, &["tech", "tech_state"]) && !self.holds(quote, &["benefit_vague"]) {
            return ("technical-outcome", Some(quote.clone()));
        }
        ("vague-benefit", Some(quote.clone()))
    }
}

/// Stems that claim an inquiry without saying what was looked at.
const CLAIMS: [&str; 8] =
    ["investigat", "debug", "analys", "analyz", "troubleshoot", "diagnos", "research", "examin"];
/// Words that put a check behind the fix.
const LATER: [&str; 5] = ["after", "afterward", "then", "confirm", "work"];

#[cfg(test)]
mod tests {
    use crate::draft::{Draft, Sections, Tip};
    use crate::judge::review;

    /// The advice on `tip` for a draft with this Action and Result, and the words it speaks of.
    fn advice(tip: Tip, action: &str, result: &str) -> (&'static str, Option<String>) {
        let sections = Sections::new([
            "Our shop had a problem.".into(),
            "I had to fix it.".into(),
            action.into(),
            result.into(),
        ]);
        let review = review(&Draft { sections, ..Draft::default() });
        let finding = &review.findings[tip.index()];
        (finding.advice, finding.about.as_ref().map(|quote| quote.text.clone()))
    }

    /// The keys of each tip, as `answers/tips.yaml` spells them.
    const KEYS: [&[&str]; 6] = [
        &["no-steps", "only-we", "few-steps", "steps-without-reason", "effort-words", "shown"],
        &[
            "straight-to-fix",
            "claimed-only",
            "cause-without-evidence",
            "evidence-without-finding",
            "check-after-fix",
            "shown",
        ],
        &[
            "none",
            "reason-for-choice-only",
            "alternative-without-reason",
            "price-without-alternative",
            "weighing-unnamed",
            "shown",
        ],
        &[
            "no-figure",
            "figure-in-problem-only",
            "count-not-effect",
            "vague-change",
            "planned-figure",
            "shown",
        ],
        &[
            "none",
            "claimed-without-content",
            "skill-only",
            "passed-on-only",
            "finding-not-lesson",
            "shown",
        ],
        &["none", "stakes-only", "vague-benefit", "technical-outcome", "shown"],
    ];

    #[test]
    fn a_change_without_a_figure_is_named() {
        let (key, about) =
            advice(Tip::Impact, "I rewrote the query.", "The report got much faster.");
        assert_eq!(key, "vague-change");
        assert_eq!(about.as_deref(), Some("The report got much faster"));
    }

    #[test]
    fn what_only_we_did_is_told_from_effort_and_from_nothing() {
        assert_eq!(
            advice(Tip::Methodology, "We looked at it together.", "It was done.").0,
            "only-we"
        );
        assert_eq!(
            advice(Tip::Methodology, "I worked hard and gave it my all.", "Done.").0,
            "effort-words"
        );
        assert_eq!(advice(Tip::Methodology, "", "").0, "no-steps");
        assert_eq!(advice(Tip::Methodology, "I rewrote the query.", "Done.").0, "few-steps");
        assert_eq!(advice(Tip::Methodology, "I would rewrite it.", "Done.").0, "no-steps");
    }

    #[test]
    fn an_inquiry_that_is_only_claimed_is_quoted() {
        let (key, about) = advice(Tip::Debugging, "I investigated the issue.", "It works.");
        assert_eq!((key, about.as_deref()), ("claimed-only", Some("I investigated the issue")));
    }

    #[test]
    fn what_was_learned_about_the_bug_is_a_finding() {
        assert_eq!(
            advice(Tip::Learning, "I read the log.", "We learned that the bug was in the cache.").0,
            "finding-not-lesson"
        );
    }

    #[test]
    fn every_key_belongs_to_its_tip() {
        let texts = [
            "",
            "I fixed it because it was slow.",
            "We would save 30 % next year.",
            "I chose Go because it is fast.",
        ];
        for (action, result) in texts.iter().flat_map(|a| texts.iter().map(move |b| (a, b))) {
            for tip in Tip::ALL {
                let key = advice(tip, action, result).0;
                assert!(KEYS[tip.index()].contains(&key), "{tip}: {key}");
            }
        }
    }
}
