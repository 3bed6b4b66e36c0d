//! Sentences that are not the writer's: the question, the coach's own words, the wording of an interview question.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::read::{Sentence, loose};

/// Words in a row that two texts by different people seldom share.
const RUN: usize = 5;
/// Share of a sentence's words inside such runs that makes it a copy.
const COPIED: f64 = 0.8;

/// How people and forms put an interview question.
const QUESTIONS: &str = "tell me about a|tell us about a|describe a time|describe a situation|give an example of|\
    give me an example|can you tell me about|can you describe a|walk me through a time";

/// For each sentence, whether it is pasted from the question or the coach's words, or says the question again.
pub(super) fn pasted(question: &str, sentences: &[Sentence]) -> Vec<bool> {
    let question = loose(question);
    let asked = runs(&question);
    let copied: Vec<bool> = sentences
        .iter()
        .map(|s| {
            is_question(s) || covered(s, &asked) >= COPIED || covered(s, own_words()) >= COPIED
        })
        .collect();
    let questions = sentences.iter().filter(|s| is_question(s)).chain([&question]);
    let words: HashSet<&str> =
        questions.flat_map(|s| &s.words).map(|word| word.lower.as_str()).collect();
    sentences
        .iter()
        .zip(copied)
        .map(|(sentence, copied)| copied || echoes(sentence, &words))
        .collect()
}

fn is_question(sentence: &Sentence) -> bool {
    let start: Vec<&str> = sentence.words.iter().take(5).map(|word| word.lower.as_str()).collect();
    let start = start.join(" ");
    QUESTIONS.split('|').any(|question| start.starts_with(question))
}

/// Whether the sentence has no content word but the question's.
fn echoes(sentence: &Sentence, question: &HashSet<&str>) -> bool {
    let mut content = sentence.words.iter().filter(|word| word.class.is_content());
    sentence.words.len() >= RUN
        && content.clone().count() >= 2
        && content.all(|word| question.contains(word.lower.as_str()))
}

/// Share of the sentence's words that stand in runs of the other text.
fn covered(sentence: &Sentence, runs: &HashSet<String>) -> f64 {
    let words = lowers(sentence);
    let mut inside = vec![false; words.len()];
    for (at, run) in words.windows(RUN).enumerate() {
        if runs.contains(&run.join(" ")) {
            inside[at..at + RUN].fill(true);
        }
    }
    inside.iter().filter(|&&inside| inside).count() as f64 / words.len().max(1) as f64
}

fn runs(sentence: &Sentence) -> HashSet<String> {
    lowers(sentence).windows(RUN).map(|run| run.join(" ")).collect()
}

fn lowers(sentence: &Sentence) -> Vec<&str> {
    sentence.words.iter().map(|word| word.lower.as_str()).collect()
}

/// The runs of everything that the coach itself says about the tips.
fn own_words() -> &'static HashSet<String> {
    static OWN: OnceLock<HashSet<String>> = OnceLock::new();
    OWN.get_or_init(|| runs(&loose(include_str!("../../../answers/tips.yaml"))))
}

#[cfg(test)]
mod tests {
    use super::pasted;
    use crate::judge::gate::read::loose;

    const QUESTION: &str = "Describe a time you improved a process or system";

    #[test]
    fn the_question_in_any_wording_and_the_coachs_words_are_pasted() {
        for text in [
            "Describe a time you improved a process or system.",
            "So, the time I improved a system or process.",
            "Tell me about a time you had to persuade somebody.",
            "First I listed every export that had failed, then I ran three of them by hand to see where they stopped.",
        ] {
            assert_eq!(pasted(QUESTION, &[loose(text)]), [true], "{text}");
        }
    }

    #[test]
    fn an_answer_in_the_questions_words_is_the_writers_own() {
        for text in [
            "I improved the invoice process by asking the clerks first.",
            "The system was slow, so I timed each process.",
            "In order to find where it stopped, I ran it by hand.",
            "I did it.",
        ] {
            assert_eq!(pasted(QUESTION, &[loose(text)]), [false], "{text}");
        }
    }
}
