//! The command line.

#[cfg(feature = "train")]
mod agreement;
#[cfg(feature = "train")]
mod train;

use std::io::Write;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Learn the judge's weights from rated drafts
    #[cfg(feature = "train")]
    Train(train::Args),
    /// Measure how far the judge agrees with raters
    #[cfg(feature = "train")]
    Agreement(agreement::Args),
}

/// Runs the command that the arguments name.
pub(crate) fn run(out: &mut dyn Write) -> Result<()> {
    match Cli::parse().command {
        #[cfg(feature = "train")]
        Some(Command::Train(args)) => train::run(&args, out),
        #[cfg(feature = "train")]
        Some(Command::Agreement(args)) => agreement::run(&args, out),
        None => Ok(out.flush()?),
    }
}
