use anyhow::Result;
use starcoach::bank::{Bank, Words, packs_in, words_in};
use starcoach::store::Store;
use starcoach::text::visible;

use super::Output;

/// The questions and the words of the tips, the user's own among them.
pub(crate) struct Shelf {
    /// All questions.
    pub(crate) bank: Bank,
    /// What the coach says.
    pub(crate) words: Words,
}

impl Shelf {
    /// What comes with the program and what lies in the store's `packs` folder; says what of that cannot be used.
    pub(crate) fn open(store: &Store, output: &mut Output) -> Result<Self> {
        let folder = store.root().join("packs");
        let (bank, unusable) = Bank::load(&packs_in(&folder)?);
        for problem in unusable {
            output.line(&format!("Passed over: {}", visible(&problem.to_string())))?;
        }
        let words = match words_in(&folder) {
            Ok(own) => own,
            Err(problem) => {
                output.line(&format!("Passed over: {}", visible(&problem.to_string())))?;
                None
            }
        };
        Ok(Self { bank, words: words.unwrap_or_else(|| Words::builtin().clone()) })
    }
}
