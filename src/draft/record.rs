use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::own_form;
use super::{Draft, Level, Section, Sections, Tip, Tips};
use crate::text::{Fault, yaml};

/// What the coach keeps of one draft: all its attempts, oldest first.
///
/// This is the form of a draft file, meant to be read and edited by hand. Levels are not kept: they are
/// judged anew when shown, so that old attempts stay comparable when the judge improves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The question answered, in words.
    pub question: String,
    /// Id of the pack's question, where the draft answers one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question_id: Option<String>,
    /// A few words by which the writer knows the story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// What the story gives evidence of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub competencies: Vec<String>,
    /// Tips that the writer marked "does not apply".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_applicable: Vec<Tip>,
    /// The notes it was imported from, or the draft whose story it tells again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The dated versions, oldest first.
    #[serde(default)]
    pub attempts: Vec<Attempt>,
    /// The times it was told aloud, oldest first; apart from the attempts, since nothing was written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rehearsals: Vec<Rehearsed>,
}

/// One time that the story was told aloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rehearsed {
    /// When it ended.
    pub at: Timestamp,
    /// How long each section took, in seconds; 0 where it was not reached.
    pub seconds: [u32; 4],
    /// How the speaker rated it, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
}

/// One dated version of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// When it was finished or last saved.
    pub at: Timestamp,
    /// The four sections; one that is not written yet is left out of the file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    situation: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    task: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    action: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    result: String,
    /// Parts of the notes that are none of the four, by label.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
    /// How far the writer thought it shows each tip, before the judge spoke; only the tips that were rated.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub self_rating: BTreeMap<Tip, Level>,
}

impl Attempt {
    /// The version `sections`, dated `at`.
    pub fn new(at: Timestamp, sections: &Sections) -> Self {
        let text = |section| sections[section].clone();
        Self {
            at,
            situation: text(Section::Situation),
            task: text(Section::Task),
            action: text(Section::Action),
            result: text(Section::Result),
            extra: BTreeMap::new(),
            self_rating: BTreeMap::new(),
        }
    }

    /// Keeps what the writer thought of it.
    pub fn rate(&mut self, ratings: Tips<Option<Level>>) {
        let rated = Tip::ALL.into_iter().zip(ratings);
        self.self_rating = rated.filter_map(|(tip, level)| Some((tip, level?))).collect();
    }

    /// What the writer thought of it, tip by tip.
    pub fn ratings(&self) -> Tips<Option<Level>> {
        Tip::ALL.map(|tip| self.self_rating.get(&tip).copied())
    }

    /// Whether nothing but white space stands in its sections.
    pub fn is_blank(&self) -> bool {
        [&self.situation, &self.task, &self.action, &self.result]
            .iter()
            .all(|text| text.trim().is_empty())
    }

    /// Its text.
    pub fn sections(&self) -> Sections {
        Sections::new([&self.situation, &self.task, &self.action, &self.result].map(String::clone))
    }
}

impl Record {
    /// Reads a draft file that is called `source` in messages.
    ///
    /// # Errors
    /// A [`Fault`] with the place of whatever is not a draft file.
    pub fn from_yaml(source: &str, bytes: &[u8]) -> Result<Self, Fault> {
        match own_form::read(bytes) {
            Some(record) => Ok(record),
            None => yaml::parse(source, bytes),
        }
    }

    /// The draft file's text.
    ///
    /// # Errors
    /// None that a record of this type can cause; serde's signature has them.
    pub fn to_yaml(&self) -> Result<String, serde_yaml::Error> {
        serde_yaml::to_string(self)
    }

    /// The draft as its latest attempt has it; blank when there is none.
    pub fn draft(&self) -> Draft {
        self.draft_as_of(self.attempts.last())
    }

    /// The draft as `attempt`, one of this record's, has it.
    pub fn draft_as_of(&self, attempt: Option<&Attempt>) -> Draft {
        Draft {
            question: self.question.clone(),
            sections: attempt.map(Attempt::sections).unwrap_or_default(),
            not_applicable: self.not_applicable.clone(),
            extra: attempt.map(|attempt| attempt.extra.clone()).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Attempt, Record, Rehearsed};
    use crate::draft::{Section, Sections, Tip};

    fn record() -> Record {
        let mut sections = Sections::default();
        sections[Section::Situation] = "# not a comment\n\n  indented: *yes*\n".to_owned();
        sections[Section::Action] = "- one\n- two".to_owned();
        Record {
            question: "Why: because".to_owned(),
            not_applicable: vec![Tip::TradeOffs],
            attempts: vec![Attempt::new(jiff::Timestamp::UNIX_EPOCH, &sections)],
            ..Record::default()
        }
    }

    #[test]
    fn a_record_written_and_read_again_is_the_same() {
        let record = record();
        let yaml = record.to_yaml().expect("serialises");
        assert_eq!(Record::from_yaml("d.yaml", yaml.as_bytes()), Ok(record), "{yaml}");
    }

    #[test]
    fn the_draft_is_the_latest_attempt() {
        let mut record = record();
        assert_eq!(record.draft().sections[Section::Action], "- one\n- two");
        record.attempts.push(Attempt::new(jiff::Timestamp::UNIX_EPOCH, &Sections::default()));
        assert!(record.draft().sections.is_blank());
        assert_eq!(record.draft().not_applicable, [Tip::TradeOffs]);
    }

    #[test]
    fn rehearsals_are_kept_and_a_file_without_them_stays_as_it_is() {
        let mut record = record();
        assert!(!record.to_yaml().expect("serialises").contains("rehearsals"));
        for rating in [None, Some(4)] {
            let seconds = [20, 10, 61, 0];
            record.rehearsals.push(Rehearsed { at: jiff::Timestamp::UNIX_EPOCH, seconds, rating });
        }
        let yaml = record.to_yaml().expect("serialises");
        assert_eq!(Record::from_yaml("d.yaml", yaml.as_bytes()), Ok(record), "{yaml}");
    }

    #[test]
    fn a_misspelt_section_is_named_with_its_place() {
        let yaml = b"question: Q\nattempts:\n- at: 2026-01-01T00:00:00Z\n  situaton: x\n";
        let fault = Record::from_yaml("d.yaml", yaml).expect_err("misspelt");
        assert_eq!(fault.line, 4);
        assert!(fault.cure.contains("`situation`"), "{fault}");
    }
}
