#[path = "interview_tests.rs"]
mod interview;

use jiff::Timestamp;

use super::Session;
use crate::draft::{Attempt, Draft, Record, Section, Sections, Tip, Words};
use crate::judge::{Finding, Level, Review, SectionReview, Verdict};
use crate::practice::{Brief, Choice, Effect, Event, Move, Screen, Start};

/// A judge for whom a tip is shown where its id stands twice in the draft, and hinted at where it stands once.
fn judge(draft: &Draft) -> Review {
    let texts: Vec<&str> = draft.sections.iter().map(|(_, text)| text).collect();
    let text = texts.join(
        "
",
    );
    let level = |tip: Tip| Level::ALL[text.matches(tip.id()).count().min(2)];
    let open = Tip::ALL
        .into_iter()
        .filter(|tip| !draft.not_applicable.contains(tip) && level(*tip) < Level::Shown);
    let verdict = if text.contains("blah") {
        Verdict::CannotTell("Only blah.".to_owned())
    } else if text.contains("brief") {
        Verdict::CannotTell(Verdict::TOO_SHORT.to_owned())
    } else if open.count() == 0 {
        Verdict::Ready
    } else {
        Verdict::NotYet
    };
    Review {
        findings: Tip::ALL.map(|tip| Finding {
            tip,
            level: level(tip),
            quotes: Vec::new(),
            cue: None,
            advice: "none",
            about: None,
        }),
        sections: Section::ALL.map(|section| SectionReview {
            section,
            words: 0,
            share: 0.25,
            notes: Vec::new(),
        }),
        spoken_seconds: 0,
        verdict,
        capped: None,
    }
}

fn brief() -> Brief<'static> {
    Brief { words: Words::builtin(), judge, has_example: true, tip: None, never: &[] }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("a time")
}

fn record(texts: [&str; 4]) -> Record {
    let attempt = Attempt::new(at(0), &Sections::new(texts.map(str::to_owned)));
    Record { question: "Why?".to_owned(), attempts: vec![attempt], ..Record::default() }
}

fn blank() -> Session<'static> {
    Session::new(brief(), Record { question: "Why?".to_owned(), ..Record::default() }, Start::GoOn)
        .0
}

fn written(text: &str) -> Event {
    Event::Written(text.to_owned())
}

fn section_of(session: &Session<'_>) -> Option<Section> {
    match session.screen() {
        Screen::Section { section, .. } => Some(section),
        _ => None,
    }
}

/// A session whose four sections are written, at the first rating.
fn four(texts: [&str; 4]) -> Session<'static> {
    let mut session = blank();
    for (second, text) in (0..).zip(texts) {
        session.handle(written(text), at(second));
    }
    session
}

/// A session at its menu.
fn at_menu(texts: [&str; 4]) -> Session<'static> {
    let mut session = four(texts);
    session.handle(Event::RatedEnough, at(9));
    session.handle(Event::Back(String::new()), at(9));
    assert!(matches!(session.screen(), Screen::Menu { .. }), "{:?}", session.screen());
    session
}

#[test]
fn each_finished_section_is_saved_before_the_next_is_asked_for() {
    let mut session = blank();
    for (second, section) in (0..).zip(Section::ALL) {
        assert_eq!(section_of(&session), Some(section));
        let effects = session.handle(written(" text \n"), at(second));
        assert_eq!(effects, [Effect::Save, Effect::Forget]);
        assert_eq!(session.record().draft().sections[section], "text");
    }
    assert_eq!(session.screen(), Screen::Rating(Tip::Methodology));
    assert_eq!(session.record().attempts.len(), 1, "one practice is one attempt");
    assert_eq!(session.record().attempts[0].at, at(3));
}

#[test]
fn going_back_keeps_both_texts_and_returns_to_the_first_as_it_was() {
    let mut session = blank();
    session.handle(written("where"), at(1));
    let effects = session.handle(Event::Back("half a ta".to_owned()), at(2));
    assert_eq!(effects, [Effect::Save, Effect::Forget]);
    let expected =
        Screen::Section { section: Section::Situation, text: "where".to_owned(), again: false };
    assert_eq!(session.screen(), expected);
    // Before the first there is nothing to go back to, and nothing is lost by trying.
    assert!(session.handle(Event::Back("where now".to_owned()), at(3)).is_empty());
    session.handle(written("where now"), at(4));
    let expected =
        Screen::Section { section: Section::Task, text: "half a ta".to_owned(), again: false };
    assert_eq!(session.screen(), expected);
}

#[test]
fn leaving_keeps_what_is_not_finished_and_coming_back_finds_it() {
    let mut session = blank();
    session.handle(written("where"), at(1));
    let effects = session.handle(Event::Leave("half a ta".to_owned()), at(2));
    assert_eq!(effects, [Effect::Keep(Section::Task, "half a ta".to_owned())]);
    assert_eq!(session.screen(), Screen::Over);

    let record = session.record().clone();
    let (mut next, _) =
        Session::new(brief(), record, Start::Within(Section::Task, "half a ta".to_owned()));
    next.handle(written("half a task"), at(3));
    assert_eq!(section_of(&next), Some(Section::Action));
    assert_eq!(next.record().attempts.len(), 1, "the attempt goes on");
}

#[test]
fn leaving_a_section_that_is_saved_as_it_stands_leaves_nothing_to_take_up() {
    let (mut session, _) = Session::new(
        brief(),
        record(["s", "t", "a", "r"]),
        Start::Within(Section::Action, "a".to_owned()),
    );
    assert_eq!(session.handle(Event::Leave("a\n".to_owned()), at(1)), [Effect::Forget]);
}

#[test]
fn a_finished_draft_opens_with_its_review_and_a_revision_is_a_new_attempt() {
    let (mut session, effects) = Session::new(brief(), record(["s", "t", "a", "r"]), Start::GoOn);
    assert_eq!(effects, [Effect::Review]);
    session.handle(Event::Back(String::new()), at(1));
    session.handle(Event::Chose(Choice::Revise), at(1));
    session.handle(Event::PickedSection(Some(Section::Result)), at(1));
    let effects = session.handle(written("r impact impact"), at(5));
    let moved = Move { tip: Tip::Impact, from: Level::Missing, to: Level::Shown };
    assert_eq!(effects, [Effect::Save, Effect::Forget, Effect::Moved(vec![moved]), Effect::Review]);
    session.handle(Event::Chose(Choice::Revise), at(6));
    session.handle(Event::PickedSection(Some(Section::Task)), at(6));
    session.handle(written("t again"), at(7));
    let texts: Vec<_> = session
        .record()
        .attempts
        .iter()
        .map(|attempt| attempt.sections()[Section::Result].clone())
        .collect();
    assert_eq!(texts, ["r", "r impact impact"], "two revisions of one session are one attempt");
}

#[test]
fn starting_afresh_asks_for_all_sections_and_keeps_the_old_attempt() {
    let (mut session, _) = Session::new(brief(), record(["s", "t", "a", "r"]), Start::Afresh);
    assert_eq!(section_of(&session), Some(Section::Situation));
    session.handle(written("new"), at(5));
    assert_eq!(session.record().attempts.len(), 2);
    assert_eq!(session.record().attempts[0].sections()[Section::Situation], "s");
    assert!(session.record().attempts[1].sections()[Section::Result].is_empty());
}

#[test]
fn hints_are_each_time_another_even_after_going_back() {
    let mut session = blank();
    let mut said = Vec::new();
    for round in 0..2 {
        for _ in 0..2 {
            match &session.handle(Event::Hint("so far".to_owned()), at(1))[..] {
                [Effect::Hint(hint)] => said.push(hint.clone()),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(
            session.screen(),
            Screen::Section {
                section: Section::Situation,
                text: "so far".to_owned(),
                again: false
            }
        );
        if round == 0 {
            session.handle(written("so far"), at(2));
            session.handle(Event::Back(String::new()), at(3));
        }
    }
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 4);
}

#[test]
fn the_writer_rates_each_tip_before_the_review_or_passes_it_over() {
    let mut session = four(["s", "t", "a", "r"]);
    session.handle(Event::Rated(Some(Level::Shown)), at(5));
    session.handle(Event::Rated(None), at(5));
    assert_eq!(session.screen(), Screen::Rating(Tip::TradeOffs));
    assert!(session.review().is_none(), "the review must not be known yet");
    let effects = session.handle(Event::RatedEnough, at(5));
    assert_eq!(effects, [Effect::Save, Effect::Review, Effect::Ratings]);
    assert_eq!(session.ratings(), &[Some(Level::Shown), None, None, None, None, None]);
    let kept = &session.record().attempts[0].self_rating;
    assert_eq!(kept.iter().collect::<Vec<_>>(), [(&Tip::Methodology, &Level::Shown)]);
}

#[test]
fn a_tip_marked_as_not_applying_is_saved_and_can_be_taken_back() {
    let mut session = at_menu(["s", "t", "a", "r"]);
    for expected in [vec![Tip::TradeOffs], vec![]] {
        session.handle(Event::Chose(Choice::Dismiss), at(10));
        let effects = session.handle(Event::PickedTip(Some(Tip::TradeOffs)), at(10));
        assert_eq!(effects, [Effect::Save, Effect::Review]);
        assert_eq!(session.record().not_applicable, expected);
    }
    assert_eq!(session.record().attempts.len(), 1);
}

#[test]
fn a_tip_that_never_applies_is_left_out_by_the_judge_but_not_in_the_record() {
    let never = Brief { never: &[Tip::Debugging, Tip::Impact], ..brief() };
    let (mut session, _) = Session::new(never, record(["s", "t", "a", "r"]), Start::GoOn);
    session.handle(Event::Back(String::new()), at(1));
    assert_eq!(session.draft().not_applicable, [Tip::Debugging, Tip::Impact]);
    for (tip, record, draft) in [
        (Tip::Learning, vec![Tip::Learning], vec![Tip::Learning, Tip::Debugging, Tip::Impact]),
        (Tip::Impact, vec![Tip::Learning], vec![Tip::Learning, Tip::Debugging]),
        (Tip::Learning, vec![], vec![Tip::Debugging]),
        (Tip::Impact, vec![Tip::Impact], vec![Tip::Impact, Tip::Debugging]),
    ] {
        session.handle(Event::Chose(Choice::Dismiss), at(10));
        session.handle(Event::PickedTip(Some(tip)), at(10));
        assert_eq!(session.record().not_applicable, record);
        assert_eq!(session.draft().not_applicable, draft);
    }
}

#[test]
fn the_menu_hands_on_what_others_do_and_ends_the_session() {
    let mut session = at_menu(["s", "t", "a", "r"]);
    assert_eq!(session.handle(Event::Chose(Choice::Example), at(10)), [Effect::Example]);
    assert_eq!(session.handle(Event::Chose(Choice::Explain), at(10)), [Effect::Explain]);
    assert_eq!(session.handle(Event::Chose(Choice::Export), at(10)), [Effect::Export]);
    session.handle(Event::Chose(Choice::Revise), at(10));
    assert!(session.handle(Event::PickedSection(None), at(10)).is_empty());
    assert!(matches!(session.screen(), Screen::Menu { .. }));
    session.handle(Event::Chose(Choice::Done), at(10));
    assert_eq!(session.screen(), Screen::Over);
}

#[test]
fn the_example_is_offered_only_where_there_is_one_and_never_before_the_draft() {
    let (mut session, _) = Session::new(
        Brief { has_example: false, ..brief() },
        record(["s", "t", "a", "r"]),
        Start::GoOn,
    );
    session.handle(Event::Back(String::new()), at(1));
    let Screen::Menu { choices, .. } = session.screen() else { panic!("{:?}", session.screen()) };
    assert!(!choices.contains(&Choice::Example));
    let mut early = blank();
    assert!(early.handle(Event::Chose(Choice::Example), at(1)).is_empty());
}

#[test]
fn a_session_without_a_word_keeps_nothing() {
    let mut session = blank();
    for _ in 0..3 {
        session.handle(written(" \n"), at(1));
    }
    assert_eq!(session.handle(written(""), at(1)), [Effect::Forget, Effect::Nothing]);
    assert_eq!(session.screen(), Screen::Over);
    assert!(session.record().attempts.is_empty());
}

#[test]
fn an_event_that_does_not_fit_the_screen_changes_nothing() {
    let events = || {
        [
            Event::Rated(None),
            Event::RatedEnough,
            Event::Placed(None),
            Event::Chose(Choice::Done),
            Event::PickedSection(Some(Section::Task)),
            Event::PickedTip(Some(Tip::Impact)),
        ]
    };
    let mut session = blank();
    for event in events() {
        assert!(session.handle(event, at(1)).is_empty());
        assert_eq!(section_of(&session), Some(Section::Situation));
    }
}
