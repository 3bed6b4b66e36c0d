use serde::{Deserialize, Serialize};

use crate::text::{Fault, yaml};

/// The competencies that packs may name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    competencies: Vec<Competency>,
}

/// What an answer can give evidence of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competency {
    /// Its name.
    pub id: String,
    /// What it means, a line.
    pub meaning: String,
}

impl Vocabulary {
    /// Reads `answers/competencies.yaml` or a file of its form.
    ///
    /// # Errors
    /// A [`Fault`] with the place of whatever is not of that form.
    pub fn parse(source: &str, bytes: &[u8]) -> Result<Self, Fault> {
        yaml::parse(source, bytes)
    }

    /// All of them, in the order of the file.
    pub fn competencies(&self) -> &[Competency] {
        &self.competencies
    }

    /// Their ids, in the order of the file.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.competencies.iter().map(|competency| competency.id.as_str())
    }
}
