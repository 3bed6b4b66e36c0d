//! Places left to fill in: "[X]%", "<company>", "____", a note to oneself to do it later, keys hit at random.

use super::read::Sentence;
use crate::text::word_set::{WordSet, word_set};

/// Longest text between brackets that is still a name for what belongs there.
const LONGEST: usize = 40;

/// Words typed to fill a space.
const FILLER: WordSet =
    word_set!("lorem ipsum dolor asdf asdfg asdfgh qwerty qwertz blah yadda foo bar baz hjkl sdf");

/// The blanks in a sentence.
pub(super) fn blanks(sentence: &Sentence) -> usize {
    let text = sentence.text.as_str();
    let crossed = sentence.words.iter().filter(|word| is_crossed(&word.lower)).count();
    underscores(text)
        + enclosed(text, "[", "]")
        + enclosed(text, "<", ">")
        + enclosed(text, "{{", "}}")
        + crossed
}

/// Whether the sentence is a note to oneself to write something here.
pub(super) fn is_reminder(sentence: &Sentence) -> bool {
    let text = sentence.text.trim_start_matches(['(', '*', '[', ' ']);
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let rest = text[word.len()..].trim_start();
    match word {
        "TODO" | "TBD" | "FIXME" | "tbd" => true,
        // "INSERT QUOTE HERE", not "INSERT INTO orders".
        "INSERT" => !rest.starts_with("INTO") && rest.starts_with(|c: char| c.is_uppercase()),
        _ => false,
    }
}

/// Whether the sentence has words in it that are only there to fill it.
pub(super) fn is_filler(sentence: &Sentence) -> bool {
    let fillers = sentence.words.iter().filter(|word| FILLER.has(word.id)).count();
    // One may be a name ("foo.c"), and half of a short text.
    fillers >= 2 && fillers * 4 >= sentence.words.len()
}

/// "XX", "xxx".
fn is_crossed(word: &str) -> bool {
    word.len() >= 2 && word.bytes().all(|byte| byte == b'x')
}

/// Runs of three underscores or more.
fn underscores(text: &str) -> usize {
    text.split(|c| c != '_').filter(|run| run.len() >= 3).count()
}

/// Short names in brackets; footnotes "[1]", ticks "[x]", links "[a](b)" and types "Vec<u8>" are none.
fn enclosed(text: &str, open: &str, close: &str) -> usize {
    let mut count = 0;
    let mut rest = text;
    while let Some(at) = rest.find(open) {
        let before = rest[..at].chars().next_back().unwrap_or(' ');
        let inside = &rest[at + open.len()..];
        // Only as far as a name may reach: a text full of open brackets is read once, not once for each.
        let reach = inside.char_indices().nth(LONGEST + 1).map_or(inside.len(), |(end, _)| end);
        let Some(end) = inside[..reach].find(close) else {
            rest = inside;
            continue;
        };
        let (name, after) = (&inside[..end], &inside[end + close.len()..]);
        let named = name.starts_with(char::is_alphabetic)
            && name.len() <= LONGEST
            && name != "x"
            && name != "sic";
        let glued = before.is_alphanumeric() || before == ']' || after.starts_with(['(', '[']);
        if named && !glued {
            count += 1;
            rest = after;
        } else {
            // Brackets may nest: go on inside.
            rest = inside;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::{blanks, is_filler, is_reminder};
    use crate::judge::gate::read::loose;

    #[test]
    fn filler_is_two_words_of_it_and_a_quarter_of_the_sentence() {
        assert!(is_filler(&loose("foo bar is what we then call it")));
        assert!(!is_filler(&loose("foo bar is what we then call it now")));
        assert!(!is_filler(&loose("foo it")));
    }

    #[test]
    fn a_name_for_a_blank_begins_with_a_letter_and_has_an_end_in_reach() {
        let long = |letters| format!("It was [{}] then", "a".repeat(letters));
        assert_eq!([40, 41].map(|letters| blanks(&loose(&long(letters)))), [1, 0]);
        for (text, count) in [
            ("[] [1a] [x] [sic]", 0),
            ("[a [b] c]", 1),
            ("[name][0], see [name](http://a.b), list[name]", 0),
            ("(see [1]) [date] [1] <b", 1),
            ("__ and ___", 1),
            ("x marks it, XX is open", 1),
        ] {
            assert_eq!(blanks(&loose(text)), count, "{text}");
        }
    }

    #[test]
    fn every_kind_of_blank_is_counted() {
        for (text, count) in [
            ("Errors fell from [X]% to [Y]% for [customer group].", 3),
            ("<company> moved to <vendor>", 2),
            ("My goal was ____ by ______.", 2),
            ("In {{YEAR}} the {{TEAM}} won", 2),
            ("Saved $XX,XXX, about XX%", 3),
        ] {
            assert_eq!(blanks(&loose(text)), count, "{text}");
        }
    }

    #[test]
    fn footnotes_links_types_ticks_and_comparisons_are_no_blanks() {
        for text in [
            "The survey (see [1]) of 90 members [2].",
            "- [x] done, see [the ticket](http://a.b)",
            "I made it a Vec<u8> and an Option<String>.",
            "p99 < 5 s and p50 > 1 s",
            "row[id] and snake_case__name",
            "an open [ bracket",
        ] {
            assert_eq!(blanks(&loose(text)), 0, "{text}");
        }
    }

    #[test]
    fn notes_to_do_it_later_are_told_from_talk_about_them() {
        assert!(is_reminder(&loose("(TODO how slow exactly??)")));
        assert!(is_reminder(&loose("INSERT QUOTE FROM HAPPY CLIENT.")));
        assert!(!is_reminder(&loose("I went through every TODO in the code.")));
        assert!(!is_reminder(&loose("INSERT INTO orders took 9 s")));
        assert!(!is_reminder(&loose("INSERT was slow")));
        for text in ["TBD", "tbd: the cost", "FIXME the date"] {
            assert!(is_reminder(&loose(text)), "{text}");
        }
    }
}
