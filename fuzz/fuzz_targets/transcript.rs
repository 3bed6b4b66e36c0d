//! Whatever a speech-to-text program is said to have heard is read, and held against a draft.

#![no_main]

use libfuzzer_sys::fuzz_target;
use starcoach::draft::Section;
use starcoach::judge::review;
use starcoach::practice::Telling;
use starcoach::text::{Transcript, decode, fillers, words};
use starcoach_fuzz::{draft, in_order};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = decode("talk.vtt", bytes) else { return };
    // The part before the first unit separator was heard, the rest is the draft.
    let (heard, written) = text.split_once('\u{1f}').unwrap_or((&text, ""));
    let transcript = Transcript::read(heard);
    let said = &transcript.text;
    assert_eq!(said.trim(), said);
    in_order(said, transcript.cues.iter().map(|cue| cue.span));
    assert!(transcript.cues.iter().all(|cue| cue.from <= cue.to));
    assert_eq!(transcript.cues.is_empty(), transcript.seconds().is_none());
    for cue in &transcript.cues {
        let times = [cue.span.start, cue.span.end.saturating_sub(1)].map(|at| transcript.time(at));
        assert!(
            times.iter().all(|time| time.is_some_and(|time| (cue.from..=cue.to).contains(&time)))
        );
    }
    in_order(said, fillers(said, &words(said)));
    let draft = draft(written);
    let telling = Telling::new(&draft, &transcript, transcript.seconds(), review);
    assert_eq!(telling.words, words(said).len());
    assert!(telling.pace().is_none() || telling.seconds.is_some());
    let covered = telling.sections.iter().filter_map(|told| told.covered);
    assert!(covered.into_iter().all(|share| (0.0..=1.0).contains(&share)));
    assert!(telling.sections.iter().map(|told| told.section).eq(Section::ALL));
    assert!(
        telling
            .left_out
            .iter()
            .all(|(section, sentence)| draft.sections[*section].contains(sentence))
    );
});
