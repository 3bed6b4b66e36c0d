use std::io::Write;
use std::path::PathBuf;

use super::Exit;
use anyhow::{Context, Result};
use starcoach::judge::train::{Options, Trainer, read_folder};

/// Learn the judge's weights from rated drafts
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  starcoach train --rated answers/rated -o answers/weights.bin")]
pub(crate) struct Args {
    /// Folder of rated drafts (*.jsonl)
    #[arg(long, default_value = "answers/rated")]
    rated: PathBuf,
    /// Where the weights go
    #[arg(short, long, default_value = "answers/weights.bin")]
    output: PathBuf,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit> {
    let files = read_folder(&args.rated)?;
    let bytes = Trainer::new(&files, Options::default()).train(&[]).to_bytes();
    std::fs::write(&args.output, &bytes)
        .with_context(|| format!("cannot write {}", args.output.display()))?;
    let drafts: usize = files.iter().map(|file| file.drafts.len()).sum();
    writeln!(
        out,
        "{drafts} drafts of {} files -> {} ({} bytes)",
        files.len(),
        args.output.display(),
        bytes.len()
    )?;
    Ok(Exit::Fine)
}
