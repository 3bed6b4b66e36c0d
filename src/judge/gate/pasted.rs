//! Sentences that are not the writer's: the question, the coach's own words, the wording of an interview question.

use super::read::{Sentence, Word, loose};
use crate::text::word_set::{WordId, WordSet, word_set};

/// Words in a row that two texts by different people seldom share.
const RUN: usize = 5;
/// Share of a sentence's words inside such runs that makes it a copy.
const COPIED: f64 = 0.8;

/// How people and forms put an interview question.
const QUESTIONS: &str = "tell me about a|tell us about a|describe a time|describe a situation|give an example of|\
    give me an example|can you tell me about|can you describe a|walk me through a time";

/// The first words of these.
const ASKING: WordSet = word_set!("tell describe give can walk");

/// Five words in a row, as one number.
type Run = u32;

/// The runs of everything that the coach itself says about the tips, ascending.
#[cfg(prepared)]
const OWN_RUNS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/own-runs.bin"));

/// The same as bytes, for the build script to write.
#[cfg(any(test, not(prepared)))]
pub(in super::super) fn own_runs() -> Vec<u8> {
    let runs = runs(&loose(include_str!("../../../answers/tips.yaml")));
    runs.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// For each sentence, whether it is pasted from the question or the coach's words, or says the question again.
pub(super) fn pasted(question: &str, sentences: &[Sentence]) -> Vec<bool> {
    #[cfg(prepared)]
    let own = OWN_RUNS;
    #[cfg(not(prepared))]
    let own = &own_runs();
    let question = loose(question);
    let asked = runs(&question);
    let is_asked = |run| asked.binary_search(&run).is_ok();
    let (own, _) = own.as_chunks::<4>();
    let is_own = |run| own.binary_search_by_key(&run, |bytes| Run::from_le_bytes(*bytes)).is_ok();
    let copied: Vec<bool> = sentences
        .iter()
        .map(|s| is_question(s) || covered(s, is_asked) >= COPIED || covered(s, is_own) >= COPIED)
        .collect();
    let questions = sentences.iter().filter(|s| is_question(s)).chain([&question]);
    let mut words: Vec<WordId> = questions.flat_map(|s| &s.words).map(|word| word.id).collect();
    words.sort_unstable();
    sentences
        .iter()
        .zip(copied)
        .map(|(sentence, copied)| copied || echoes(sentence, &words))
        .collect()
}

fn is_question(sentence: &Sentence) -> bool {
    if !sentence.words.first().is_some_and(|word| ASKING.has(word.id)) {
        return false;
    }
    let start: Vec<&str> = sentence.words.iter().take(5).map(|word| word.lower.as_str()).collect();
    let start = start.join(" ");
    QUESTIONS.split('|').any(|question| start.starts_with(question))
}

/// Whether the sentence has no content word but the question's, which are given in order.
fn echoes(sentence: &Sentence, question: &[WordId]) -> bool {
    let mut content = sentence.words.iter().filter(|word| word.class.is_content());
    sentence.words.len() >= RUN
        && content.clone().count() >= 2
        && content.all(|word| question.binary_search(&word.id).is_ok())
}

/// Share of the sentence's words that stand in runs of the other text.
fn covered(sentence: &Sentence, is_copied: impl Fn(Run) -> bool) -> f64 {
    let mut inside = vec![false; sentence.words.len()];
    for (at, words) in sentence.words.windows(RUN).enumerate() {
        if is_copied(run(words)) {
            inside[at..at + RUN].fill(true);
        }
    }
    inside.iter().filter(|&&inside| inside).count() as f64 / inside.len().max(1) as f64
}

/// The runs of a text, ascending.
fn runs(sentence: &Sentence) -> Vec<Run> {
    let mut runs: Vec<Run> = sentence.words.windows(RUN).map(run).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

fn run(words: &[Word]) -> Run {
    words.iter().fold(0, |run: Run, word| (run.rotate_left(5) ^ word.id).wrapping_mul(0x9E37_79B1))
}

#[cfg(test)]
mod tests {
    use super::{own_runs, pasted};
    use crate::judge::gate::read::loose;

    const QUESTION: &str = "Describe a time you improved a process or system";

    #[test]
    fn the_question_in_any_wording_and_the_coachs_words_are_pasted() {
        for text in [
            "Describe a time you improved a process or system.",
            "So, the time I improved a system or process.",
            "Tell me about a time you had to persuade somebody.",
            "Tell me about a lamp.",
            "Lamps: a time you improved a process or system",
            "First I listed every export that had failed, then I ran three of them by hand to see where they stopped.",
        ] {
            assert_eq!(pasted(QUESTION, &[loose(text)]), [true], "{text}");
        }
    }

    #[test]
    fn the_runs_that_were_built_in_are_those_of_the_tips() {
        assert!(super::OWN_RUNS == own_runs());
    }

    #[test]
    fn an_answer_in_the_questions_words_is_the_writers_own() {
        for text in [
            "I improved the invoice process by asking the clerks first.",
            "The system was slow, so I timed each process.",
            "In order to find where it stopped, I ran it by hand.",
            "I did it.",
            "Lamps and wires: a time you improved a process",
            "We tell me about a lamp.",
        ] {
            assert_eq!(pasted(QUESTION, &[loose(text)]), [false], "{text}");
        }
    }
}
