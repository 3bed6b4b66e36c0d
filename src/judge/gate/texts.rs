//! The gate on the texts of `tests/gate.jsonl`, each with its expected outcome, and on texts that would break it.

use std::fmt::Write as _;
use std::path::Path;

use super::{Gate, OPEN, SHUT, examine};
use crate::draft::{Draft, Section, Sections, Tip};
use crate::judge::Level;
use crate::text::{Span, sentences};

fn draft(sections: [&str; 4]) -> Draft {
    Draft { sections: Sections::new(sections.map(str::to_owned)), ..Draft::default() }
}

/// "refused", "held" (judged, but not as a thing done) or "judged" (in full).
fn outcome(gate: &Gate) -> &'static str {
    if gate.refused.is_some() {
        "refused"
    } else if gate.caps[Tip::Methodology.index()] == Level::Missing {
        "held"
    } else if gate.caps != OPEN || !gate.held.is_empty() {
        "judged in part"
    } else {
        "judged"
    }
}

/// Which sentences are held and why, by the section's first letter and their number in it: "a2 salad, r1 planned".
fn held(draft: &Draft, gate: &Gate) -> String {
    let mut told = Vec::new();
    for held in &gate.held {
        let text = &draft.sections[held.section];
        let at = sentences(text).iter().position(|span| *span == held.span).expect("a sentence");
        let why = format!("{:?}", held.why).to_lowercase();
        told.push(format!("{}{} {why}", &held.section.id()[..1], at + 1));
    }
    told.join(", ")
}

/// The most that each tip may get, a digit each.
fn caps(gate: &Gate) -> String {
    gate.caps.iter().map(|cap| cap.score().to_string()).collect()
}

#[test]
fn every_text_has_its_expected_outcome_down_to_the_sentence() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gate.jsonl");
    let lines = std::fs::read_to_string(path).expect("the texts");
    let mut wrong = String::new();
    for line in lines.lines() {
        let text: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let word = |key: &str| text[key].as_str().unwrap_or_default();
        let draft = draft(Section::ALL.map(|section| word(section.id())));
        let gate = examine(&draft);
        let found = [outcome(&gate).to_owned(), caps(&gate), held(&draft, &gate)];
        if found != [word("outcome"), word("caps"), word("held")] {
            let (id, kind) = (word("id"), word("kind"));
            let _ = writeln!(wrong, "{id}\t{kind}\t{}", found.join("\t"));
        }
    }
    assert!(wrong.is_empty(), "these come out otherwise than expected:\n{wrong}");
}

/// An account in good order, to which the tests below do something.
const GOOD: [&str; 4] = [
    "The till at our garden centre froze every Saturday and people left without paying.",
    "I was asked to find out why before the spring sale.",
    "First I wrote down each freeze for three weeks, to see when it came. It came whenever the card reader was \
     updated. I moved the updates to the night instead of buying a new till, which would have cost 4,000.",
    "It has not frozen since March. I write things down before I call the firm now.",
];

fn with(section: Section, text: &str) -> Draft {
    let mut sections = GOOD;
    sections[section.index()] = text;
    draft(sections)
}

#[test]
fn a_good_account_is_left_alone() {
    let gate = examine(&draft(GOOD));
    assert_eq!(gate, Gate { refused: None, caps: OPEN, capped: None, held: Vec::new() });
}

#[test]
fn a_sentence_pasted_from_the_question_or_the_tips_earns_nothing_and_the_rest_does() {
    let question = "Tell me about a time you solved a hard problem";
    let text = format!("{question}. {}", GOOD[0]);
    let draft = Draft { question: question.to_owned(), ..with(Section::Situation, &text) };
    let gate = examine(&draft);
    assert!(gate.excludes(Section::Situation, Span::new(0, question.len())));
    assert!(!gate.excludes(Section::Situation, Span::new(question.len() + 3, text.len())));
    assert_eq!(gate.refused, None);
}

#[test]
fn a_sentence_said_twice_counts_once() {
    let text = format!("{} {}", GOOD[2], GOOD[2]);
    let gate = examine(&with(Section::Action, &text));
    assert!(!gate.excludes(Section::Action, Span::new(0, GOOD[2].len())));
    assert!(gate.excludes(Section::Action, Span::new(GOOD[2].len() + 1, text.len())));
}

#[test]
fn a_hope_told_as_a_result_is_a_hint_at_most() {
    let gate =
        examine(&with(Section::Result, "We expect to lose 40 % fewer customers by next summer."));
    let caps = gate.caps_at(Section::Result, Span::new(0, 10));
    assert_eq!(gate.refused, None);
    assert_eq!(caps[Tip::Impact.index()], Level::Hinted);
    assert_eq!(caps[Tip::Methodology.index()], Level::Missing);
}

#[test]
fn steps_of_others_are_no_method_of_the_speakers() {
    let gate = examine(&draft([
        "The wheat beer of our brewery tasted of cloves in May.",
        "The management wanted it gone.",
        "The lab drew samples from all eight tanks. Only tank five showed a wild strain. The cellar master took out the \
         valve and had it boiled.",
        "The cloves were gone by June, and the pubs stopped sending barrels back.",
    ]));
    assert_eq!(gate.refused, None);
    assert_eq!(gate.caps[Tip::Methodology.index()], Level::Missing);
    assert_eq!(gate.caps[Tip::Impact.index()], Level::Shown);
    assert!(gate.capped.is_some());
}

#[test]
fn a_few_words_are_refused_with_their_levels_left() {
    let gate = examine(&draft(["", "", "", "Cut the backlog of manuals from 38 to 5."]));
    assert!(gate.refused.is_some_and(|reason| reason.contains("40 words")));
    assert_eq!(gate.caps, OPEN);
}

#[test]
fn an_empty_draft_is_refused_with_nothing_left() {
    for blank in ["", " \n\t", "12 7 45", "🔥🔥 🎯"] {
        let gate = examine(&draft([blank; 4]));
        assert!(
            gate.refused.is_some_and(|reason| reason.contains("nothing to judge")),
            "{blank:?}"
        );
        assert_eq!(gate.caps, SHUT);
    }
}

#[test]
fn a_real_sentence_among_keywords_may_still_earn_something() {
    let real = "The full build of our app went from 48 minutes to 9 for all of us.";
    let result = format!("growth mindset. {real} synergy impact value ROI, lessons learned");
    let gate = examine(&draft([
        "legacy stakeholders, bottleneck, strategic challenge, quality, risk",
        "ownership, objective, KPI, alignment, deliverables",
        "methodology, hypothesis, evidence, root cause analysis, alternatives, trade-offs, metrics, pilot, agile, rollout",
        &result,
    ]));
    assert!(gate.refused.is_some());
    let at = result.find(real).expect("it is in there");
    assert!(!gate.excludes(Section::Result, Span::new(at, at + real.len())));
    assert!(gate.excludes(Section::Task, Span::new(0, 5)));
}

#[test]
fn no_text_makes_it_panic_and_its_spans_fit() {
    let pieces = [
        "[",
        "]",
        "<é>",
        "{{",
        "}}",
        "____",
        "’d",
        "n't",
        "İ",
        "ß",
        "\u{301}",
        "日本",
        "👩‍👩‍👧",
        "\r\n",
        "I",
        " ",
        ":",
        "-",
        "(x",
        "5%",
        "TODO",
        "INSERT",
    ];
    let mut seed = 7_usize;
    for _ in 0..600 {
        let mut text = String::new();
        for _ in 0..30 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) % pieces.len()]);
        }
        for held in examine(&draft([&text, "", &text, "x"])).held {
            assert!(
                text.get(held.span.range()).is_some() || held.section == Section::Result,
                "{text:?}"
            );
        }
    }
}
