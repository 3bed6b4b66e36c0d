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

/// The figures of a text as "span kind value", for tables.
fn told(text: &str) -> String {
    let figures = figures(text);
    let figure = |figure: &super::Figure| {
        let value = figure.value.map_or_else(|| "-".to_owned(), |value| value.to_string());
        format!("{} {:?} {value}", figure.span.of(text), figure.kind)
    };
    figures.iter().map(figure).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_figure_has_the_value_that_its_words_give_it() {
    for (text, expected) in [
        ("twenty five, two hundred", "twenty five Count 25; two hundred Count 200"),
        ("twenty eleven ten five", "twenty Count 20; eleven Count 11; ten Count 10; five Count 5"),
        ("a dozen and a million euros", "dozen Count 12; million euros Money 1000000"),
        ("1,250 calls at 3.5", "1,250 Count 1250; 3.5 Count 3.5"),
        ("doubled, halved twice", "doubled Times 2; halved Times 0.5; twice Times 2"),
        ("half of none, nil", "half Share 0.5; none Zero 0; nil Zero 0"),
        ("five percent, six per cent", "five percent Percent 5; six per cent Percent 6"),
        ("5%, 6 pct, 7pp", "5% Percent 5; 6 pct Percent 6; 7pp Name -"),
        ("9pct, two hundred per cent", "9pct Percent 9; two hundred per cent Percent 200"),
        ("thirty ten, thirty nine", "thirty Count 30; ten Count 10; thirty nine Count 39"),
        ("4×, 5 fold, 6x", "4 Times 4; 5 fold Times 5; 6x Times 6"),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn money_is_told_by_its_sign_before_or_behind_and_its_word() {
    for (text, expected) in [
        ("$3k and £ 4", "$3k Money 3; 4 Money 4"),
        ("USD 5 or 5 euros", "5 Money 5; 5 euros Money 5"),
        ("$2 million, 3 million pounds", "$2 million Money 2; 3 million pounds Money 3"),
        ("a 6€ tea, 7 grand", "6 Money 6; 7 grand Money 7"),
        ("3k users, 4k €", "3k Count 3; 4k Count 4"),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn what_stands_around_a_bare_number_tells_a_date_an_order_or_a_rate() {
    for (text, expected) in [
        (
            "in 1950, 2049, 1949, 2050",
            "1950 Date 1950; 2049 Date 2049; 1949 Count 1949; 2050 Count 2050",
        ),
        ("31 May, 32 June, May 3, 3 more", "31 Date 31; 32 Count 32; 3 Date 3; 3 Count 3"),
        ("at 6:45 and ratio: 3", "6 Date -; 45 Date -; 3 Count 3"),
        ("#4, ticket 5, (6) here", "4 Ordinal 4; 5 Name -; 6 Count 6"),
        ("(7) Look\n8) See\n9. Go", "7 Ordinal 7; 8 Ordinal 8; 9 Ordinal 9"),
        ("twice a week, double-checked", "twice Count 2"),
        ("three times each, four times as fast", "three Count 3; four times Times 4"),
        (
            "one in five, two of ten, two thirds",
            "one in five Share -; two of ten Share -; two thirds Share -",
        ),
        ("from one to one", "one Count 1; one Count 1"),
        ("a third, by third, third try", "third Share -; third Share -; third Ordinal -"),
        ("step two, version 3, 1.2.3", "two Ordinal 2; 3 Name -; 1.2.3 Name -"),
        ("two s, 2 s, 5, days", "two Count 2; 2 s Duration 2; 5 Count 5"),
        ("5 (days) 6 kg. 7 am", "5 Count 5; 6 kg Measure 6; 7 am Date 7"),
        ("Q3, q42, H2, 9pm, 3rd", "Q3 Date -; q42 Name -; H2 Name -; 9pm Date 9; 3rd Ordinal -"),
        ("8ms 9kb 3zz", "8ms Duration 8; 9kb Measure 9; 3zz Name -"),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}
