//! Which stories answer which questions.

use super::Bank;
use crate::draft::Record;

/// How a story serves a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It gives evidence of nothing that the question asks for first.
    None,
    /// It gives evidence of what the question asks for first, but was told for another.
    Could,
    /// It was told for this question.
    Told,
}

/// Questions and competencies against stories; each row has one place for each story, in the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Ids of the stories' drafts.
    pub stories: Vec<String>,
    /// Each question's id with how each story serves it.
    pub questions: Vec<(String, Vec<Fit>)>,
    /// Each competency that a question asks for, with whether each story gives evidence of it.
    pub competencies: Vec<(String, Vec<bool>)>,
}

impl Coverage {
    /// The coverage of `bank` by these drafts; one without text is no story.
    pub fn of<'r>(bank: &Bank, drafts: impl Iterator<Item = (&'r str, &'r Record)>) -> Self {
        let stories: Vec<(&str, &Record)> = drafts
            .filter(|(_, record)| record.attempts.iter().any(|attempt| !attempt.is_blank()))
            .collect();
        let evidence: Vec<Vec<&str>> =
            stories.iter().map(|(_, record)| competencies(record, bank)).collect();
        let fit = |place: usize, id: &str, first: Option<&String>| {
            let told = stories[place].1.question_id.as_deref() == Some(id);
            let could = first.is_some_and(|first| evidence[place].contains(&first.as_str()));
            if told {
                Fit::Told
            } else if could {
                Fit::Could
            } else {
                Fit::None
            }
        };
        let mut questions = Vec::new();
        let mut asked: Vec<&str> = Vec::new();
        for question in bank.entries().map(|entry| entry.question) {
            let first = question.competencies.first();
            let fits = (0..stories.len()).map(|place| fit(place, &question.id, first)).collect();
            questions.push((question.id.clone(), fits));
            for name in &question.competencies {
                if !asked.contains(&name.as_str()) {
                    asked.push(name);
                }
            }
        }
        asked.sort_unstable();
        let row = |name: &str| evidence.iter().map(|own| own.contains(&name)).collect();
        Self {
            competencies: asked.into_iter().map(|name| (name.to_owned(), row(name))).collect(),
            questions,
            stories: stories.into_iter().map(|(id, _)| id.to_owned()).collect(),
        }
    }

    /// Ids of the questions that no story was told for.
    pub fn untold(&self) -> impl Iterator<Item = &str> {
        let untold = self.questions.iter().filter(|(_, fits)| !fits.contains(&Fit::Told));
        untold.map(|(id, _)| id.as_str())
    }

    /// Names of the competencies that no story gives evidence of.
    pub fn lacking(&self) -> impl Iterator<Item = &str> {
        let lacking = self.competencies.iter().filter(|(_, has)| !has.contains(&true));
        lacking.map(|(name, _)| name.as_str())
    }

    /// How many questions the story at `place` was told for or could be.
    pub fn answers(&self, place: usize) -> usize {
        self.questions.iter().filter(|(_, fits)| fits[place] > Fit::None).count()
    }
}

/// What a draft's story gives evidence of: what it says itself, else what its question asks for.
pub fn competencies<'a>(record: &'a Record, bank: &'a Bank) -> Vec<&'a str> {
    let asked = record.question_id.as_deref().and_then(|id| bank.question(id));
    let names = match asked {
        Some(question) if record.competencies.is_empty() => &question.competencies,
        _ => &record.competencies,
    };
    names.iter().map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::{Coverage, Fit};
    use crate::bank::Bank;
    use crate::draft::{Attempt, Record, Section, Sections};

    fn story(question: Option<&str>, competencies: &[&str]) -> Record {
        let mut sections = Sections::default();
        sections[Section::Action] = "I did it.".to_owned();
        Record {
            question_id: question.map(str::to_owned),
            competencies: competencies.iter().map(|&name| name.to_owned()).collect(),
            attempts: vec![Attempt::new(jiff::Timestamp::UNIX_EPOCH, &sections)],
            ..Record::default()
        }
    }

    fn coverage(drafts: &[(&str, Record)]) -> (Bank, Coverage) {
        let bank = Bank::new(Vec::new());
        let coverage = Coverage::of(&bank, drafts.iter().map(|(id, record)| (*id, record)));
        (bank, coverage)
    }

    #[test]
    fn a_story_is_told_for_its_question_and_could_be_for_those_that_ask_the_same_first() {
        let (bank, coverage) = coverage(&[("mine", story(Some("improve-process"), &[]))]);
        let first = bank.question("improve-process").expect("built in").competencies[0].clone();
        for (question, (id, fits)) in bank.entries().zip(&coverage.questions) {
            let expected = match &question.question.competencies {
                _ if id == "improve-process" => Fit::Told,
                own if own[0] == first => Fit::Could,
                // What is asked for second or later is covered too when the story's question asks for it.
                own if bank
                    .question("improve-process")
                    .is_some_and(|q| q.competencies.contains(&own[0])) =>
                {
                    Fit::Could
                }
                _ => Fit::None,
            };
            assert_eq!(fits, &[expected], "{id}");
        }
        assert!(
            coverage.answers(0) > 1,
            "a story that answers only its own question is worth little"
        );
        assert!(coverage.untold().all(|id| id != "improve-process"));
    }

    #[test]
    fn a_draft_without_text_is_no_story_and_one_without_question_counts_by_its_own_competencies() {
        let blank = Record { question_id: Some("improve-process".to_owned()), ..Record::default() };
        let (_, coverage) = coverage(&[("blank", blank), ("free", story(None, &["leadership"]))]);
        assert_eq!(coverage.stories, ["free"]);
        assert!(coverage.lacking().all(|name| name != "leadership"));
        assert!(coverage.lacking().count() + 1 == coverage.competencies.len());
    }
}
