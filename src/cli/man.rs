use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, CommandFactory};
use clap_mangen::Man as Page;

use super::{Cli, Exit, Output};

/// Print the manual page of this program or of one of its commands
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    starcoach man | man -l -\n  \
    starcoach man check > starcoach-check.1\n  \
    starcoach man --dir ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// The command; the program as a whole when left out
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
    /// Write a page for the program and for each command into this folder instead
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    dir: Option<PathBuf>,
}

impl Man {
    pub(crate) fn run(self, output: &mut Output) -> Result<Exit> {
        if let Some(folder) = self.dir {
            fs::create_dir_all(&folder)
                .and_then(|()| clap_mangen::generate_to(Cli::command(), &folder))
                .with_context(|| format!("cannot write the pages to {}", folder.display()))?;
            return Ok(Exit::Fine);
        }
        let mut command = Cli::command().disable_help_subcommand(true);
        command.build();
        for name in &self.command {
            let Some(found) = command.find_subcommand(name) else {
                bail!("there is no command `{name}`; `starcoach --help` lists them");
            };
            command = found.clone();
        }
        Page::new(command).render(output)?;
        Ok(Exit::Fine)
    }
}
