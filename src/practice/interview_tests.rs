use super::{at, four, written};
use crate::draft::{Section, Tip, Words};
use crate::judge::Level;
use crate::practice::{Choice, Effect, Event, Move, Screen};

#[test]
fn the_interviewer_asks_what_the_two_weakest_tips_call_for_and_answers_move_levels() {
    let mut session = four(["s", "t", "methodology methodology impact", "r"]);
    session.handle(Event::RatedEnough, at(5));
    let Screen::FollowUp { number: 1, of: 2, tip, question, is_short: false } = session.screen()
    else {
        panic!("{:?}", session.screen())
    };
    assert!(Words::builtin().tip(tip).follow_ups.contains(&question));
    session.handle(written(&format!("{tip} {tip}")), at(6));
    let Screen::Place { fits, .. } = session.screen() else { panic!("{:?}", session.screen()) };
    let kept = [Effect::Save, Effect::Forget];
    assert_eq!(session.handle(Event::Placed(Some(fits)), at(7)), kept);
    assert!(session.record().draft().sections[fits].ends_with(&format!("\n\n{tip} {tip}")));
    // The second is passed over; then the review says what moved.
    let effects = session.handle(written("  "), at(8));
    let moved = Move { tip, from: Level::Missing, to: Level::Shown };
    assert_eq!(effects, [Effect::Forget, Effect::Moved(vec![moved]), Effect::Review]);
    assert!(matches!(session.screen(), Screen::Menu { .. }));
}

#[test]
fn an_answer_may_stay_out_of_the_draft_and_the_next_time_another_question_comes() {
    let mut session = four(["s", "t", "a", "r"]);
    session.handle(Event::RatedEnough, at(5));
    let first = session.screen();
    session.handle(written("an answer"), at(6));
    assert_eq!(session.handle(Event::Placed(None), at(6)), [Effect::Forget]);
    assert_eq!(session.handle(written(""), at(6)), [Effect::Forget]);
    session.handle(Event::Chose(Choice::FollowUps), at(7));
    let (
        Screen::FollowUp { tip, question, .. },
        Screen::FollowUp { tip: before, question: asked, .. },
    ) = (session.screen(), first)
    else {
        panic!("{:?}", session.screen())
    };
    assert_eq!(tip, before);
    assert_ne!(question, asked);
    assert_eq!(session.record().draft().sections[Section::Action], "a");
}

#[test]
fn a_ready_draft_is_not_asked_further_and_the_menu_would_stop() {
    let all = Tip::ALL.map(|tip| [tip.id(); 2].join(" ")).join(" ");
    let mut session = four(["s", "t", &all, "r"]);
    session.handle(Event::RatedEnough, at(5));
    let Screen::Menu { choices, best } = session.screen() else { panic!("{:?}", session.screen()) };
    assert_eq!(best, Choice::Done);
    assert!(!choices.contains(&Choice::FollowUps));
}

#[test]
fn what_cannot_be_judged_is_not_questioned_either() {
    let mut session = four(["blah", "", "", ""]);
    session.handle(Event::RatedEnough, at(5));
    let Screen::Menu { choices, best } = session.screen() else { panic!("{:?}", session.screen()) };
    assert_eq!(best, Choice::Revise);
    assert!(!choices.contains(&Choice::FollowUps));
}

#[test]
fn what_is_only_too_short_is_asked_about_and_says_so() {
    let mut session = four(["brief", "t", "a", "r"]);
    session.handle(Event::RatedEnough, at(5));
    let Screen::FollowUp { number: 1, is_short: true, .. } = session.screen() else {
        panic!("{:?}", session.screen())
    };
    session.handle(Event::Back(String::new()), at(6));
    let Screen::Menu { choices, .. } = session.screen() else { panic!("{:?}", session.screen()) };
    assert!(choices.contains(&Choice::FollowUps));
}

#[test]
fn an_answer_in_progress_is_kept_with_the_section_that_it_fits() {
    let mut session = four(["s", "t", "methodology methodology", "r"]);
    session.handle(Event::RatedEnough, at(5));
    let Screen::FollowUp { tip, .. } = session.screen() else { panic!("{:?}", session.screen()) };
    let fits = Words::builtin().tip(tip).sections[0];
    let text = format!("{}\n\nhalf an answ", session.draft().sections[fits]);
    assert_eq!(session.page("half an answ"), Some((fits, text.clone())));
    let effects = session.handle(Event::Leave("half an answ".to_owned()), at(6));
    assert_eq!(effects, [Effect::Keep(fits, text)]);
    assert_eq!(session.screen(), Screen::Over);
}

#[test]
fn whoever_goes_back_from_an_answer_is_asked_where_it_belongs_and_nothing_more() {
    let mut session = four(["s", "t", "a", "r"]);
    session.handle(Event::RatedEnough, at(5));
    session.handle(Event::Back("an answer".to_owned()), at(6));
    assert!(matches!(session.screen(), Screen::Place { .. }), "{:?}", session.screen());
    session.handle(Event::Placed(Some(Section::Result)), at(7));
    assert!(matches!(session.screen(), Screen::Menu { .. }), "{:?}", session.screen());
    assert_eq!(session.draft().sections[Section::Result], "r\n\nan answer");
}
