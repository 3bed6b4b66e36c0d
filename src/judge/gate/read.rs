//! A draft as the gate reads it: sentences of words, each word with its class.

use crate::draft::{Draft, Section};
use crate::judge::tokens::lower;
use crate::text::word_set::{self, WordId, WordMap, word_id};
use crate::text::{Span, sentences, words};

/// What kind of word it is, as far as its form or a short list tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Edge,
    Determiner,
    Possessive,
    Subject,
    Object,
    Be,
    Have,
    Do,
    Modal,
    Negation,
    To,
    Of,
    Preposition,
    And,
    Joining,
    Quantity,
    Adverb,
    /// "didn't", "won't".
    DeniedAuxiliary,
    /// "I'd", "they'll".
    SubjectModal,
    /// "I've", "it's".
    SubjectBe,
    /// "the shop's".
    Genitive,
    Number,
    Ly,
    Ing,
    Ed,
    /// "took", "found": past forms that no ending tells.
    Past,
    /// "take", "find": common verbs as an order or after "to".
    Base,
    Plural,
    Abstract,
    Other,
}

impl Class {
    pub(super) const COUNT: usize = Self::Other as usize + 1;

    /// Whether the word carries grammar and no matter: these are what every English text is full of.
    pub(super) fn is_function(self) -> bool {
        matches!(
            self,
            Self::Determiner
                | Self::Possessive
                | Self::Subject
                | Self::Object
                | Self::Be
                | Self::Have
                | Self::Do
                | Self::Modal
                | Self::Negation
                | Self::To
                | Self::Of
                | Self::Preposition
                | Self::And
                | Self::Joining
                | Self::DeniedAuxiliary
                | Self::SubjectModal
                | Self::SubjectBe
        )
    }

    /// Whether the word's place in a sentence is bound enough to tell order from disorder.
    pub(super) fn is_bound(self) -> bool {
        self.is_function() || matches!(self, Self::Quantity | Self::Adverb)
    }

    /// Whether the word names a matter, a quality or an act.
    pub(super) fn is_content(self) -> bool {
        !self.is_bound() && !matches!(self, Self::Number | Self::Edge)
    }

    pub(super) fn is_past(self) -> bool {
        matches!(self, Self::Ed | Self::Past)
    }
}

/// The words that make up each class; all others are classed by their ending.
const WORDS: &[(Class, &str)] = &[
    (
        Class::Determiner,
        "a an the this that these those each every some any no another such either neither both all half",
    ),
    (Class::Possessive, "my your his her its our their mine"),
    (
        Class::Subject,
        "i we he she they who you it there nobody everybody everyone somebody someone anyone",
    ),
    (Class::Object, "me us him them myself itself themselves ourselves himself herself"),
    (Class::Be, "is are was were be been being am"),
    (Class::Have, "have has had having"),
    (Class::Do, "do does did"),
    (Class::Modal, "would could should will can may might must shall cannot"),
    (Class::Negation, "not never"),
    (Class::To, "to"),
    (Class::Of, "of"),
    (
        Class::Preposition,
        "in on at by for with from into onto over under after before during between through against without within about \
         per towards across behind near until since off up down out around among above below beside via upon along",
    ),
    (Class::And, "and or but nor"),
    (
        Class::Joining,
        "because so if when while although though which where why how what whose than as then whether once",
    ),
    (
        Class::Quantity,
        "one two three four five six seven eight nine ten twelve twenty more most less fewer few many much several enough \
         only other same own next last first second",
    ),
    (
        Class::Adverb,
        "just also even still too very again already now later soon always often instead rather almost nearly here away \
         back ahead yet ever quite really",
    ),
    (
        Class::Past,
        "went took got made said told knew saw found gave put ran set came began built wrote kept left thought brought \
         bought sent let cut held met spoke paid read lost led felt stood sat drew hung broke chose drove fell grew heard \
         hid hit rang rose showed shut slept spent stuck swore taught threw won wore sold dug fed understood rode sang \
         sank swept tore woke withdrew rewrote rebuilt spotted became lent bent caught fought sought shook",
    ),
    (
        Class::Base,
        "go take get make say tell know see find give run come begin build write keep leave think bring buy send hold \
         meet speak pay lose lead feel stand sit draw use ask want need look work call try move check start change \
         fix show help stop turn",
    ),
];

/// A word of a draft.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// In lower case, with a straight apostrophe.
    pub lower: String,
    /// The identity of `lower`.
    pub id: WordId,
    pub class: Class,
    /// Whether a mark parts it from the word before it.
    pub parted: bool,
    /// Whether a colon stands right behind it: a label, then.
    pub label: bool,
    /// Whether a hyphen ties it to the next: "left-overs".
    pub compound: bool,
}

/// A sentence of a draft.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub section: Section,
    /// Where in the section's text.
    pub span: Span,
    pub text: String,
    pub words: Vec<Word>,
}

/// The sentences of all four sections, in order.
pub(super) fn read(draft: &Draft) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (section, text) in draft.sections.iter() {
        for span in sentences(text) {
            found.push(sentence(section, span, span.of(text)));
        }
    }
    found
}

/// The words of any text, as one sentence of the Action.
pub(super) fn loose(text: &str) -> Sentence {
    sentence(Section::Action, Span::new(0, text.len()), text)
}

fn sentence(section: Section, span: Span, text: &str) -> Sentence {
    let mut end = 0;
    let words = words(text)
        .into_iter()
        .map(|word| {
            let parted = end == 0 || text[end..word.start].contains(is_parting);
            end = word.end;
            let lower = lower(word.of(text));
            let id = word_id(&lower);
            let class = class(&lower, id);
            let after = &text[end..];
            let compound =
                after.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            Word { lower, id, class, parted, label: after.starts_with(':'), compound }
        })
        .collect();
    Sentence { section, span, text: text.to_owned(), words }
}

/// Marks that part words; emphasis and quotes inside a phrase do not.
fn is_parting(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '('
            | ')'
            | '"'
            | '–'
            | '—'
            | '|'
            | '/'
            | '-'
            | '>'
            | '<'
            | '#'
            | '\n'
    )
}

/// How many words have their class from the list.
const LISTED: usize = {
    let (mut words, mut at) = (0, 0);
    while at < WORDS.len() {
        words += word_set::count(WORDS[at].1);
        at += 1;
    }
    words
};

/// The listed words, each with the number of its class in `WORDS`.
const BY_ID: [(WordId, u8); LISTED] = {
    let (mut all, mut used, mut at) = ([(0, 0); LISTED], 0, 0);
    while at < WORDS.len() {
        all = word_set::append(all, used, WORDS[at].1, at as u8, 0);
        used += word_set::count(WORDS[at].1);
        at += 1;
    }
    word_set::sorted(all)
};

/// The class that the list has for a word.
fn listed(id: WordId) -> Option<Class> {
    const CLASSES: WordMap = WordMap(&BY_ID);
    CLASSES.get(id).map(|at| WORDS[usize::from(at)].0)
}

/// The class of a lower-case word with this identity.
pub(super) fn class(word: &str, id: WordId) -> Class {
    if let Some(class) = listed(id) {
        return class;
    }
    if word.contains("n't")
        || matches!(
            word,
            "didnt" | "dont" | "wasnt" | "couldnt" | "wont" | "cant" | "doesnt" | "isnt"
        )
    {
        return Class::DeniedAuxiliary;
    }
    if matches!(word, "im" | "ive") {
        return Class::SubjectBe;
    }
    if let Some((head, tail)) = word.split_once('\'') {
        return match tail {
            "d" | "ll" if listed(word_id(head)).is_some() => Class::SubjectModal,
            "m" | "re" | "ve" | "s" if listed(word_id(head)).is_some() => Class::SubjectBe,
            "s" => Class::Genitive,
            _ => Class::Other,
        };
    }
    by_ending(word)
}

fn by_ending(word: &str) -> Class {
    let longer = |ending: &str, least: usize| word.len() > least && word.ends_with(ending);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        Class::Number
    } else if longer("ly", 4) {
        Class::Ly
    } else if longer("ing", 4) {
        Class::Ing
    } else if longer("ed", 3) && !word.ends_with("eed") {
        Class::Ed
    } else if longer("s", 3) && !word.ends_with("ss") {
        Class::Plural
    } else if ["tion", "ment", "ness", "ity", "ance", "ence", "ship", "ism"]
        .iter()
        .any(|e| longer(e, e.len()))
    {
        Class::Abstract
    } else {
        Class::Other
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, loose};

    fn classes(text: &str) -> Vec<Class> {
        loose(text).words.iter().map(|word| word.class).collect()
    }

    #[test]
    fn words_are_classed_by_list_or_ending() {
        assert_eq!(
            classes("I'd measured it, didn’t stop"),
            [Class::SubjectModal, Class::Ed, Class::Subject, Class::DeniedAuxiliary, Class::Base]
        );
        assert_eq!(classes("40 pipelines, indeed"), [Class::Number, Class::Plural, Class::Other]);
        assert_eq!(
            classes("they'll shop'll it's shop's they've rock'n"),
            [
                Class::SubjectModal,
                Class::Other,
                Class::SubjectBe,
                Class::Genitive,
                Class::SubjectBe,
                Class::Other
            ]
        );
        assert_eq!(
            classes("dont ive fly only sing bring need fried ness kindness is bus class"),
            [
                Class::DeniedAuxiliary,
                Class::SubjectBe,
                Class::Other,
                Class::Quantity,
                Class::Other,
                Class::Base,
                Class::Base,
                Class::Ed,
                Class::Other,
                Class::Abstract,
                Class::Be,
                Class::Other,
                Class::Other
            ]
        );
    }

    #[test]
    fn emphasis_parts_no_words_and_commas_do() {
        let sentence = loose("Worked on a **big** one, then left");
        let parted: Vec<bool> = sentence.words.iter().map(|word| word.parted).collect();
        assert_eq!(parted, [true, false, false, false, false, true, false]);
    }
}
