use super::{Kind, figures};

fn kinds(text: &str) -> Vec<(&str, Kind)> {
    figures(text).iter().map(|figure| (figure.span.of(text), figure.kind)).collect()
}

#[test]
fn units_decide_what_a_figure_measures() {
    assert_eq!(
        kinds(
            "from 8 s to 1.4s, by 30 %, saved $40,000 a year, 3x, ten times faster, 2.4 MB, 14 calls"
        ),
        [
            ("8 s", Kind::Duration),
            ("1.4s", Kind::Duration),
            ("30 %", Kind::Percent),
            ("$40,000", Kind::Money),
            ("3x", Kind::Times),
            ("ten times", Kind::Times),
            ("2.4 MB", Kind::Measure),
            ("14", Kind::Count),
        ]
    );
}

#[test]
fn numbers_in_words_are_figures() {
    assert_eq!(
        kinds(
            "two weeks early, twenty five calls, forty per cent, cut in half, a third, zero since, two thousand euros"
        ),
        [
            ("two weeks", Kind::Duration),
            ("twenty five", Kind::Count),
            ("forty per cent", Kind::Percent),
            ("half", Kind::Share),
            ("third", Kind::Share),
            ("zero", Kind::Zero),
            ("two thousand euros", Kind::Money),
        ]
    );
}

#[test]
fn dates_versions_and_names_are_no_quantities() {
    for (text, kind) in [
        ("in 2019", Kind::Date),
        ("on March 3", Kind::Date),
        ("at 6:45", Kind::Date),
        ("at 9am", Kind::Date),
        ("in Q3", Kind::Date),
        ("version 3", Kind::Name),
        ("on 3.2.1", Kind::Name),
        ("HTTP 500", Kind::Name),
        ("a P1", Kind::Name),
        ("S3", Kind::Name),
        ("step 3", Kind::Name),
        ("the 2nd try", Kind::Ordinal),
        ("first I looked", Kind::Ordinal),
        ("1. Look", Kind::Ordinal),
    ] {
        let found = figures(text);
        assert!(
            !found.is_empty() && found.iter().all(|figure| figure.kind == kind),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn words_that_only_look_like_figures_are_none() {
    assert!(kinds("no one of them double-checked the one I liked").is_empty());
    assert_eq!(kinds("three times a week"), [("three", Kind::Count)]);
}

#[test]
fn any_text_has_figures_without_a_panic() {
    for text in ["", "½ € % ×", "5€", "€5", "１２", "5 ", "1.", "٣ days", "100%%", "a 5µs 3×"]
    {
        for figure in figures(text) {
            assert!(!figure.span.of(text).is_empty());
        }
    }
    assert_eq!(kinds("5€"), [("5", Kind::Money)]);
}
