use anyhow::Result;
use clap::{Args, Subcommand};
use starcoach::render::Look;
use starcoach::text::visible;

use super::settings::{Key, Settings};
use super::{Exit, Output};

const LONG: &str = "\
Show the settings and where each comes from

The file is TOML with any of these keys:

  minutes = 2                       how long an answer may take to say
  words_a_minute = 150              how fast you speak
  not_applicable = [\"debugging\"]    tips that never apply to your stories
  color = \"auto\"                    auto, always or never

Each can also be set in the environment, as STARCOACH_MINUTES and so on, which
wins over the file; an option of the command line wins over both.";

/// Show the settings and where each comes from
#[derive(Debug, Args)]
#[command(
    long_about = LONG,
    after_help = "Examples:\n  \
    starcoach config show\n  \
    $EDITOR \"$(starcoach config path)\"\n  \
    STARCOACH_MINUTES=3 starcoach config show"
)]
pub(crate) struct Config {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Each value and where it comes from: default, file, environment or flag
    #[command(after_help = "Example:\n  starcoach config show")]
    Show,
    /// Where the file is read from, whether it exists or not
    #[command(after_help = "Example:\n  starcoach config path")]
    Path,
}

impl Config {
    pub(crate) fn run(self, settings: Result<Settings>, output: &mut Output) -> Result<Exit> {
        match self.what {
            // A broken file is found by its path, so this must work while it is broken.
            Some(What::Path) => {
                output.line(&visible(&Settings::path()?.display().to_string()))?;
            }
            Some(What::Show) | None => show(&settings?, output)?,
        }
        Ok(Exit::Fine)
    }
}

fn show(settings: &Settings, output: &mut Output) -> Result<()> {
    for key in Key::ALL {
        let (value, origin) = settings.show(key);
        let set = Look::padded(&format!("{} = {value}", key.name()), 38);
        let origin = format!("  # {}", visible(&origin.to_string()));
        output.line(&format!("{set}{}", output.look.dim(&origin)))?;
    }
    Ok(())
}
