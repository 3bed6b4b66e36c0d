//! The command line: one small file a command.

#[cfg(feature = "train")]
mod agreement;
mod check;
mod command_words;
mod completions;
mod config;
mod coverage;
mod doctor;
mod drafts;
mod editor;
mod exit;
mod explain;
mod export;
mod files;
#[cfg(test)]
mod help;
mod history;
mod import;
mod interrupt;
mod list;
mod lsp;
mod man;
mod map;
mod menu;
mod output;
mod pack;
mod packs;
mod practice;
mod progress;
mod reading;
mod rehearse;
mod require;
mod reviewer;
mod settings;
mod show;
mod stored;
#[cfg(feature = "train")]
mod train;

use std::borrow::Cow;
use std::env;
use std::ffi::OsString;
use std::io::{self, Write};

use anyhow::Result;
use clap::builder::Styles;
use clap::{CommandFactory, Parser, Subcommand};
use starcoach::text::visible;

use self::exit::Exit;
use self::output::{Colour, Output, Talk};
use self::settings::Settings;

/// Practise STAR interview answers, offline.
///
/// Write an answer section by section; the coach says which of six tips it shows, hints at or misses,
/// and quotes the words that earned it.
#[derive(Debug, Parser)]
#[command(name = "starcoach", version, max_term_width = 100, after_help = AFTER_HELP)]
struct Cli {
    /// When to use colour; otherwise as the config says, and by default on terminals only
    #[arg(long, global = true, value_enum, value_name = "WHEN", help_heading = EVERYWHERE)]
    color: Option<Colour>,
    /// Say nothing beside what was asked for: no progress, no remarks, no review that passes --require
    #[arg(short, long, global = true, help_heading = EVERYWHERE)]
    quiet: bool,
    /// Say also what was passed over, and why
    #[arg(short, long, global = true, conflicts_with = "quiet", help_heading = EVERYWHERE)]
    verbose: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Heading of the options that every command takes.
const EVERYWHERE: &str = "Options of every command";

const AFTER_HELP: &str = "\
Examples:
  starcoach practice          write an answer and hear what it shows and misses
  starcoach check answer.md   review one that you have written already
  starcoach explain impact    what a tip asks for

Environment:
  STARCOACH_HOME            where drafts and packs lie, in place of the
                            platform's data folder
  STARCOACH_CONFIG          the config file; `starcoach config path` tells
                            which one is read
  STARCOACH_MINUTES, STARCOACH_WORDS_A_MINUTE,
  STARCOACH_NOT_APPLICABLE, STARCOACH_COLOR
                            win over the same keys of the config file
  VISUAL, EDITOR            the editor for longer answers
  NO_COLOR                  no colour, whatever the config file says

Exit codes:
  0    everything asked for was done
  1    a draft falls short of what --require asks, a line of a stream could
       not be read, or `pack check` or `doctor` found a fault
  2    could not run: bad usage, unreadable input
  130  ended by Ctrl-C";

#[derive(Debug, Subcommand)]
enum Command {
    Practice(practice::Practice),
    Rehearse(rehearse::Rehearse),
    List(list::List),
    Show(show::Show),
    Drafts(drafts::Drafts),
    History(history::History),
    Progress(progress::Progress),
    Coverage(coverage::Coverage),
    Map(map::Map),
    Check(check::Check),
    Import(import::Import),
    Export(export::Export),
    Explain(explain::Explain),
    Lsp(lsp::Lsp),
    Pack(pack::Pack),
    Config(config::Config),
    Doctor(doctor::Doctor),
    Completions(completions::Completions),
    Man(man::Man),
    #[cfg(feature = "train")]
    Train(train::Args),
    #[cfg(feature = "train")]
    Agreement(agreement::Args),
}

/// Runs the program with the arguments of this process.
pub(crate) fn run() -> Exit {
    match completions::answer() {
        Ok(false) => {}
        Ok(true) => return Exit::Fine,
        Err(error) => return explain(&error),
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            let _ = tell_usage(&usage);
            return if usage.use_stderr() { Exit::CouldNotRun } else { Exit::Fine };
        }
    };
    let talk = match (cli.quiet, cli.verbose) {
        (true, _) => Talk::Quiet,
        (_, true) => Talk::Verbose,
        _ => Talk::Normal,
    };
    let settings = Settings::load(cli.color);
    // A config that cannot be read stops the commands that need it, and `config path` must tell where it is.
    let color = settings.as_ref().map_or(cli.color, |settings| Some(settings.color.value));
    let mut output = Output::stdout(color.unwrap_or_default(), talk);
    let ended = dispatch(cli, settings, &mut output).and_then(|exit| {
        output.flush()?;
        Ok(exit)
    });
    ended.unwrap_or_else(|error| explain(&error))
}

fn dispatch(cli: Cli, settings: Result<Settings>, output: &mut Output) -> Result<Exit> {
    match cli.command {
        None => menu::run(&settings?, output),
        Some(Command::Practice(practice)) => practice.run(&settings?, output),
        Some(Command::Check(check)) => check.run(&settings?, output),
        Some(Command::Rehearse(rehearse)) => rehearse.run(&settings?, output),
        Some(Command::List(list)) => list.run(output),
        Some(Command::Show(show)) => show.run(output),
        Some(Command::Drafts(drafts)) => drafts.run(output),
        Some(Command::History(history)) => history.run(&settings?, output),
        Some(Command::Progress(progress)) => progress.run(&settings?, output),
        Some(Command::Coverage(coverage)) => coverage.run(output),
        Some(Command::Map(map)) => map.run(output),
        Some(Command::Import(import)) => import.run(output),
        Some(Command::Export(export)) => export.run(&settings?, output),
        Some(Command::Explain(explain)) => explain.run(output),
        Some(Command::Lsp(_)) => lsp::run(settings, output),
        Some(Command::Config(config)) => config.run(settings, output),
        Some(Command::Doctor(doctor)) => doctor.run(settings, output),
        Some(Command::Completions(completions)) => completions.run(output),
        Some(Command::Man(man)) => man.run(output),
        Some(Command::Pack(pack)) => pack.run(output),
        #[cfg(feature = "train")]
        Some(Command::Train(args)) => train::run(&args, output),
        #[cfg(feature = "train")]
        Some(Command::Agreement(args)) => agreement::run(&args, output),
    }
}

/// Prints the help asked for, or what is wrong with the arguments, which may be names of strangers' files.
fn tell_usage(usage: &clap::Error) -> io::Result<()> {
    let is_plain = |word: OsString| matches!(visible(&word.to_string_lossy()), Cow::Borrowed(_));
    if env::args_os().all(is_plain) {
        return usage.print();
    }
    // Without styles of its own, so that every escape in it is a stranger's.
    let plain = Cli::command().styles(Styles::plain()).try_get_matches();
    let usage = plain.err().map(|usage| usage.render().ansi().to_string());
    output::complain(usage.unwrap_or_default().trim_end())
}

/// Tells on standard error what went wrong; a reader that has gone away is no error.
fn explain(error: &anyhow::Error) -> Exit {
    if is_closed_pipe(error) {
        return Exit::Fine;
    }
    if has_cause(error, io::ErrorKind::Interrupted) {
        return Exit::Interrupted;
    }
    let _ = output::complain(&format!("starcoach: {error:#}"));
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
    output::complain(&format!("starcoach: {message}"))?;
    Ok(())
}
