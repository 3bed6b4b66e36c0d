//! Information on each section: length, fillers, who acts, what seems to stand in the wrong place. Never faults.

use super::assess::Case;
use super::lexicon::Lexicon;
use super::reading::Sentence;
use super::review::SectionReview;
use super::split::scores;
use crate::draft::Section;
use crate::text::words;

/// A section with at least this many filler and hedging words is told so.
const FILLERS: usize = 3;
/// A sentence with more words than this is hard to say in a breath.
const LONG: usize = 40;
/// How much likelier, as a logarithm, another section must be before a sentence is called misplaced. A note that is wrong
/// costs trust, so only what the section model is sure of is said.
const SURE: f32 = 2.5;

/// Each section with its length, share and notes.
pub(crate) fn section_reviews(case: &Case) -> [SectionReview; 4] {
    let lengths = Section::ALL.map(|section| words(&case.sections[section]).len());
    let total: usize = lengths.iter().sum();
    Section::ALL.map(|section| {
        let words = lengths[section.index()];
        let inside: Vec<&Sentence> =
            case.sentences.iter().filter(|sentence| sentence.home == section).collect();
        let notes = [
            fillers(case, &inside),
            balance(section, &inside),
            long(case, &inside),
            misplaced(case, section),
        ];
        SectionReview {
            section,
            words,
            share: words as f64 / total.max(1) as f64,
            notes: notes.into_iter().flatten().collect(),
        }
    })
}

/// "Filler and hedging words: "basically", "kind of" and 2 more."
fn fillers(case: &Case, sentences: &[&Sentence]) -> Option<String> {
    let set = Lexicon::get().classes(&["filler", "hedge"]);
    let mut found: Vec<String> = Vec::new();
    for sentence in sentences {
        for token in sentence.tokens.iter().filter(|token| token.classes & set != 0) {
            found.push(token.span.of(&case.sections[sentence.home]).to_lowercase());
        }
    }
    if found.len() < FILLERS {
        return None;
    }
    let count = found.len();
    found.sort_unstable();
    found.dedup();
    let named: Vec<String> = found.iter().take(3).map(|word| format!("\"{word}\"")).collect();
    Some(format!("{count} filler or hedging words, such as {}.", named.join(", ")))
}

/// Who acts in the Action, where "we" outweighs "I".
fn balance(section: Section, sentences: &[&Sentence]) -> Option<String> {
    let count = |stem: &str| {
        sentences
            .iter()
            .flat_map(|sentence| &sentence.tokens)
            .filter(|token| token.stem == stem)
            .count()
    };
    let (me, we) = (count("i"), count("we"));
    (section == Section::Action && we > me && we > 1).then(|| {
        format!("\"we\" {we} times, \"I\" {me} times: an interviewer will ask for your part.")
    })
}

fn long(case: &Case, sentences: &[&Sentence]) -> Option<String> {
    let text = |sentence: &Sentence| sentence.span.of(&case.sections[sentence.home]);
    let length = |sentence: &Sentence| words(text(sentence)).len();
    let lengths = sentences.iter().map(|sentence| (sentence, length(sentence)));
    let (longest, words) =
        lengths.max_by_key(|(_, words)| *words).filter(|(_, words)| *words > LONG)?;
    Some(format!(
        "A sentence of {words} words, \"{}\", is hard to say in one breath.",
        start(text(longest))
    ))
}

/// The first words of a sentence, enough to find it again.
fn start(sentence: &str) -> String {
    let words = words(sentence);
    words.get(6).map_or_else(
        || sentence.to_owned(),
        |word| format!("{} …", sentence[..word.start].trim_end()),
    )
}

/// A sentence that reads like another section's.
fn misplaced(case: &Case, section: Section) -> Option<String> {
    let filled = Section::ALL
        .into_iter()
        .filter(|&section| !case.sections[section].trim().is_empty())
        .count();
    if filled < 3 {
        return None;
    }
    let mut surest: Option<(f32, usize, Section)> = None;
    for (i, sentence) in
        case.sentences.iter().enumerate().filter(|(_, sentence)| sentence.home == section)
    {
        let scores = scores(&case.model.section, sentence, i, case.sentences.len());
        for other in Section::ALL {
            let lead = scores[other.index()] - scores[section.index()];
            if lead > SURE
                && surest.is_none_or(|(most, _, _)| lead > most)
                && words(sentence.span.of(&case.sections[section])).len() >= 4
            {
                surest = Some((lead, i, other));
            }
        }
    }
    let (_, i, other) = surest?;
    let text = case.sentences[i].span.of(&case.sections[section]);
    Some(format!(
        "The sentence \"{}\" reads like part of the {other}; consider moving it.",
        start(text)
    ))
}
