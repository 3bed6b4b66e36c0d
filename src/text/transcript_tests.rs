use proptest::prelude::{prop_assert, proptest};

use super::{Transcript, milliseconds};

fn cues(transcript: &Transcript) -> Vec<(&str, u64, u64)> {
    let cues = transcript.cues.iter();
    cues.map(|cue| (cue.span.of(&transcript.text), cue.from, cue.to)).collect()
}

#[test]
fn webvtt_gives_speech_and_times_without_header_notes_names_and_tags() {
    let text = "WEBVTT - talk\nKind: captions\n\nNOTE made\nby hand\n\nintro\n00:01.000 --> 00:04.500 align:start\n\
                <v Ann>Our <i>export</i> failed &amp; stopped.\nTwice.\n\n00:00:05.000 --> 00:00:06.000\nI &lt;3 it.\n";
    let transcript = Transcript::read(text);
    assert_eq!(
        cues(&transcript),
        [("Our export failed & stopped. Twice.", 1000, 4500), ("I <3 it.", 5000, 6000)]
    );
    assert_eq!(transcript.text, "Our export failed & stopped. Twice. I <3 it.");
    assert_eq!(transcript.seconds(), Some(5));
}

#[test]
fn subrip_gives_the_same_even_with_blank_lines_inside_and_none_between() {
    let text = "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}One\r\n\r\nmore 7\r\n\r\n2\r\n00:00:03,5 --> 00:00:04,000\r\nTwo\r\n3\r\n\
                00:00:05,000 --> 00:00:06,000\r\nThree\r\n4";
    let transcript = Transcript::read(text);
    assert_eq!(
        cues(&transcript),
        [("One more 7", 1000, 2000), ("Two", 3500, 4000), ("Three 4", 5000, 6000)]
    );
}

#[test]
fn lines_with_bracketed_times_are_cues_and_rolling_captions_are_said_once() {
    let text =
        "[00:00:00.000 --> 00:00:02.000]   So I looked.\n[00:00:02.000 --> 00:00:03.000]  Um.\n";
    assert_eq!(Transcript::read(text).text, "So I looked. Um.");
    let rolling = "WEBVTT\n\n00:01.000 --> 00:02.000\nso I looked at\n\n00:02.000 --> 00:02.010\nso I looked at\n \n\n\
                   00:02.010 --> 00:04.000\nso I looked at\nthe<00:03.000><c> logs</c>\n";
    let transcript = Transcript::read(rolling);
    assert_eq!(transcript.text, "so I looked at the logs");
    assert_eq!(transcript.seconds(), Some(3));
}

#[test]
fn text_without_times_is_taken_as_it_is() {
    let transcript = Transcript::read("  I said a --> b.\n\n1\nThen <c>.\n");
    assert_eq!(transcript.text, "I said a --> b.\n\n1\nThen <c>.");
    assert_eq!((transcript.seconds(), transcript.time(3)), (None, None));
}

#[test]
fn a_place_within_a_cue_has_its_share_of_the_time() {
    let transcript = Transcript::read("1\n00:10 --> 00:20\n0123456789\n\n2\n00:30 --> 00:31\nx");
    assert_eq!(
        [0, 5, 10, 11, 99].map(|at| transcript.time(at)),
        [Some(10_000), Some(15_000), Some(20_000), Some(30_000), Some(31_000)]
    );
}

#[test]
fn broken_times_are_text_and_huge_ones_no_trouble() {
    for time in ["", ":", "1:2:3:4", "-1", "1.2.3", "1:1٣", "1234567", "1."] {
        assert_eq!(milliseconds(time), None, "{time}");
    }
    assert_eq!(milliseconds("999999:59:59.9999"), Some(3_599_999_999_999));
    let backwards = Transcript::read("0:05 --> 0:01\nwords\n");
    assert_eq!(cues(&backwards), [("words", 5000, 5000)]);
    for odd in ["[0:1 --> 0:2", "0:1 -->", "<<<>", "0:1 --> 0:2\n<a<b<c", "0:1 --> 0:2\n{é}<é>é"]
    {
        Transcript::read(odd);
    }
}

#[test]
fn a_megabyte_of_open_tags_takes_no_time_to_speak_of() {
    let text = format!("0:01 --> 0:02\n{}>", "<a{b&".repeat(200_000));
    assert!(Transcript::read(&text).text.is_empty());
    let text = format!("0:01 --> 0:02\n{}", "< a{ b&".repeat(140_000));
    assert_eq!(Transcript::read(&text).text.len(), 140_000 * 7);
}

#[test]
fn a_note_between_the_cues_of_a_vtt_file_is_not_speech_and_in_srt_it_is() {
    let text = "00:01.000 --> 00:02.000\nOne.\n\nNOTE made\nby hand\n\n00:03.000 --> 00:04.000\nTwo.\nNOTE this.\n";
    assert_eq!(Transcript::read(&format!("WEBVTT\n\n{text}")).text, "One. Two. NOTE this.");
    assert_eq!(Transcript::read(text).text, "One. NOTE made by hand Two. NOTE this.");
}

proptest! {
    #[test]
    fn of_anything_the_cues_are_in_order_apart_and_within_the_text(
        pieces in proptest::collection::vec(
            "(WEBVTT|NOTE|[0-9]{1,2}|[0-9:.]{1,9} --> [0-9:,]{1,9}|0:0[0-9] --> 0:09|\\[0:01 --> 0:0[0-9]\\]|[<{&é/> a]{0,9})(\r?\n){0,2}",
            0..40,
        )
    ) {
        let transcript = Transcript::read(&pieces.concat());
        let mut end = 0;
        for cue in &transcript.cues {
            prop_assert!(cue.span.start >= end && !cue.span.of(&transcript.text).is_empty());
            prop_assert!(cue.from <= cue.to && transcript.time(cue.span.end).is_some());
            end = cue.span.end;
        }
        prop_assert!(transcript.time(transcript.text.len()).is_some() || transcript.cues.is_empty());
    }
}
