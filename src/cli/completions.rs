use std::env;

use anyhow::{Context, Result};
use clap::builder::StyledStr;
use clap::{Args, Command, CommandFactory, ValueEnum};
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;
use starcoach::bank::{Bank, Vocabulary, packs_in};
use starcoach::draft::{Tip, Words};
use starcoach::render::Look;
use starcoach::store::Store;
use starcoach::text::visible;

use super::{Cli, Exit, Output};

/// Set by the scripts that `completions` prints, when they ask what may come next.
const VARIABLE: &str = "STARCOACH_COMPLETE";

/// Print what makes a shell complete commands, options, questions and drafts
///
/// The script asks this program itself at each Tab, so have it read anew whenever the shell starts.
#[derive(Debug, Args)]
#[command(after_help = "Examples, each a line of the shell's own configuration:\n  \
    source <(starcoach completions bash)            in ~/.bashrc\n  \
    source <(starcoach completions zsh)             in ~/.zshrc\n  \
    starcoach completions fish | source             in ~/.config/fish/config.fish\n  \
    starcoach completions powershell | Out-String | Invoke-Expression")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

impl Shell {
    fn id(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Elvish => "elvish",
            Self::Fish => "fish",
            Self::Powershell => "powershell",
            Self::Zsh => "zsh",
        }
    }
}

impl Completions {
    pub(crate) fn run(self, output: &mut Output) -> Result<Exit> {
        let shells = Shells::builtins();
        let shell = shells.completer(self.shell.id()).context("the shell is not known")?;
        shell.write_registration(VARIABLE, "starcoach", "starcoach", "starcoach", output)?;
        Ok(Exit::Fine)
    }
}

/// Tells the shell what may come next, where a script of `completions` asks; whether one did.
pub(super) fn answer() -> Result<bool> {
    if env::var_os(VARIABLE).is_none_or(|shell| shell.is_empty()) {
        return Ok(false);
    }
    let here = env::current_dir().ok();
    let answered = CompleteEnv::with_factory(|| with_ids(Cli::command()))
        .var(VARIABLE)
        .try_complete(env::args_os(), here.as_deref())?;
    Ok(answered)
}

/// The command with ids to choose from wherever an argument's name (`QUESTION`, `DRAFT`, `TIP|FINDING`) says that one stands.
fn with_ids(command: Command) -> Command {
    command
        .mut_args(|arg| {
            let names = arg.get_value_names().unwrap_or_default();
            let names: Vec<String> = match names {
                [] => vec![arg.get_id().as_str().to_uppercase()],
                names => names.iter().flat_map(|name| name.split('|')).map(str::to_owned).collect(),
            };
            let known = |name: &String| KINDS.iter().any(|(kind, _)| kind == name);
            if !names.iter().any(known) {
                return arg;
            }
            arg.add(ArgValueCandidates::new(move || {
                let kinds = KINDS.iter().filter(|(kind, _)| names.iter().any(|name| name == kind));
                kinds.flat_map(|(_, ids)| ids()).collect()
            }))
        })
        .mut_subcommands(with_ids)
}

type Ids = fn() -> Vec<CompletionCandidate>;

/// What stands for an id, by the name of the argument.
const KINDS: [(&str, Ids); 5] = [
    ("QUESTION", questions),
    ("DRAFT", drafts),
    ("TIP", tips),
    ("FINDING", findings),
    ("COMPETENCY", competencies),
];

/// What cannot be read is passed over: a Tab is no place for complaints.
fn questions() -> Vec<CompletionCandidate> {
    let folder = Store::home().map(|home| home.join("packs"));
    let packs = folder.ok().and_then(|folder| packs_in(&folder).ok()).unwrap_or_default();
    let (bank, _) = Bank::load(&packs);
    bank.entries().map(|entry| candidate(&entry.question.id, &entry.question.prompt)).collect()
}

fn drafts() -> Vec<CompletionCandidate> {
    let listing = Store::home().and_then(Store::open).and_then(|store| store.list());
    let drafts = listing.unwrap_or_default().drafts;
    drafts.iter().map(|entry| candidate(entry.id.as_str(), &entry.record.question)).collect()
}

fn tips() -> Vec<CompletionCandidate> {
    Tip::ALL.iter().map(|tip| candidate(tip.id(), &Words::builtin().tip(*tip).title)).collect()
}

fn findings() -> Vec<CompletionCandidate> {
    let tips = Tip::ALL.iter().map(|tip| Words::builtin().tip(*tip));
    tips.flat_map(|tip| {
        let keys = tip.advice.keys();
        keys.map(|key| candidate(&format!("{}.{key}", tip.id), &tip.advice(key, None)))
    })
    .collect()
}

fn competencies() -> Vec<CompletionCandidate> {
    let known = Vocabulary::builtin().competencies().iter();
    known.map(|competency| candidate(&competency.id, &competency.meaning)).collect()
}

fn candidate(id: &str, help: &str) -> CompletionCandidate {
    let help: StyledStr = Look::one_line(&visible(help), 60).into();
    CompletionCandidate::new(id).help(Some(help))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::{Arg, Command};
    use clap_complete::engine::complete;

    use super::with_ids;

    fn completed(value_name: &'static str, typed: &str) -> Vec<String> {
        let command = Command::new("starcoach")
            .subcommand(Command::new("show").arg(Arg::new("what").value_name(value_name)));
        let words = ["starcoach", "show", typed].map(OsString::from).to_vec();
        complete(&mut with_ids(command), words, 2, None)
            .expect("completions")
            .iter()
            .map(|candidate| candidate.get_value().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn ids_are_offered_where_an_argument_takes_one() {
        assert!(
            completed("QUESTION", "complex-").contains(&"complex-technical-problem".to_owned())
        );
        assert!(completed("TIP|FINDING", "impact").contains(&"impact.no-figure".to_owned()));
        assert_eq!(completed("TIP", "trade"), ["trade-offs"]);
    }

    #[test]
    fn other_arguments_are_left_as_they_are() {
        assert!(completed("LEVEL", "impact").is_empty());
    }
}
