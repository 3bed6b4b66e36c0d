use std::time::Duration;

use super::{Beat, Plan, Rehearsal, Stage};
use crate::draft::Section::{self, Action, Result, Situation, Task};

const SHARES: [u32; 4] = [20, 10, 50, 20];

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn usual() -> Plan {
    Plan::new(120, [0; 4], SHARES)
}

fn seconds(plan: Plan) -> [u32; 4] {
    Section::ALL.map(|section| plan.seconds(section))
}

fn spent(rehearsal: &Rehearsal, now: u64) -> [Option<u32>; 4] {
    rehearsal.laps(at(now)).map(|lap| lap.spent)
}

/// A rehearsal after `beats`, each with its time.
fn after(beats: &[(Beat, u64)]) -> Rehearsal {
    let mut rehearsal = Rehearsal::new(usual());
    for (beat, now) in beats {
        rehearsal.handle(*beat, at(*now));
    }
    rehearsal
}

#[test]
fn an_unwritten_answer_is_planned_by_the_usual_shares_and_a_written_one_by_its_length() {
    assert_eq!(seconds(usual()), [24, 12, 60, 24]);
    assert_eq!(seconds(Plan::new(120, [10, 10, 10, 30], SHARES)), [20, 20, 20, 60]);
    // What is not written keeps its usual share; the others part the rest.
    assert_eq!(seconds(Plan::new(120, [30, 10, 40, 0], SHARES)), [36, 12, 48, 24]);
    assert_eq!(seconds(Plan::new(0, [1, 2, 3, 4], SHARES)), [0; 4]);
}

#[test]
fn no_second_is_lost_in_parting() {
    for total in 0..200 {
        assert_eq!(Plan::new(total, [7, 3, 11, 5], SHARES).whole(), total);
        assert_eq!(usual().scaled(total).whole(), total);
    }
}

#[test]
fn times_of_the_notes_hold_and_the_others_share_what_is_left() {
    let minutes = |minutes| seconds(usual().with_minutes(minutes));
    assert_eq!(minutes([Some(3), Some(1), Some(5), Some(2)]), [180, 60, 300, 120]);
    assert_eq!(minutes([None, None, Some(1), None]), [24, 12, 60, 24]);
    assert_eq!(minutes([Some(1), None, None, None]), [60, 8, 37, 15]);
    // Nothing is left of two minutes, and yet nobody tells a section in no time.
    assert_eq!(minutes([None, None, Some(4), None]), [24, 12, 240, 24]);
    assert_eq!(minutes([None; 4]), [24, 12, 60, 24]);
}

#[test]
fn a_whole_that_is_asked_for_keeps_the_proportions_of_the_notes() {
    let plan = usual().with_minutes([Some(3), Some(1), Some(4), Some(2)]).scaled(60);
    assert_eq!(seconds(plan), [18, 6, 24, 12]);
}

#[test]
fn nothing_runs_before_it_is_started() {
    let rehearsal = Rehearsal::new(usual());
    assert_eq!((rehearsal.stage(), spent(&rehearsal, 60)), (Stage::Ready, [None; 4]));
    assert!(!rehearsal.is_begun());
}

#[test]
fn time_goes_to_the_section_that_is_being_told() {
    let rehearsal = after(&[(Beat::Pause, 5), (Beat::Next, 35), (Beat::Next, 45)]);
    assert_eq!(rehearsal.stage(), Stage::Telling(Action));
    assert_eq!(spent(&rehearsal, 50), [Some(30), Some(10), Some(5), None]);
}

#[test]
fn a_pause_takes_no_time_and_space_goes_on() {
    let mut rehearsal = after(&[(Beat::Next, 0), (Beat::Pause, 10)]);
    assert_eq!(rehearsal.stage(), Stage::Paused(Situation));
    assert_eq!(spent(&rehearsal, 500)[0], Some(10));
    rehearsal.handle(Beat::Pause, at(500));
    assert_eq!(
        (rehearsal.stage(), spent(&rehearsal, 503)[0]),
        (Stage::Telling(Situation), Some(13))
    );
}

#[test]
fn next_out_of_a_pause_starts_the_next_section_at_once() {
    let rehearsal = after(&[(Beat::Next, 0), (Beat::Pause, 10), (Beat::Next, 60)]);
    assert_eq!(rehearsal.stage(), Stage::Telling(Task));
    assert_eq!(spent(&rehearsal, 62), [Some(10), Some(2), None, None]);
}

#[test]
fn going_back_adds_to_the_section_before_and_stops_at_the_first() {
    let mut rehearsal = after(&[(Beat::Next, 0), (Beat::Next, 10), (Beat::Back, 14)]);
    assert_eq!(rehearsal.stage(), Stage::Telling(Situation));
    assert_eq!(spent(&rehearsal, 20), [Some(16), Some(4), None, None]);
    rehearsal.handle(Beat::Back, at(20));
    assert_eq!(
        (rehearsal.stage(), spent(&rehearsal, 21)[0]),
        (Stage::Telling(Situation), Some(17))
    );
}

#[test]
fn after_the_result_comes_the_rating_and_then_nothing() {
    let told = [0, 10, 20, 30, 40].map(|now| (Beat::Next, now));
    let mut rehearsal = after(&told);
    assert_eq!(rehearsal.stage(), Stage::Rating);
    assert!(rehearsal.is_whole());
    rehearsal.handle(Beat::Next, at(41));
    assert_eq!((rehearsal.stage(), spent(&rehearsal, 99)), (Stage::Rating, [Some(10); 4]));
    rehearsal.handle(Beat::Rate(Some(4)), at(42));
    assert_eq!((rehearsal.stage(), rehearsal.rating()), (Stage::Over, Some(4)));
    let mut passed = after(&told);
    passed.handle(Beat::Rate(None), at(41));
    assert_eq!((passed.stage(), passed.rating()), (Stage::Over, None));
    let mut absurd = after(&told);
    absurd.handle(Beat::Rate(Some(9)), at(41));
    assert_eq!(absurd.rating(), None);
}

#[test]
fn leaving_keeps_what_was_told_and_asks_for_a_rating_only_in_the_result() {
    let rehearsal = after(&[(Beat::Next, 0), (Beat::Next, 10), (Beat::Leave, 12)]);
    assert_eq!(rehearsal.stage(), Stage::Over);
    assert_eq!(spent(&rehearsal, 60), [Some(10), Some(2), None, None]);
    assert!(rehearsal.is_begun() && !rehearsal.is_whole());
    let last = after(&[0, 1, 2, 3].map(|now| (Beat::Next, now)));
    let mut last = last;
    last.handle(Beat::Leave, at(9));
    assert_eq!((last.stage(), spent(&last, 60)[Result.index()]), (Stage::Rating, Some(6)));
    assert_eq!(after(&[(Beat::Leave, 3)]).stage(), Stage::Over);
}

#[test]
fn a_rating_before_the_end_and_a_clock_that_runs_back_change_nothing() {
    let mut rehearsal = after(&[(Beat::Next, 10), (Beat::Rate(Some(3)), 12)]);
    assert_eq!((rehearsal.stage(), rehearsal.rating()), (Stage::Telling(Situation), None));
    rehearsal.handle(Beat::Next, at(2));
    assert_eq!(spent(&rehearsal, 2)[0], Some(0));
}
