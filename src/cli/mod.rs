//! The command line: one small file a command.

#[cfg(feature = "train")]
mod agreement;
mod check;
mod drafts;
mod editor;
mod exit;
mod explain;
mod export;
mod import;
mod list;
mod menu;
mod output;
mod pack;
mod packs;
mod practice;
mod reading;
mod require;
mod show;
mod stored;
#[cfg(feature = "train")]
mod train;

use std::io::{self, Write};

use anyhow::Result;
use clap::{Parser, Subcommand};
use starcoach::text::visible;

use self::exit::Exit;
use self::output::{Colour, Output};

/// Practise STAR interview answers, offline.
///
/// Write an answer section by section; the coach says which of six tips it shows, hints at or misses,
/// and quotes the words that earned it.
#[derive(Debug, Parser)]
#[command(name = "starcoach", version, max_term_width = 100)]
#[command(after_help = "Start here:  starcoach practice\n\n\
    Environment: STARCOACH_HOME (where drafts and packs lie), VISUAL and EDITOR, NO_COLOR.\n\
    Exit codes:  0 fine, 1 a draft falls short of what --require asks, 2 could not run, 130 Ctrl-C.")]
struct Cli {
    /// When to use colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    color: Colour,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Practice(practice::Practice),
    List(list::List),
    Show(show::Show),
    Drafts(drafts::Drafts),
    Check(check::Check),
    Import(import::Import),
    Export(export::Export),
    Explain(explain::Explain),
    Pack(pack::Pack),
    /// Learn the judge's weights from rated drafts
    #[cfg(feature = "train")]
    Train(train::Args),
    /// Measure how far the judge agrees with raters
    #[cfg(feature = "train")]
    Agreement(agreement::Args),
}

/// Runs the program with the arguments of this process.
pub(crate) fn run() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            let _ = usage.print();
            return if usage.use_stderr() { Exit::CouldNotRun } else { Exit::Fine };
        }
    };
    let mut output = Output::stdout(cli.color);
    let ended = dispatch(cli, &mut output).and_then(|exit| {
        output.flush()?;
        Ok(exit)
    });
    ended.unwrap_or_else(|error| explain(&error))
}

fn dispatch(cli: Cli, output: &mut Output) -> Result<Exit> {
    match cli.command {
        None => menu::run(output),
        Some(Command::Practice(practice)) => practice.run(output),
        Some(Command::List(list)) => list.run(output, &drafts::best()),
        Some(Command::Show(show)) => show.run(output),
        Some(Command::Drafts(drafts)) => drafts.run(output),
        Some(Command::Check(check)) => check.run(output),
        Some(Command::Import(import)) => import.run(output),
        Some(Command::Export(export)) => export.run(output),
        Some(Command::Explain(explain)) => explain.run(output),
        Some(Command::Pack(pack)) => pack.run(output),
        #[cfg(feature = "train")]
        Some(Command::Train(args)) => train::run(&args, output),
        #[cfg(feature = "train")]
        Some(Command::Agreement(args)) => agreement::run(&args, output),
    }
}

/// Tells on standard error what went wrong; a reader that has gone away is no error.
fn explain(error: &anyhow::Error) -> Exit {
    if is_closed_pipe(error) {
        return Exit::Fine;
    }
    if has_cause(error, io::ErrorKind::Interrupted) {
        return Exit::Interrupted;
    }
    let message = format!("{error:#}");
    let _ = writeln!(io::stderr(), "starcoach: {}", visible(&message));
    Exit::CouldNotRun
}

/// Whether the reader of the output has gone away, which ends the program quietly.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    has_cause(error, io::ErrorKind::BrokenPipe)
}

fn has_cause(error: &anyhow::Error, kind: io::ErrorKind) -> bool {
    let is_that = |error: &io::Error| error.kind() == kind;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(is_that))
}

/// Tells on standard error what went wrong with one file while the others go on.
fn complain(output: &mut Output, message: &str) -> Result<()> {
    output.flush()?;
    writeln!(io::stderr(), "starcoach: {}", visible(message))?;
    Ok(())
}
