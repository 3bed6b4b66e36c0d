//! The program itself, its config file and its environment.

use std::env;

use anyhow::Result;
use starcoach::bank::nearest;

use super::Check;
use crate::cli::settings::{Key, Settings};

/// The variables that the program reads, beside those of the settings.
const VARIABLES: [&str; 5] = ["STARCOACH_HOME", "STARCOACH_CONFIG", "VISUAL", "EDITOR", "NO_COLOR"];

/// The config file, and whether it can be used.
pub(super) fn config(settings: Result<Settings>) -> Check {
    let id = "config.file";
    if let Err(error) = settings {
        return Check::fault(id, format!("{error:#}"), "until then commands that need it stop");
    }
    match Settings::path() {
        Ok(path) if path.exists() => Check::ok(id, format!("{} is read", path.display())),
        Ok(path) => Check::ok(id, format!("{} is not there, nor need it be", path.display())),
        Err(error) => Check::fault(id, format!("{error:#}"), "set STARCOACH_CONFIG"),
    }
}

pub(super) fn checks() -> Vec<Check> {
    let mut checks = vec![
        Check::ok("program.version", concat!("starcoach ", env!("CARGO_PKG_VERSION"))),
        Check::ok("program.weights", concat!("judging by the weights ", env!("WEIGHTS_NAME"))),
    ];
    let known: Vec<&str> = VARIABLES.into_iter().chain(Key::ALL.map(Key::variable)).collect();
    for name in &known {
        if let Some(value) = env::var_os(name) {
            let text = match value.to_string_lossy() {
                empty if empty.is_empty() => format!("{name} is empty"),
                value => format!("{name} is {value}"),
            };
            checks.push(Check::ok("program.variable", text));
        }
    }
    let ours = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in ours.filter(|name| name.starts_with("STARCOACH_")) {
        if !known.contains(&&*name) {
            let lower: Vec<String> = known.iter().map(|known| known.to_lowercase()).collect();
            let near = nearest(&name, lower.iter().map(String::as_str));
            let cure = match near {
                Some(near) => format!("did you mean {}?", near.to_uppercase()),
                None => format!("unset {name}"),
            };
            let text = format!("{name} is set, and nothing reads it");
            checks.push(Check::look("program.variable", text, cure));
        }
    }
    checks
}
