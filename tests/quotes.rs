//! Whatever is written, the judge neither panics nor quotes what is not there.

use proptest::prelude::*;
use starcoach::draft::{Body, Draft, Section, Sections, Tip, read};
use starcoach::judge::{Level, marks, review, split};

/// Words and signs that the judge has an opinion on, beside any others.
const PIECES: [&str; 24] = [
    "I pulled the logs",
    "because",
    "from 8 s to 1.4 s",
    "5 %",
    "we never",
    "instead of",
    "I learned that",
    "customers",
    "should be",
    "- ",
    "1. ",
    "\n",
    "\n\n",
    ". ",
    ", ",
    "\u{201c}",
    "\u{2019}s",
    "naïve",
    "漢字",
    "👩‍🔧",
    "\u{301}",
    "€",
    "\t",
    "…",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

fn assert_quotes_are_there(draft: &Draft) {
    let review = review(draft);
    for (tip, finding) in Tip::ALL.into_iter().zip(&review.findings) {
        assert_eq!(finding.tip, tip);
        assert_eq!(
            finding.quotes.is_empty(),
            finding.level == Level::Missing,
            "{tip}: {finding:?}"
        );
        for quote in finding.quotes.iter().chain(&finding.about) {
            let found = draft.sections[quote.section].get(quote.span.range());
            assert_eq!(found, Some(&*quote.text), "{tip}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_review_quotes_only_what_the_draft_says(texts in [text(), text(), text(), text()], question in text()) {
        let draft = Draft { question, sections: Sections::new(texts), ..Draft::default() };
        assert_quotes_are_there(&draft);
    }

    #[test]
    fn notes_of_any_kind_can_be_reviewed_once_read(text in text(), ending in prop::sample::select(&["md", "org", "txt", "html"][..])) {
        let notes = read(&format!("any.{ending}"), text.as_bytes()).expect("text is read");
        for found in notes.answers {
            let mut draft = found.draft;
            if let Body::Unsplit(whole) = found.body {
                draft.sections[Section::Action] = whole;
            }
            assert_quotes_are_there(&draft);
        }
    }

    #[test]
    fn marks_and_parts_are_places_of_the_text(text in text()) {
        for mark in marks(Section::Action, &text) {
            prop_assert!(text.get(mark.span.range()).is_some());
        }
        let parts = split(&text);
        prop_assert!(parts.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1.end <= two[1].1.start));
    }
}
