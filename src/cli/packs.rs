use std::borrow::Cow;
use std::io;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use starcoach::bank::{Bank, Unusable, packs_in, words_in};
use starcoach::draft::Words;
use starcoach::store::Store;

use super::output::complain;

/// Which questions there are besides the built-in ones.
#[derive(Debug, Default, Args)]
pub(crate) struct Packs {
    /// Use the questions of this pack, too
    #[arg(long = "pack", value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Packs {
    /// The built-in questions, those in the user's own folder and those of `--pack`.
    ///
    /// What is wrong in the folder is told on standard error and left out, so that one broken file there does not
    /// stop the program; a file asked for by name does.
    pub(crate) fn bank(&self) -> Result<Bank> {
        let mut paths = match folder() {
            Ok(folder) => packs_in(&folder).with_context(|| {
                format!(
                    "the packs in {} cannot be listed; make it readable, or set STARCOACH_HOME to another folder",
                    folder.display()
                )
            })?,
            // A user without a home still has the built-in questions.
            Err(_) => Vec::new(),
        };
        paths.retain(|path| !self.files.contains(path));
        paths.extend(self.files.iter().cloned());
        let (bank, unusable) = Bank::load(&paths);
        for problem in unusable {
            if self.files.iter().any(|file| file == problem.path()) {
                bail!("{problem}");
            }
            left_out(&problem)?;
        }
        Ok(bank)
    }
}

/// Where the user's own packs lie.
pub(crate) fn folder() -> Result<PathBuf> {
    Ok(Store::home()?.join("packs"))
}

/// The words of the tips: the user's own where `tips.yaml` stands among their packs, and can be used.
pub(crate) fn words() -> Result<Cow<'static, Words>> {
    let own = match folder() {
        Ok(folder) => words_in(&folder),
        Err(_) => Ok(None),
    };
    match own {
        Ok(Some(words)) => return Ok(Cow::Owned(words)),
        Ok(None) => {}
        Err(problem) => left_out(&problem)?,
    }
    Ok(Cow::Borrowed(Words::builtin()))
}

fn left_out(problem: &Unusable) -> io::Result<()> {
    complain(&format!("starcoach: left out, until it is mended:\n{problem}\n"))
}
