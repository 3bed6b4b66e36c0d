use super::Telling;
use crate::draft::{Draft, Section, Sections, Tip};
use crate::judge::{Level, review};
use crate::text::Transcript;

const SECTIONS: [&str; 4] = [
    "The nightly export of our largest customer failed for forty shops. Support answered calls all morning.",
    "My manager asked me to repair it before the yearly audit.",
    "I timed every step of thirty runs. Twenty-two of them waited for a lock, so I moved the cleanup to noon.",
    "Since then it needs 48 minutes instead of four hours. I learned to measure before I believe a theory.",
];

fn draft() -> Draft {
    Draft { sections: Sections::new(SECTIONS.map(str::to_owned)), ..Draft::default() }
}

fn telling(said: &str, seconds: Option<u32>) -> Telling {
    Telling::new(&draft(), &Transcript::read(said), seconds, review)
}

#[test]
fn a_draft_read_out_is_whole_in_order_and_loses_no_tip() {
    let telling = telling(&SECTIONS.join(" "), Some(30));
    assert!(telling.is_known && telling.order.is_none() && telling.left_out.is_empty());
    for told in telling.sections {
        assert_eq!((told.covered, told.is_skipped), (Some(1.0), false), "{told:?}");
    }
    assert_eq!(telling.moved(), (Vec::new(), Vec::new()));
    assert_eq!((telling.words, telling.pace()), (68, Some(136)));
    assert_eq!(telling.sections.iter().filter_map(|told| told.seconds).sum::<u32>(), 28);
}

#[test]
fn a_section_that_is_not_told_is_skipped_and_what_only_it_showed_is_lost() {
    let telling = telling(&[SECTIONS[0], SECTIONS[1], SECTIONS[2]].join(" "), None);
    let skipped = telling.sections.map(|told| told.is_skipped);
    assert_eq!(skipped, [false, false, false, true]);
    let (lost, gained) = telling.moved();
    assert!(lost.contains(&Tip::Impact) && gained.is_empty(), "{lost:?} {gained:?}");
    assert_eq!(telling.pace(), None);
    assert_eq!(telling.sections.map(|told| told.seconds), [None; 4]);
}

#[test]
fn the_order_of_the_telling_is_told_where_it_is_another() {
    let said = [SECTIONS[3], SECTIONS[0], SECTIONS[1], SECTIONS[2]].join(" ");
    let order = telling(&said, None).order.expect("another order");
    assert_eq!(order, [Section::Result, Section::Situation, Section::Task, Section::Action]);
}

#[test]
fn a_sentence_that_nobody_heard_is_left_out_in_its_own_words() {
    let said =
        [SECTIONS[0], SECTIONS[1], SECTIONS[2], "Since then it needs 48 minutes instead of hours."];
    let telling = telling(&said.join(" "), None);
    let lost = "I learned to measure before I believe a theory.";
    assert_eq!(telling.left_out, [(Section::Result, lost.to_owned())]);
}

#[test]
fn cues_say_how_long_each_section_took() {
    let cues = ["00:00 --> 00:10", "00:10 --> 00:14", "00:14 --> 00:40", "00:40 --> 00:50"];
    let blocks = cues.iter().zip(SECTIONS).map(|(times, text)| format!("{times}\n{text}\n\n"));
    let transcript = Transcript::read(&blocks.collect::<String>());
    let telling = Telling::new(&draft(), &transcript, transcript.seconds(), review);
    let seconds = telling.sections.map(|told| told.seconds);
    assert_eq!(seconds, [Some(10), Some(4), Some(26), Some(10)]);
}

#[test]
fn fillers_are_counted_the_most_frequent_first() {
    let fillers = telling("Um, so, um, I basically timed it, you\nknow. Um.", None).fillers;
    let expected = [("um", 3), ("basically", 1), ("you know", 1)];
    assert_eq!(fillers, expected.map(|(filler, count)| (filler.to_owned(), count)));
}

#[test]
fn another_story_is_not_held_against_the_draft() {
    let said = "A colleague and I disagreed about hiring. I proposed to interview three more people. We hired two.";
    let telling = telling(said, None);
    assert!(!telling.is_known && telling.left_out.is_empty() && telling.order.is_none());
    assert!(telling.sections.iter().all(|told| !told.is_skipped));
}

#[test]
fn silence_and_an_unwritten_draft_are_no_trouble() {
    let silent = telling("", Some(0));
    assert_eq!((silent.words, silent.pace(), silent.is_known), (0, None, false));
    assert!(silent.said.findings.iter().all(|finding| finding.level == Level::Missing));
    let transcript = Transcript::read(&SECTIONS.join(" "));
    let unwritten = Telling::new(&Draft::default(), &transcript, None, review);
    assert!(unwritten.written.is_none() && unwritten.moved() == (Vec::new(), Vec::new()));
}

#[test]
fn a_megabyte_of_one_word_is_compared_all_the_same() {
    let said = "export failed ".repeat(40_000);
    assert_eq!(telling(&said, None).words, 80_000);
}
