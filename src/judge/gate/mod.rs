//! The gate before the judge: is this an account at all, and which of its sentences may earn something?
//!
//! It refuses (the verdict is then `cannot-tell`) only what no coach could judge, and holds sentences down one by one
//! where it can, since a person turned away loses more than a level given in error.

mod account;
mod blank;
mod language;
mod machine;
mod mode;
mod order;
mod pasted;
mod read;
mod refusal;
mod salad;

#[cfg(all(test, feature = "train"))]
mod measure;
#[cfg(test)]
mod texts;

use std::collections::HashSet;

use super::Level;
use crate::draft::{Draft, Section, Tip, Tips};
use crate::text::Span;
use crate::text::word_set::WordId;
use account::Account;
use mode::Mode;
use read::Sentence;
use refusal::Refusal;

/// No level is held down.
const OPEN: Tips<Level> = [Level::Shown; 6];
/// Every level is.
const SHUT: Tips<Level> = [Level::Missing; 6];

/// What may be judged of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gate {
    /// Why the draft as a whole cannot be judged, a sentence. Levels may still be shown within the caps.
    pub refused: Option<String>,
    /// The highest level each tip may get.
    pub caps: Tips<Level>,
    /// Why levels are held down although the draft is judged, a sentence.
    pub capped: Option<String>,
    /// Sentences that may earn less than others.
    pub held: Vec<Held>,
}

/// A sentence that may not earn every level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    /// The section it stands in.
    pub section: Section,
    /// Where in the section's text.
    pub span: Span,
    /// The highest level each tip may get from it.
    pub caps: Tips<Level>,
    /// Why.
    pub why: Why,
}

/// Why a sentence is held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The question, the coach's words, or the wording of an interview question.
    Pasted,
    /// A place left to fill in.
    Blank,
    /// A note to oneself to write something here.
    Reminder,
    /// Said before, word for word.
    Repeated,
    /// Not in English.
    Foreign,
    /// Written by or for a machine.
    Machine,
    /// Words in no order, or jargon and nothing else.
    Salad,
    /// Still to come, or hoped for.
    Planned,
    /// Says that nothing was done.
    Denied,
}

impl Gate {
    /// The highest level each tip may get from the words at `span`.
    pub(super) fn caps_at(&self, section: Section, span: Span) -> Tips<Level> {
        let mut caps = self.caps;
        for held in self.held_at(section, span) {
            lower(&mut caps, held.caps);
        }
        caps
    }

    /// Whether the words at `span` may earn nothing at all.
    pub(super) fn excludes(&self, section: Section, span: Span) -> bool {
        self.held_at(section, span).any(|held| held.caps == SHUT)
    }

    /// The held sentences that share words with `span`, found by halving: they stand in the order of the text.
    fn held_at(&self, section: Section, span: Span) -> impl Iterator<Item = &Held> {
        let first = self.held.partition_point(|held| {
            (held.section.index(), held.span.end) <= (section.index(), span.start)
        });
        self.held[first..]
            .iter()
            .take_while(move |held| held.section == section && held.span.overlaps(&span))
    }
}

/// The bytes of `answers/word-order.bin` learned from these drafts; the same drafts give the same bytes.
///
/// Give it drafts in good order only, none of the adversarial files.
#[cfg(feature = "train")]
pub(super) fn learn_order<'d>(drafts: impl IntoIterator<Item = &'d Draft>) -> Vec<u8> {
    order::learn(&drafts.into_iter().map(read::read).collect::<Vec<_>>())
}

#[cfg(not(prepared))]
pub(super) use pasted::own_runs;

/// Looks a draft over before it is judged.
pub(super) fn examine(draft: &Draft) -> Gate {
    let sentences = read::read(draft);
    let modes: Vec<Mode> = sentences.iter().map(mode::mode).collect();
    let mut whys = reasons(draft, &sentences, &modes);
    let account = account::account(&sentences, &modes, &whys);
    hold_modes(account, &sentences, &modes, &mut whys);
    let held = sentences
        .iter()
        .zip(&whys)
        .filter_map(|(sentence, why)| {
            why.map(|why| Held {
                section: sentence.section,
                span: sentence.span,
                caps: why.caps(),
                why,
            })
        })
        .collect();
    let refusal = Refusal::of(&sentences, &modes, &whys);
    let nothing_left = refusal.is_some_and(|refusal| refusal.leaves_nothing(&sentences, &whys));
    let caps = if nothing_left { SHUT } else { account.caps() };
    let refused = refusal.map(Refusal::reason).or_else(|| account.refusal()).map(str::to_owned);
    let capped = if refused.is_none() { account.capped().map(str::to_owned) } else { None };
    Gate { refused, caps, capped, held }
}

impl Why {
    fn caps(self) -> Tips<Level> {
        let mut caps = SHUT;
        if self == Self::Planned {
            // A target is a figure about the goal, and a hope names who should gain: both are hints by the codebook.
            caps[Tip::Impact.index()] = Level::Hinted;
            caps[Tip::BusinessValue.index()] = Level::Hinted;
            caps[Tip::TradeOffs.index()] = Level::Shown;
            caps[Tip::Learning.index()] = Level::Shown;
        }
        caps
    }
}

/// Why each sentence is held down, as far as the sentence itself or its neighbours tell.
fn reasons(draft: &Draft, sentences: &[Sentence], modes: &[Mode]) -> Vec<Option<Why>> {
    let pasted = pasted::pasted(&draft.question, sentences);
    let foreign = language::foreign(sentences);
    let machine = machine::is_machine_text(sentences, modes);
    let mut said = HashSet::new();
    let mut whys: Vec<Option<Why>> = sentences
        .iter()
        .enumerate()
        .map(|(at, sentence)| {
            let repeated = sentence.words.len() >= 3 && !said.insert(said_as(sentence));
            let checks = [
                (foreign[at], Why::Foreign),
                (machine || machine::is_machine(sentence), Why::Machine),
                (pasted[at], Why::Pasted),
                (repeated, Why::Repeated),
                (blank::is_reminder(sentence), Why::Reminder),
                (blank::blanks(sentence) > 0 || blank::is_filler(sentence), Why::Blank),
            ];
            checks.into_iter().find_map(|(holds, why)| holds.then_some(why))
        })
        .collect();
    let rest: Vec<&Sentence> =
        sentences.iter().zip(&whys).filter(|(_, why)| why.is_none()).map(|(s, _)| s).collect();
    let suspect = salad::salad(&rest);
    for (sentence, why) in sentences.iter().zip(&mut whys) {
        if why.is_none() && salad::is_salad(sentence, suspect) {
            *why = Some(Why::Salad);
        }
    }
    whys
}

/// Holds plans where they stand as results, and denials where they are what the draft consists of.
fn hold_modes(account: Account, sentences: &[Sentence], modes: &[Mode], whys: &mut [Option<Why>]) {
    for ((sentence, mode), why) in sentences.iter().zip(modes).zip(whys) {
        let planned = mode.planned && !mode.past && sentence.section == Section::Result;
        if why.is_none() && planned {
            *why = Some(Why::Planned);
        } else if why.is_none() && mode.denied && account == Account::Denied {
            *why = Some(Why::Denied);
        }
    }
}

/// What a sentence says, whatever its marks and capitals.
fn said_as(sentence: &Sentence) -> Vec<WordId> {
    sentence.words.iter().map(|word| word.id).collect()
}

/// Lowers each cap to the other's.
fn lower(caps: &mut Tips<Level>, other: Tips<Level>) {
    for (cap, other) in caps.iter_mut().zip(other) {
        *cap = (*cap).min(other);
    }
}
