//! What the user has set once and for all: each value with the place it comes from.

mod file;
mod key;
mod pace;

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use etcetera::BaseStrategy;
use starcoach::draft::Tip;
use starcoach::text::{Fault, WORDS_A_MINUTE, read_capped};

pub(crate) use self::key::{Key, minutes};
pub(crate) use self::pace::Pace;
use super::output::Colour;

/// The values in force.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// How long an answer may take to say.
    pub(crate) minutes: Setting<f64>,
    /// How fast the user speaks.
    pub(crate) words_a_minute: Setting<u32>,
    /// Tips that never apply to what the user tells.
    pub(crate) not_applicable: Setting<Vec<Tip>>,
    /// When to use colour.
    pub(crate) color: Setting<Colour>,
}

/// A value and where it was set.
#[derive(Clone, Debug)]
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    pub(crate) origin: Origin,
}

/// Where a value comes from; a later one wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Nobody set it.
    Default,
    /// Line of the config file.
    File(PathBuf, usize),
    /// An environment variable.
    Environment(&'static str),
    /// An option of the command line.
    Flag(&'static str),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            minutes: Setting::new(2.0),
            words_a_minute: Setting::new(WORDS_A_MINUTE),
            not_applicable: Setting::new(Vec::new()),
            color: Setting::new(Colour::Auto),
        }
    }
}

impl Settings {
    /// Defaults, then the config file, then the environment, then `--color`; a later one wins.
    ///
    /// # Errors
    /// A [`Fault`] with the line where the file is wrong; the variable's name where the environment is.
    pub(crate) fn load(color: Option<Colour>) -> Result<Self> {
        let path = Self::path()?;
        let bytes = match std::fs::File::open(&path) {
            Ok(file) => Some(read_capped(file)),
            // A path that the user gave must be there; the platform's own need not.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !is_given() => None,
            Err(error) => Some(Err(error)),
        };
        let bytes = bytes.transpose();
        let cure = if is_given() { "; mend or unset STARCOACH_CONFIG" } else { "" };
        let bytes =
            bytes.with_context(|| format!("cannot read the config {}{cure}", path.display()))?;
        let mut settings = Self::default();
        if let Some(bytes) = bytes {
            settings.read(&path, &bytes)?;
        }
        settings.read_environment(|name| env::var(name).ok().filter(|value| !value.is_empty()))?;
        if let Some(color) = color {
            settings.color = Setting { value: color, origin: Origin::Flag("--color") };
        }
        Ok(settings)
    }

    /// The config file's path, whether it exists or not.
    ///
    /// # Errors
    /// Where `STARCOACH_CONFIG` is not set and the user has no home.
    pub(crate) fn path() -> Result<PathBuf> {
        if let Some(path) = env::var_os("STARCOACH_CONFIG").filter(|path| !path.is_empty()) {
            return Ok(path.into());
        }
        let strategy = etcetera::base_strategy::choose_native_strategy()
            .context("no home folder is known; name a config file in STARCOACH_CONFIG")?;
        Ok(strategy.config_dir().join("starcoach").join("config.toml"))
    }

    /// Takes over what the file at `path` sets.
    fn read(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        file::read(path, bytes, &mut |key, value, line| {
            self.set(key, value, Origin::File(path.to_owned(), line))
        })
    }

    /// Takes over what the environment sets, one variable a key.
    fn read_environment(&mut self, variable: impl Fn(&str) -> Option<String>) -> Result<()> {
        for key in Key::ALL {
            let Some(value) = variable(key.variable()) else { continue };
            self.set(key, &value, Origin::Environment(key.variable()))
                .map_err(|cure| anyhow::anyhow!("{}: `{value}`: {cure}", key.variable()))?;
        }
        // The common convention (no-color.org) counts for less than what is said to this program alone.
        let ours = matches!(self.color.origin, Origin::Environment(_));
        if !ours && variable("NO_COLOR").is_some() {
            self.color = Setting { value: Colour::Never, origin: Origin::Environment("NO_COLOR") };
        }
        Ok(())
    }

    /// Sets `key` to the value that `text` spells; the error says what was expected.
    fn set(&mut self, key: Key, text: &str, origin: Origin) -> Result<(), String> {
        match key {
            Key::Minutes => self.minutes = Setting { value: key::minutes(text)?, origin },
            Key::WordsAMinute => {
                self.words_a_minute = Setting { value: key::words_a_minute(text)?, origin };
            }
            Key::NotApplicable => {
                self.not_applicable = Setting { value: key::tips(text)?, origin };
            }
            Key::Color => self.color = Setting { value: key::color(text)?, origin },
        }
        Ok(())
    }

    /// The value of `key` as the file would spell it, and where it comes from.
    pub(crate) fn show(&self, key: Key) -> (String, &Origin) {
        match key {
            Key::Minutes => (self.minutes.value.to_string(), &self.minutes.origin),
            Key::WordsAMinute => {
                (self.words_a_minute.value.to_string(), &self.words_a_minute.origin)
            }
            Key::NotApplicable => {
                let ids: Vec<String> =
                    self.not_applicable.value.iter().map(|tip| format!("\"{tip}\"")).collect();
                (format!("[{}]", ids.join(", ")), &self.not_applicable.origin)
            }
            Key::Color => (format!("\"{}\"", self.color.value.id()), &self.color.origin),
        }
    }

    /// How long an answer may take and how fast it is said.
    pub(crate) fn pace(&self) -> Pace {
        let planned = (self.minutes.value * 60.0).round() as u32;
        Pace { planned, words_a_minute: self.words_a_minute.value }
    }

    /// How much longer than allowed an answer of `seconds` is, a sentence; none where it is not.
    pub(crate) fn too_long(&self, seconds: u32) -> Option<String> {
        let over = seconds.saturating_sub(self.pace().planned);
        let allowed = self.minutes.value;
        let (minutes, seconds) = (over / 60, over % 60);
        (over > 0).then(|| {
            format!("That is {minutes}:{seconds:02} longer than the {allowed} minutes you allow.")
        })
    }

    /// Adds the tips that never apply to those that do not apply to one answer.
    pub(crate) fn leave_out(&self, not_applicable: &mut Vec<Tip>) {
        for &tip in &self.not_applicable.value {
            if !not_applicable.contains(&tip) {
                not_applicable.push(tip);
            }
        }
    }
}

/// Whether the user names the config file.
fn is_given() -> bool {
    env::var_os("STARCOACH_CONFIG").is_some_and(|path| !path.is_empty())
}

impl<T> Setting<T> {
    fn new(value: T) -> Self {
        Self { value, origin: Origin::Default }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path, line) => write!(f, "file {}:{line}", path.display()),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::Flag(flag) => write!(f, "flag {flag}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use starcoach::draft::Tip;
    use starcoach::text::Fault;

    use super::{Colour, Key, Origin, Settings};

    fn read(text: &str) -> Result<Settings, Fault> {
        let mut settings = Settings::default();
        settings.read(Path::new("c.toml"), text.as_bytes()).map(|()| settings)
    }

    #[test]
    fn a_file_sets_values_and_the_rest_are_defaults() {
        let text = "# mine\nwords_a_minute = 130\n\nnot_applicable = [\"debugging\"]\n";
        let settings = read(text).expect("a config file");
        assert_eq!(settings.words_a_minute.value, 130);
        assert_eq!(settings.words_a_minute.origin, Origin::File("c.toml".into(), 2));
        assert_eq!(settings.not_applicable.value, [Tip::Debugging]);
        assert_eq!(settings.pace().planned, 120);
        assert_eq!(settings.minutes.origin, Origin::Default);
    }

    #[test]
    fn the_environment_wins_over_the_file_and_a_named_variable_over_no_color() {
        let mut settings = read("minutes = 3\ncolor = \"always\"\n").expect("a config file");
        let environment = |name: &str| match name {
            "STARCOACH_MINUTES" => Some("1.5".to_owned()),
            "NO_COLOR" => Some("1".to_owned()),
            _ => None,
        };
        settings.read_environment(environment).expect("fine values");
        assert_eq!(settings.pace().planned, 90);
        assert_eq!(settings.color.origin, Origin::Environment("NO_COLOR"));
        let named = |name: &str| (name == "STARCOACH_COLOR").then(|| "always".to_owned());
        settings.read_environment(named).expect("fine values");
        assert_eq!(settings.color.value, Colour::Always);
    }

    #[test]
    fn a_wrong_variable_is_named_with_what_was_expected() {
        let wrong = |name: &str| (name == "STARCOACH_WORDS_A_MINUTE").then(|| "fast".to_owned());
        let error = Settings::default().read_environment(wrong).expect_err("no number");
        let message = error.to_string();
        assert!(message.contains("STARCOACH_WORDS_A_MINUTE") && message.contains("50 to 300"));
    }

    #[test]
    fn each_fault_of_a_file_has_its_line_and_a_cure() {
        let cases = [
            ("minuts = 2\n", 1, "did you mean `minutes`?"),
            ("minutes = 2\nspeed = 9\n", 2, "`words_a_minute`"),
            ("\nwords_a_minute = 2\n", 2, "50 to 300"),
            ("not_applicable = [\"impct\"]\n", 1, "did you mean `impact`?"),
            ("minutes = 2\nminutes = 3\n", 2, "TOML"),
            ("minutes = \n", 1, "TOML"),
            ("[minutes]\n", 1, "expected"),
        ];
        for (text, line, cure) in cases {
            let fault = read(text).expect_err(text);
            assert_eq!(fault.line, line, "{fault}");
            assert!(fault.to_string().contains(cure), "{fault}");
        }
    }

    #[test]
    fn every_key_shows_what_a_file_could_say() {
        let settings = Settings::default();
        for key in Key::ALL {
            let (value, _) = settings.show(key);
            let again = read(&format!("{} = {value}\n", key.name())).expect("readable");
            assert_eq!(again.show(key).0, value);
        }
    }
}
