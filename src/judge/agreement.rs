//! How far the judge agrees with raters, as measured and published.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::draft::Tips;

/// Agreement on one tip over some drafts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TipAgreement {
    /// Quadratic weighted kappa.
    pub qwk: f64,
    /// Share of equal levels.
    pub exact: f64,
    /// Share of drafts rated 0 that are called shown.
    pub false_praise: f64,
    /// Share of drafts rated 2 that are called missing.
    pub false_alarm: f64,
    /// Share of findings, both levels above 0, of which a quote overlaps the rater's evidence.
    pub quotes: f64,
}

/// Agreement on one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileAgreement {
    /// The file's name.
    pub file: String,
    /// Its drafts.
    pub drafts: usize,
    /// Mean kappa over the tips.
    pub qwk: f64,
    /// Each tip.
    pub tips: Tips<TipAgreement>,
    /// Macro F1 of telling the section of a sentence.
    pub split: f64,
    /// Of the levels that differ within contrast pairs, how many there are and how many are ordered right.
    pub pairs: [usize; 2],
}

/// Agreement over all files given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// File by file.
    pub files: Vec<FileAgreement>,
    /// Mean kappa over the files that are no adversarial (`x`, `y`) ones.
    pub qwk: f64,
    /// Mean kappa over the plain and weak files `p5` to `p8`.
    pub plain: f64,
    /// Each tip: means over the same files as `qwk`, shares over all drafts of them.
    pub tips: Tips<TipAgreement>,
    /// Shares over all drafts of all files.
    pub all: TipAgreement,
    /// Mean over the files of the macro F1 of telling sections.
    pub split: f64,
}

impl Agreement {
    /// What `agreement --cross` last measured over `answers/rated/`, each file judged by weights that never saw it.
    ///
    /// # Panics
    /// Never in a build that passed its tests: they read the file.
    pub fn published() -> &'static Self {
        static PUBLISHED: OnceLock<Agreement> = OnceLock::new();
        PUBLISHED.get_or_init(|| {
            serde_json::from_str(include_str!("../../answers/agreement.json"))
                .expect("answers/agreement.json is read by a test")
        })
    }

    /// The file called `name`, where it was measured.
    pub fn file(&self, name: &str) -> Option<&FileAgreement> {
        self.files.iter().find(|file| file.file == name)
    }
}
