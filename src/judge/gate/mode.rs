//! What a sentence tells of: something done, and by whom, or something wished, planned, advised or denied.

use super::read::{Class, Sentence, Word};
use crate::text::word_set::{WordSet, word_set};

/// Verbs after "I" that tell what the speaker has in mind, not what was done.
const MIND: WordSet = word_set!(
    "hope plan want wish intend think believe expect guess suppose mean am like love prefer picture would"
);
/// Past-looking words that open a description of a thing or a person, not a sentence about a deed.
const DESCRIBING: WordSet = word_set!(
    "based experienced wanted required used supposed related dedicated motivated skilled qualified certified \
    interested advanced mixed detailed limited needed"
);
/// Past forms that are orders as well: "Put them in a table".
const ALSO_ORDERS: WordSet = word_set!("put set cut let read hit shut run come become spread");
/// Verbs that tips, recipes, adverts and manuals begin sentences with, beside the common ones.
const ORDERS: WordSet = word_set!(
    "add allow apply avoid choose click consider describe do don't end enjoy ensure explain finish follow mention \
    name order prepare remember rinse say simmer squeeze soften stir tip walk cover select join discover meet imagine suppose \
    assume picture please never always count focus include provide compare"
);
/// Words that put a sentence into the future or into somebody's hopes.
const PLANNING: WordSet =
    word_set!("will shall hopefully intend intends planning expect expects expected projected");
/// The same where they are verbs or stand for one: "we hope to", "the target is", not "the query plan".
const PLANNING_VERBS: WordSet = word_set!("plan plans hope hopes aim aims target goal forecast");
/// Words that speak to a reader.
const READER: WordSet = word_set!("you your you'd you'll you're yours");
/// Words that open a supposition.
const SUPPOSING: WordSet = word_set!("suppose imagine assume say if let's picture");
/// What follows a participle that describes a thing: "Made for busy cooks".
const MADE_FOR: WordSet = word_set!("for by");
/// Words that only give the order.
const ORDERING: WordSet = word_set!("then first so and also finally next after that later");
/// What makes a modal a deed that was not done: "would have", "would of".
const UNDONE: WordSet = word_set!("have of");
const MODALS: WordSet = word_set!("would should must may might could");
/// Words that deny, beside "not" and its contractions.
const DENYING: WordSet = word_set!("no nothing nobody none nor neither can't couldn't");
/// Words after which a denial may turn into a deed.
const TURNING: WordSet = word_set!("but so because instead until");
const FIRST_PERSON: WordSet =
    word_set!("i me my mine we us our ours im ive i'm i've i'd i'll we're we've we'd we'll myself");

/// What one sentence tells.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // a sentence may tell several of these at once
pub(super) struct Mode {
    /// The speaker did it: "I measured", "I've put", or a note that leaves the "I" out ("Pulled the logs").
    pub deed_of_mine: bool,
    /// "We measured".
    pub deed_of_ours: bool,
    /// The speaker acts in the present tense, as stories are told aloud and by some second-language speakers.
    pub act: bool,
    /// Anything that happened, to anybody.
    pub past: bool,
    /// "would", "imagine", "should", orders and advice.
    pub unreal: bool,
    /// "will", "going to", hopes and targets.
    pub planned: bool,
    /// Speaks to a reader: "you".
    pub to_you: bool,
    /// Says that nothing of the kind was done.
    pub denied: bool,
    /// Opens with a word that is an order or a note of what was done: "Cut the blog".
    pub terse: bool,
    /// Asks something.
    pub question: bool,
    /// Uses the first person at all.
    pub first_person: bool,
}

impl Mode {
    /// Whether it tells something that the speaker or the speaker's people did.
    pub(super) fn is_deed(self) -> bool {
        self.deed_of_mine || self.deed_of_ours
    }
}

/// What the sentence tells.
pub(super) fn mode(sentence: &Sentence) -> Mode {
    let words = &sentence.words;
    let mut mode = Mode {
        to_you: words.iter().any(|word| READER.has(word.id)),
        first_person: words.iter().any(is_first_person),
        unreal: is_unreal(words),
        planned: is_planned(words),
        terse: words.get(opening(words)).is_some_and(|word| ALSO_ORDERS.has(word.id)),
        question: sentence.text.trim_end().ends_with('?'),
        ..Mode::default()
    };
    for at in 0..words.len() {
        let mine = matches!(words[at].lower.as_str(), "i" | "i've" | "ive");
        if mine || matches!(words[at].lower.as_str(), "we" | "we've") {
            match verb_after(words, at) {
                Verb::Done if mine => mode.deed_of_mine = true,
                Verb::Done => mode.deed_of_ours = true,
                Verb::Present => mode.act = true,
                Verb::None => {}
            }
        }
        mode.past |= is_past_verb(words, at);
    }
    mode.deed_of_mine |= opens_with_deed(words);
    if words.first().is_some_and(|word| SUPPOSING.has(word.id)) {
        (mode.deed_of_mine, mode.deed_of_ours) = (false, false);
    }
    mode.past |= mode.is_deed();
    // A question to the reader and a condition tell of nothing that happened.
    if mode.question || mode.to_you && !mode.first_person || mode.unreal && !mode.is_deed() {
        mode.past = false;
    }
    mode.act &= !mode.unreal && !mode.planned;
    mode.denied = is_denied(words);
    mode
}

enum Verb {
    Done,
    Present,
    None,
}

/// What the subject at `at` does: the first verb behind it, past adverbs and "have".
fn verb_after(words: &[Word], at: usize) -> Verb {
    for word in words.iter().skip(at + 1).take(4) {
        if word.parted {
            return Verb::None;
        }
        match word.class {
            Class::Past | Class::Ed => return Verb::Done,
            Class::Adverb | Class::Ly | Class::Have | Class::Quantity | Class::Joining => {}
            Class::Other | Class::Base | Class::Plural if !MIND.has(word.id) => {
                return Verb::Present;
            }
            _ => return Verb::None,
        }
    }
    Verb::None
}

/// Whether a note opens with what its writer did: "Pulled the prints for March."
fn opens_with_deed(words: &[Word]) -> bool {
    let first = opening(words);
    let Some(word) = words.get(first) else { return false };
    let made_for = words.get(first + 1).is_some_and(|next| MADE_FOR.has(next.id));
    let other = DESCRIBING.has(word.id) || ALSO_ORDERS.has(word.id);
    word.class.is_past() && !(word.label || word.compound || made_for || other)
}

/// Where a sentence begins, past a label ("Decision: …") and words that only give the order.
fn opening(words: &[Word]) -> usize {
    let label = words.iter().take(4).rposition(|word| word.label).map_or(0, |label| label + 1);
    words
        .iter()
        .skip(label)
        .position(|word| !ORDERING.has(word.id))
        .map_or(words.len(), |skip| label + skip)
}

/// Whether the word at `at` is a verb in a past tense, and no participle that describes.
fn is_past_verb(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if matches!(
        word.lower.as_str(),
        "was" | "were" | "had" | "did" | "wasn't" | "weren't" | "didn't" | "wasnt" | "didnt"
    ) {
        return true;
    }
    let before = at.checked_sub(1).map_or(Class::Edge, |before| words[before].class);
    let passive_present = at > 0
        && matches!(words[at - 1].lower.as_str(), "is" | "are" | "be" | "being" | "been" | "am");
    let describes = matches!(
        before,
        Class::Determiner
            | Class::Possessive
            | Class::Preposition
            | Class::Of
            | Class::To
            | Class::Modal
            | Class::Number
    );
    let other = DESCRIBING.has(word.id) || ALSO_ORDERS.has(word.id);
    word.class.is_past() && !(word.label || passive_present || describes || other)
}

fn is_unreal(words: &[Word]) -> bool {
    let opens = words.get(opening(words)).is_some_and(|word| {
        let order = word.class == Class::Base || ORDERS.has(word.id) || ALSO_ORDERS.has(word.id);
        (order || word.lower == "let's") && !word.label
    });
    let condition = words.windows(3).any(|three| {
        matches!(
            [&*three[0].lower, &*three[1].lower, &*three[2].lower],
            ["if", "i", "were"] | ["in", "that", "case"] | ["in", "such", "cases" | "a"]
        )
    });
    let conditional = words.iter().enumerate().any(|(at, word)| {
        let next = words.get(at + 1);
        let counterfactual = next.is_some_and(|next| UNDONE.has(next.id));
        let modal = MODALS.has(word.id) || word.lower.ends_with("'d");
        // "could" and "'d" before a past form are the past: "I could see", "I'd measured".
        let past = word.lower == "could" || next.is_some_and(|next| next.class.is_past());
        modal && !counterfactual && !past
    });
    opens || condition || conditional
}

fn is_planned(words: &[Word]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let next = |ahead: usize| words.get(at + ahead).map_or("", |word| word.lower.as_str());
        let ahead = word.lower == "going"
            && next(1) == "to"
            && !matches!(next(2), "the" | "a" | "my" | "our");
        let verb = PLANNING_VERBS.has(word.id) && matches!(next(1), "to" | "that" | "is");
        let due = matches!(word.lower.as_str(), "due" | "next")
            && matches!(next(1), "in" | "month" | "quarter" | "spring" | "summer");
        ahead || due || word.lower.ends_with("'ll") || PLANNING.has(word.id) || verb
    })
}

/// Whether the sentence only says what was not done, not had or not found.
///
/// A denial stands early: "I took no notes", "nobody counted", "I did not ask". "I did not trust it, so I timed it"
/// tells of a deed. An outcome may be put as a denial ("not one table was turned away"); so denials count only where
/// they are what a draft consists of.
fn is_denied(words: &[Word]) -> bool {
    let denies = |word: &Word| {
        matches!(word.class, Class::Negation | Class::DeniedAuxiliary) || DENYING.has(word.id)
    };
    let early = words.iter().take(7).any(denies);
    let turns = words.iter().any(|word| TURNING.has(word.id));
    early && !turns && !(0..words.len()).any(|at| is_undenied_deed(words, at, denies))
}

/// Whether "I" or "we" at `at` did something, with no denial before it in its clause nor right behind it.
fn is_undenied_deed(words: &[Word], at: usize, denies: impl Fn(&Word) -> bool) -> bool {
    let clause = words[..=at].iter().rposition(|word| word.parted).unwrap_or(0);
    matches!(words[at].lower.as_str(), "i" | "we")
        && matches!(verb_after(words, at), Verb::Done)
        && !words[clause..at].iter().any(&denies)
        && !words.iter().skip(at + 1).take(4).any(&denies)
}

fn is_first_person(word: &Word) -> bool {
    FIRST_PERSON.has(word.id)
}

#[cfg(test)]
#[path = "mode_tests.rs"]
mod tests;
