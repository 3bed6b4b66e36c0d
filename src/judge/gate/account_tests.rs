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
        for tip in tips {
            caps[tip.index()] = level;
        }
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
    let with = |denied, later, mine| Tally { mine, denied, later, ..prose() }.account(0);
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
    let lines = ["Harbour office, 2014 to 2018.", "Mill shop, 2018 to 2022.", "A town by the sea."];
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
        let tally = Tally { all, ours, past, first_person, ended, function_words, ..prose() };
        tally.account(0)
    };
    for (all, past, first_person, ours) in
        [(10, 4, 0, 0), (10, 3, 1, 0), (4, 2, 0, 0), (10, 5, 2, 2)]
    {
        assert_eq!(with(all, past, first_person, ours, 40, all), Account::Others, "{all} {past}");
    }
    for (past, function_words, ended) in [(1, 40, 4), (2, 39, 4), (2, 40, 2)] {
        assert_eq!(with(4, past, 0, 0, function_words, ended), Account::Own, "{past}");
    }
}
