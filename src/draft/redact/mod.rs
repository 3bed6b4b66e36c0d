//! Names, amounts and addresses out of a text that is to be shown to others.
//!
//! What is replaced is words, not places: the same words get the same stand-in wherever they stand, in whatever case,
//! with accents or without, with an ending such as `'s`, over a line break, and as a part of `AcmePay` or `acme-db`.

mod find;
mod fold;

use std::fmt;

use self::fold::{Folded, fold, fold_text};
use crate::text::{FigureKind, Span, figures};

pub use find::{Candidate, candidates};

/// What kind of thing is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Private {
    /// A person, a company, a product.
    Names,
    /// An amount of money.
    Money,
    /// Any other figure.
    Figures,
    /// An e-mail address, a URL, a host.
    Addresses,
}

impl Private {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Names, Self::Money, Self::Figures, Self::Addresses];

    /// Name as the command line spells it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Money => "money",
            Self::Figures => "figures",
            Self::Addresses => "addresses",
        }
    }

    /// The kind with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// What `words` are, by their look.
    fn of(words: &str) -> Self {
        if words.contains('@') || words.contains("://") || words.starts_with("www.") {
            return Self::Addresses;
        }
        match figures(words).as_slice() {
            [only] if only.span.len() + 1 >= words.len() => match only.kind {
                FigureKind::Money => Self::Money,
                FigureKind::Name | FigureKind::Ordinal => Self::Names,
                _ => Self::Figures,
            },
            _ => Self::Names,
        }
    }
}

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// What is to be replaced, and by what.
#[derive(Clone, Debug, Default)]
pub struct Redaction {
    /// Longest first, so that "Acme Bank" goes before "Acme".
    terms: Vec<Term>,
}

#[derive(Clone, Debug)]
struct Term {
    words: String,
    folded: Vec<char>,
    kind: Private,
    stand_in: String,
}

/// A text with its stand-ins, and where things have moved.
#[derive(Clone, Debug)]
pub struct Redacted {
    /// The text.
    pub text: String,
    /// What was replaced where, in order: the place in the old text and the one in the new.
    moved: Vec<(Span, Span)>,
}

impl Redaction {
    /// Whether nothing is replaced.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Replaces `words`; what kind of thing they are shows in them.
    pub fn list(&mut self, words: &str) {
        self.add(words, Private::of(words.trim()));
    }

    /// Replaces `words`, which are of this kind. Blank ones and those known already add nothing.
    pub fn add(&mut self, words: &str, kind: Private) {
        let words = without_possessive(words.trim());
        let folded = fold(words);
        let known = self.terms.iter().any(|term| term.folded == folded);
        if folded.is_empty() || known {
            return;
        }
        let number = 1 + self.terms.iter().filter(|term| term.kind == kind).count();
        let stand_in = match kind {
            Private::Names => format!("[name {number}]"),
            Private::Addresses => format!("[address {number}]"),
            Private::Money => "[amount]".to_owned(),
            Private::Figures => "[figure]".to_owned(),
        };
        self.terms.push(Term { words: words.to_owned(), folded, kind, stand_in });
        self.terms.sort_by_key(|term| std::cmp::Reverse(term.folded.len()));
    }

    /// `text` with everything replaced.
    pub fn apply(&self, text: &str) -> Redacted {
        let folded = fold_text(text);
        let mut redacted = Redacted { text: String::with_capacity(text.len()), moved: Vec::new() };
        let mut copied = 0;
        let mut at = 0;
        while at < folded.len() {
            let Some((term, end)) = self.term_at(&folded, at) else {
                at += 1;
                continue;
            };
            let old = Span::new(folded[at].start, folded[end - 1].end);
            redacted.text.push_str(&text[copied..old.start]);
            let start = redacted.text.len();
            redacted.text.push_str(&term.stand_in);
            redacted.moved.push((old, Span::new(start, redacted.text.len())));
            copied = old.end;
            at = end;
        }
        redacted.text.push_str(&text[copied..]);
        redacted
    }

    /// Whether `words` are replaced from their beginning to their end.
    pub fn covers(&self, words: &str) -> bool {
        let mut rest = words.to_owned();
        for (old, _) in self.apply(words).moved.iter().rev() {
            rest.replace_range(old.range(), "");
        }
        !rest.chars().any(char::is_alphanumeric)
    }

    /// Of the names and addresses replaced, those that still stand within longer words of `text`, as "ann" does in
    /// "planned".
    pub fn left_in(&self, text: &str) -> Vec<&str> {
        let folded: String = fold(text).into_iter().collect();
        let stands = |term: &&Term| {
            matches!(term.kind, Private::Names | Private::Addresses)
                && folded.contains(&term.folded.iter().collect::<String>())
        };
        self.terms.iter().filter(stands).map(|term| &*term.words).collect()
    }

    /// The longest term that stands at `at`, and where it ends.
    fn term_at(&self, text: &[Folded], at: usize) -> Option<(&Term, usize)> {
        // A character may fold to several; no match begins or ends within one.
        if !fold::parts(text, at) {
            return None;
        }
        self.terms.iter().find_map(|term| {
            let end = at + term.folded.len();
            let same = text.len() >= end
                && term.folded.iter().zip(&text[at..end]).all(|(wanted, own)| *wanted == own.c);
            let plural =
                || text.get(end).is_some_and(|own| own.c == 's') && fold::parts(text, end + 1);
            (same && (fold::parts(text, end) || plural())).then_some((term, end))
        })
    }
}

impl Redacted {
    /// Whether anything was replaced.
    pub fn is_changed(&self) -> bool {
        !self.moved.is_empty()
    }

    /// Where `old`, a place in the text as it was, stands now; a stand-in is taken whole.
    pub fn span(&self, old: Span) -> Span {
        let start = self.moved.iter().rfind(|(from, _)| from.start <= old.start);
        let start = start.map_or(old.start, |(from, to)| {
            if old.start < from.end { to.start } else { to.end + (old.start - from.end) }
        });
        let end = self.moved.iter().rfind(|(from, _)| from.start < old.end);
        let end = end.map_or(old.end, |(from, to)| {
            if old.end <= from.end { to.end } else { to.end + (old.end - from.end) }
        });
        Span::new(start, end.max(start))
    }
}

/// `words` without the `'s` that people leave on when they copy a name.
fn without_possessive(words: &str) -> &str {
    ["'s", "’s", "'S", "’S"].iter().find_map(|ending| words.strip_suffix(ending)).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Private, Redaction, fold};
    use crate::text::Span;

    fn listed(words: &[&str]) -> Redaction {
        let mut redaction = Redaction::default();
        for words in words {
            redaction.list(words);
        }
        redaction
    }

    #[test]
    fn listed_words_go_in_any_case_and_form_and_others_stay() {
        let redaction =
            listed(&["Acme", "Jane  Doe", "O'Brien", "José", "$3k", "40", "jane@acme.com"]);
        let cases = [
            ("ACME's plan, acme’s and the Acmes", "[name 1]'s plan, [name 1]’s and the [name 1]s"),
            (
                "AcmePay on acme-db, acme_2 and Acme2",
                "[name 1]Pay on [name 1]-db, [name 1]_2 and [name 1]2",
            ),
            ("with jane\n doe.", "with [name 2]."),
            ("O’BRIEN and o'brien", "[name 3] and [name 3]"),
            ("Jose\u{301}, JOSÉ, Jose", "[name 4], [name 4], [name 4]"),
            ("Ac\u{200b}me, Ac\u{ad}me", "[name 1], [name 1]"),
            ("$3k of $3kk", "[amount] of $3kk"),
            ("40%, 40 k, 140, 1.40, 40.5", "[figure]%, [figure] k, 140, 1.40, 40.5"),
            ("jane@acme.com or bob@acme.com", "[address 1] or bob@[name 1].com"),
            ("acmefication stays", "acmefication stays"),
        ];
        for (text, expected) in cases {
            assert_eq!(redaction.apply(text).text, expected);
        }
        assert_eq!(redaction.left_in("acmefication"), ["Acme"]);
    }

    #[test]
    fn the_longest_goes_first_and_nothing_is_listed_twice() {
        let redaction = listed(&["Acme", "Acme Bank", "ACME's", " "]);
        assert_eq!(redaction.apply("Acme Bank and Acme").text, "[name 2] and [name 1]");
        assert_eq!(redaction.terms.len(), 2);
    }

    #[test]
    fn words_of_scripts_without_case_are_found_within_longer_ones() {
        assert_eq!(listed(&["東京"]).apply("東京で働く").text, "[name 1]で働く");
    }

    #[test]
    fn kinds_show_in_the_words() {
        let kinds = [
            ("Acme", Private::Names),
            ("€40,000", Private::Money),
            ("12%", Private::Figures),
            ("https://x.org", Private::Addresses),
            ("Version 2", Private::Names),
        ];
        for (words, kind) in kinds {
            assert_eq!(Private::of(words), kind, "{words}");
        }
    }

    #[test]
    fn places_move_with_the_words_and_stand_ins_stay_whole() {
        let text = "At Acme I met Jane there";
        let redacted = listed(&["Acme", "Jane"]).apply(text);
        assert_eq!(redacted.text, "At [name 1] I met [name 2] there");
        let moved = |words: &str| {
            let start = text.find(words).expect("words of the text");
            redacted.span(Span::new(start, start + words.len())).of(&redacted.text).to_owned()
        };
        assert_eq!(moved("I met"), "I met");
        assert_eq!(moved("me I met Ja"), "[name 1] I met [name 2]");
        assert_eq!(moved("there"), "there");
        assert_eq!(moved("At"), "At");
    }

    proptest! {
        #[test]
        fn no_listed_word_stands_alone_in_what_comes_out(
            word in "[A-Z][a-zß-ü]{3,8}( [A-Z][a-z]{2,5})?",
            around in proptest::collection::vec("\\PC{0,12}", 1..5),
            form in 0..5,
        ) {
            let shown = match form {
                0 => word.to_uppercase(),
                1 => word.to_lowercase(),
                2 => format!("{word}'s"),
                3 => format!("{word}’s"),
                _ => word.replace(' ', "\n\t"),
            };
            let text = around.join(&format!(" {shown} "));
            let redaction = listed(&[&word]);
            let redacted = redaction.apply(&text);
            let needle: String = fold(&format!(" {word} ")).iter().collect();
            let left: String = fold(&redacted.text).iter().collect();
            prop_assert!(!left.contains(&needle), "{text:?} gave {:?}", redacted.text);
            for start in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
                let span = redacted.span(Span::new(start, text.len()));
                prop_assert!(redacted.text.get(span.range()).is_some());
            }
        }
    }
}
