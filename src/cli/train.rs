use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use starcoach::judge::train::{Options, Trainer, read_folder, word_order};

use super::Exit;

/// Learn the judge's weights from rated drafts
///
/// Writes word-order.bin, by which the gate tells word salad, and weights.bin. The weights are learned with the
/// word order that was compiled in: where that changes, build and train once more.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  starcoach train\n  starcoach train --check")]
pub(crate) struct Args {
    /// Folder of rated drafts (*.jsonl)
    #[arg(long, default_value = "answers/rated")]
    rated: PathBuf,
    /// Folder that the two files go to
    #[arg(short, long, default_value = "answers")]
    output: PathBuf,
    /// Write nothing; exit with 1 where a file differs from what is learned
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit> {
    let files = read_folder(&args.rated)?;
    let drafts: usize = files.iter().map(|file| file.drafts.len()).sum();
    writeln!(out, "{drafts} drafts of {} files", files.len())?;
    let weights = Trainer::new(&files, Options::default()).train(&[]).to_bytes();
    let mut exit = Exit::Fine;
    for (name, bytes) in [("word-order.bin", word_order(&files)), ("weights.bin", weights)] {
        let path = args.output.join(name);
        let same = fs::read(&path).is_ok_and(|old| old == bytes);
        let state = match (same, args.check) {
            (true, _) => "unchanged",
            (false, true) => "differs from what is learned",
            (false, false) => "written",
        };
        if !same && args.check {
            exit = Exit::FallsShort;
        } else if !same {
            write(&path, &bytes)?;
        }
        writeln!(out, "{}: {} bytes, {state}", path.display(), bytes.len())?;
    }
    Ok(exit)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
