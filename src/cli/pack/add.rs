use std::fs::{self, DirBuilder};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use starcoach::bank::{Checker, Pack, Vocabulary, packs_in};
use starcoach::text::{Fault, visible};
use tempfile::Builder;

use super::check::read;
use crate::cli::packs::folder;
use crate::cli::{Exit, Output};

pub(super) fn run(file: &Path, force: bool, output: &mut Output) -> Result<Exit> {
    let bytes = read(file)?;
    let source = file.display().to_string();
    let folder = folder()?;
    let (pack, target) = match against_others(&source, &bytes, &folder) {
        Ok(found) => found,
        Err(faults) => {
            for fault in &faults {
                output.line(&format!("{fault}\n"))?;
            }
            output.line("Nothing was added.")?;
            return Ok(Exit::FallsShort);
        }
    };
    if target.exists() && !force {
        bail!("{} is there already; replace it with --force", target.display());
    }
    copy(&bytes, &target, force)
        .with_context(|| format!("{} cannot be written", target.display()))?;
    let questions = pack.questions.len();
    let plural = if questions == 1 { "" } else { "s" };
    output.line(&format!(
        "Added {questions} question{plural} as {}.",
        visible(&target.to_string_lossy())
    ))?;
    output.line(&format!("Next: `starcoach list --tag {}`.", pack.id))?;
    Ok(Exit::Fine)
}

/// The pack in `bytes` and its place in `folder`, checked together with the packs that stay there.
fn against_others(
    source: &str,
    bytes: &[u8],
    folder: &Path,
) -> Result<(Pack, PathBuf), Vec<Fault>> {
    // Only its name says which file it replaces, and so which ones stay.
    let alone = Checker::new(Vocabulary::builtin()).check(source, bytes)?;
    let target = folder.join(format!("{}.yaml", alone.id));
    let mut checker = Checker::new(Vocabulary::builtin());
    for other in packs_in(folder).unwrap_or_default() {
        if other != target
            && let Ok(bytes) = read(&other)
        {
            let other = other.display().to_string();
            // One that is broken is left out of the bank anyway.
            if checker.check(&other, &bytes).is_err() {
                checker.forget(&other);
            }
        }
    }
    checker.check(source, bytes).map(|pack| (pack, target))
}

/// Writes `bytes` to `target` whole or not at all, into a folder for its owner only.
fn copy(bytes: &[u8], target: &Path, force: bool) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    if fs::symlink_metadata(folder).is_ok_and(|found| !found.is_dir()) {
        let message =
            format!("{} is a link or no folder; copy the pack there yourself", folder.display());
        return Err(io::Error::other(message));
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let mut file = Builder::new().prefix(".pack.").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let kept = if force { file.persist(target) } else { file.persist_noclobber(target) };
    kept.map(drop).map_err(|error| error.error)
}
