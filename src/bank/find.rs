use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

use super::near::{allowed, nearest};
use super::{Bank, Entry, Question};
use crate::text::visible;

/// Why a name stands for no single question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// A number outside the list, and how long the list is.
    Number(String, usize),
    /// Several questions fit: their numbers, ids and prompts.
    Several(String, Vec<(usize, String, String)>),
    /// None fits; the id that may have been meant.
    Unknown(String, Option<String>),
}

/// How many of several matches are named.
const NAMED: usize = 8;

impl Bank {
    /// The question that `name` stands for: its number in the list, its id or that of one of its examples, the
    /// beginning of an id, or words that no other question fits as well.
    ///
    /// # Errors
    /// [`NotFound`], naming what was nearest.
    pub fn find(&self, name: &str) -> Result<Entry<'_>, NotFound> {
        let name = name.trim();
        if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = name.parse::<usize>().unwrap_or(usize::MAX);
            let found = number.checked_sub(1).and_then(|index| self.entries().nth(index));
            return found.ok_or_else(|| NotFound::Number(name.to_owned(), self.len()));
        }
        let lower = name.to_lowercase();
        let is_named = |entry: &Entry<'_>| {
            let question = entry.question;
            question.id == lower || question.examples.ids().contains(&lower)
        };
        if let Some(entry) = self.entries().find(is_named) {
            return Ok(entry);
        }
        let begins = |entry: &Entry<'_>| !lower.is_empty() && entry.question.id.starts_with(&lower);
        let mut found: Vec<_> = self.entries().filter(begins).collect();
        if found.is_empty() {
            found = self.best(&lower);
        }
        match found[..] {
            [entry] => Ok(entry),
            [] => {
                let ids = self.entries().map(|entry| entry.question.id.as_str());
                Err(NotFound::Unknown(name.to_owned(), nearest(&lower, ids).map(str::to_owned)))
            }
            _ => {
                let named = |entry: &Entry<'_>| {
                    (entry.number, entry.question.id.clone(), entry.question.prompt.clone())
                };
                Err(NotFound::Several(name.to_owned(), found.iter().map(named).collect()))
            }
        }
    }

    /// The question that asks just this, whatever its case and punctuation.
    pub fn asking(&self, prompt: &str) -> Option<&Question> {
        let wanted: Vec<String> = cut(prompt).map(str::to_lowercase).collect();
        let asks =
            |own: &Question| cut(&own.prompt).map(str::to_lowercase).eq(wanted.iter().cloned());
        self.entries().map(|entry| entry.question).find(|own| asks(own))
    }

    /// The questions that fit all of `words`, best first: those with the words in prompt or id, then in the
    /// competencies, then anywhere in the text. A word that stands nowhere is taken for a misspelling.
    pub fn search(&self, words: &str) -> Vec<Entry<'_>> {
        self.ranked(words).into_iter().map(|(_, entry)| entry).collect()
    }

    /// Those of [`Bank::search`] that fit as well as its first.
    fn best(&self, words: &str) -> Vec<Entry<'_>> {
        let ranked = self.ranked(words);
        let first = ranked.first().map(|(rank, _)| *rank);
        ranked.into_iter().take_while(|(rank, _)| Some(*rank) == first).map(|(_, e)| e).collect()
    }

    fn ranked(&self, words: &str) -> Vec<(usize, Entry<'_>)> {
        let words: Vec<String> = cut(words).map(str::to_lowercase).collect();
        let mut ranked: Vec<_> = self.entries().map(|entry| (0, entry)).collect();
        if words.is_empty() {
            return Vec::new();
        }
        for word in &words {
            let questions = || self.entries().map(|entry| entry.question);
            let mut places: Vec<_> = questions().map(|question| place(question, word)).collect();
            if places.iter().all(Option::is_none) {
                let word = Misspelt::new(word);
                places = questions().map(|question| place_misspelt(question, &word)).collect();
                // The stories are many words, and looked through only for what nothing else has.
                if places.iter().all(Option::is_none) {
                    let told = questions().map(|question| is_told_misspelt(question, &word));
                    places = told.map(|told| told.then_some(2)).collect();
                }
            }
            ranked.retain(|(_, entry)| places[entry.number - 1].is_some());
            for (rank, entry) in &mut ranked {
                *rank += places[entry.number - 1].unwrap_or_default();
            }
        }
        ranked.sort_by_key(|(rank, entry)| (*rank, entry.number));
        ranked
    }
}

/// Where in `question` a word begins with `word`: 0 in prompt or id, 1 in a competency, 2 in anything else.
fn place(question: &Question, word: &str) -> Option<usize> {
    let has = |text: &str| has_word_at(text, word);
    if has(&question.prompt) || has(&question.id) {
        return Some(0);
    }
    if question.competencies.iter().any(|own| has(own)) {
        return Some(1);
    }
    let about = has(&question.probes)
        || question.follow_ups.iter().any(|own| has(own))
        || question.examples.ids().iter().any(|own| has(own));
    // Reading all stories would be felt, so those that hold the word nowhere stay unread.
    let unread = question.examples.unread().filter(|_| word.is_ascii());
    let may_hold = || unread.is_none_or(|table| places(table, word).next().is_some());
    let told = || {
        question.examples.iter().any(|own| {
            let lines = [&own.focus, &own.situation, &own.task, &own.action, &own.result];
            lines.into_iter().chain(&own.speaker).any(|own| has(own))
        })
    };
    (about || (may_hold() && told())).then_some(2)
}

/// Where in the single lines of `question` a word stands that `word` is a slip of, as [`place`] gives it.
fn place_misspelt(question: &Question, word: &Misspelt<'_>) -> Option<usize> {
    let near = |text: &str| word.is_near_one_of(text);
    let any_near = |texts: &[String]| texts.iter().any(|own| near(own));
    if near(&question.prompt) || near(&question.id) {
        return Some(0);
    }
    if any_near(&question.competencies) {
        return Some(1);
    }
    let told = || {
        let mut examples = question.examples.iter();
        examples.any(|own| near(&own.focus) || own.speaker.as_deref().is_some_and(near))
    };
    let about = near(&question.probes)
        || any_near(&question.follow_ups)
        || any_near(question.examples.ids());
    (about || told()).then_some(2)
}

/// Whether a word stands in a story of `question` that `word` is a slip of.
fn is_told_misspelt(question: &Question, word: &Misspelt<'_>) -> bool {
    question.examples.iter().any(|own| {
        let mut sections = [&own.situation, &own.task, &own.action, &own.result].into_iter();
        sections.any(|text| word.is_near_one_of(text))
    })
}

/// A word, in lower case, that stands nowhere as it is.
struct Misspelt<'w> {
    word: &'w str,
    slips: usize,
    letters: u32,
}

impl<'w> Misspelt<'w> {
    fn new(word: &'w str) -> Self {
        Self { word, slips: allowed(word.chars().count()), letters: letters(word) }
    }

    /// Whether a word of `text` differs from it by slips of the finger.
    fn is_near_one_of(&self, text: &str) -> bool {
        if text.is_ascii() {
            // Cutting at every other sign is coarser than Unicode's rules, and not felt.
            let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
            return words.any(|own| self.is_near(own));
        }
        cut(text).any(|own| self.is_near(own))
    }

    /// Whether `own` differs from it by slips of the finger.
    fn is_near(&self, own: &str) -> bool {
        if self.slips == 0 {
            return false;
        }
        if own.is_ascii() && self.word.is_ascii() {
            // A slip adds, drops or changes one letter, so that words with more letters apart need no closer look:
            // without this one, a misspelt word is felt.
            if own.len().abs_diff(self.word.len()) > self.slips {
                return false;
            }
            let other = letters(own);
            let apart = |a: u32, b: u32| (a & !b).count_ones() as usize > self.slips;
            if apart(other, self.letters) || apart(self.letters, other) {
                return false;
            }
        }
        strsim::damerau_levenshtein(&own.to_lowercase(), self.word) <= self.slips
    }
}

/// The ASCII letters of `word`, a bit each.
fn letters(word: &str) -> u32 {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic);
    letters.fold(0, |set, letter| set | 1 << (letter.to_ascii_lowercase() - b'a'))
}

/// Whether a word of `text` begins with `word`, which is lower case.
///
/// Searches the text as it stands: cutting all stories into words would be felt.
fn has_word_at(text: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return cut(text).any(|own| own.to_lowercase().starts_with(word));
    }
    places(text.as_bytes(), word).any(|start| !text[..start].ends_with(char::is_alphanumeric))
}

/// Where `word`, which is lower case and ASCII, stands in `text` in whatever case.
fn places<'t>(text: &'t [u8], word: &'t str) -> impl Iterator<Item = usize> {
    let word = word.as_bytes();
    // The rarest letter has the fewest places to look at.
    let rarest = (0..word.len()).max_by_key(|&at| RARE.iter().position(|&own| own == word[at]));
    let (at, letter) = rarest.map_or((0, 0), |at| (at, word[at]));
    let found = memchr::memchr2_iter(letter, letter.to_ascii_uppercase(), text);
    let starts = found.filter_map(move |place| place.checked_sub(at));
    starts.filter(move |&start| {
        let own = text.get(start..start + word.len());
        !word.is_empty() && own.is_some_and(|own| own.eq_ignore_ascii_case(word))
    })
}

/// The letters from the commonest in English to the rarest.
const RARE: [u8; 26] = *b"etaoinshrdlcumwfgypbvkjxqz";

fn cut(text: &str) -> impl Iterator<Item = &str> {
    text.unicode_words()
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number, count) => {
                write!(f, "there is no question {number}: the list goes from 1 to {count}")
            }
            Self::Several(name, matches) => {
                write!(f, "\"{}\" fits {} questions:", visible(name), matches.len())?;
                for (number, id, prompt) in matches.iter().take(NAMED) {
                    write!(f, "\n  {number:>3}  {}  {}", visible(id), visible(prompt))?;
                }
                let more = matches.len().saturating_sub(NAMED);
                if more > 0 {
                    write!(f, "\n  and {more} more")?;
                }
                write!(f, "\nname one by its number or its id")
            }
            Self::Unknown(name, near) => {
                write!(f, "no question fits \"{}\"; ", visible(name))?;
                match near {
                    Some(id) => write!(f, "did you mean `{}`?", visible(id)),
                    None => write!(f, "`starcoach list` shows them all"),
                }
            }
        }
    }
}

impl std::error::Error for NotFound {}

#[cfg(test)]
mod tests {
    use super::{Bank, Misspelt, NotFound, cut};

    fn found(name: &str) -> Result<String, NotFound> {
        Bank::new(Vec::new()).find(name).map(|entry| entry.question.id.clone())
    }

    #[test]
    fn a_question_goes_by_number_id_beginning_example_or_words() {
        let bank = Bank::new(Vec::new());
        let first = bank.entries().next().expect("questions").question.id.clone();
        assert_eq!(found("1"), Ok(first));
        for name in [
            "learn-new-technology",
            "LEARN-new",
            "kubernetes-spiral",
            "approach learning technologies",
            "aproach technolgies",
        ] {
            assert_eq!(found(name).as_deref(), Ok("learn-new-technology"), "{name}");
        }
    }

    #[test]
    fn what_fits_several_or_nothing_is_said_so() {
        assert!(matches!(found("you"), Err(NotFound::Several(_, several)) if several.len() > 1));
        assert!(matches!(found("0"), Err(NotFound::Number(..))));
        assert!(matches!(found("99999999999999999999999"), Err(NotFound::Number(..))));
        assert_eq!(found("zzzzzz"), Err(NotFound::Unknown("zzzzzz".to_owned(), None)));
        assert!(found("").is_err());
        let misspelt = found("imprve-proces").map_err(|error| error.to_string());
        assert_eq!(misspelt.as_deref(), Ok("improve-process"));
    }

    #[test]
    fn words_are_found_where_they_begin_in_any_case_and_script() {
        for (text, word, expected) in [
            ("The Queue", "que", true),
            ("queue", "ueue", false),
            ("“queue”", "queue", true),
            ("équeue", "queue", false),
            ("Émile", "ém", true),
            ("", "a", false),
        ] {
            assert_eq!(super::has_word_at(text, word), expected, "{word} in {text}");
        }
    }

    #[test]
    fn only_stories_that_hold_the_word_are_read() {
        let bank = Bank::new(Vec::new());
        let found = bank.search("Oscillator");
        let ids: Vec<_> = found.iter().map(|entry| entry.question.id.as_str()).collect();
        assert_eq!(ids, ["complex-technical-problem"]);
        let read = bank.entries().filter(|entry| entry.question.examples.unread().is_none());
        assert_eq!(read.map(|entry| entry.question.id.as_str()).collect::<Vec<_>>(), ids);
    }

    #[test]
    fn no_word_is_dropped_that_slips_could_have_made() {
        let bank = Bank::new(Vec::new());
        for word in ["dedline", "debuging", "pririty", "leadrship", "cusotmer", "x-ray", "décision"]
        {
            let misspelt = Misspelt::new(word);
            for text in bank.entries().map(|entry| &entry.question.prompt) {
                for own in cut(text) {
                    let slips = strsim::damerau_levenshtein(&own.to_lowercase(), word);
                    assert_eq!(misspelt.is_near(own), slips <= misspelt.slips, "{word}, {own}");
                }
            }
        }
    }

    #[test]
    fn a_word_in_the_prompt_counts_more_than_one_in_an_answer() {
        let bank = Bank::new(Vec::new());
        let ids: Vec<_> =
            bank.search("performance").iter().map(|entry| entry.question.id.as_str()).collect();
        assert_eq!(ids.first(), Some(&"performance-issue"), "{ids:?}");
        assert_eq!(bank.search("debuging").len(), bank.search("debugging").len());
        // One that only a story has.
        let told = |words| bank.search(words).first().map(|entry| entry.question.id.clone());
        assert_eq!(told("oscilator"), told("oscillator"));
    }
}
