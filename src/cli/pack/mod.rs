mod add;
mod check;
mod new;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};
use starcoach::bank::{Vocabulary, schema};

use super::{Exit, Output};

/// Write, check and add packs of your own questions
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  starcoach pack new my-team\n  \
    starcoach pack check my-team.yaml\n  starcoach pack add my-team.yaml")]
pub(crate) struct Pack {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start a pack: a file NAME.yaml here, with comments, that is valid as it is
    #[command(after_help = "Example:\n  starcoach pack new \"my team\"")]
    New {
        /// Title of the pack, or its short name
        name: String,
    },
    /// Tell everything that is wrong with packs; exit code 1 if anything is
    #[command(after_help = "Example:\n  starcoach pack check my-team.yaml")]
    Check {
        /// The pack files; a `tips.yaml` of your own is checked, too
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Check a pack and copy it to your own packs, so that its questions are listed
    #[command(after_help = "Example:\n  starcoach pack add my-team.yaml")]
    Add {
        /// The pack file
        file: PathBuf,
        /// Replace the pack of the same name that is there
        #[arg(long)]
        force: bool,
    },
    /// Print the JSON Schema of packs, for editors and other programs
    #[command(after_help = "Example:\n  starcoach pack schema > pack.schema.json")]
    Schema,
}

impl Pack {
    pub(crate) fn run(self, output: &mut Output) -> Result<Exit> {
        match self.command {
            Command::New { name } => new::run(&name, output),
            Command::Check { files } => check::run(&files, output),
            Command::Add { file, force } => add::run(&file, force, output),
            Command::Schema => {
                output.print(&schema_text()?)?;
                Ok(Exit::Fine)
            }
        }
    }
}

fn schema_text() -> Result<String> {
    Ok(serde_json::to_string_pretty(&schema(Vocabulary::builtin()))? + "\n")
}
