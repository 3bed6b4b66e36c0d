//! What the program finds around itself, and what to do about what is wrong.

mod data;
mod editor;
mod packs;
mod program;
mod terminal;

use std::fmt::Write;

use anyhow::Result;
use clap::Args;
use serde::Serialize;
use starcoach::judge::Level;
use starcoach::render::Look;
use starcoach::text::visible_json;

use super::progress::Format;
use super::settings::Settings;
use super::{Exit, Output};

/// Look for what is wrong around the program: folders, permissions, packs, terminal, editor
///
/// Each line begins with ok, look or fault; what is wrong comes with its cure. Nothing is changed, and nothing of a
/// draft's text is shown.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  starcoach doctor\n  starcoach doctor --format json\n\n\
    Exit code 1 when there is a fault.")]
pub(crate) struct Doctor {
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// One thing looked at.
#[derive(Debug, Serialize)]
struct Check {
    /// Stable name, its group before the point.
    id: &'static str,
    state: State,
    /// What was found.
    text: String,
    /// What to do about it, where there is something to do.
    cure: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// As it should be.
    Ok,
    /// Works, and may not be what was meant.
    Look,
    /// Stands in the way.
    Fault,
}

/// The groups of checks, by the beginning of their names.
const GROUPS: [(&str, &str); 6] = [
    ("data", "Your drafts"),
    ("config", "Settings"),
    ("packs", "Questions"),
    ("terminal", "Terminal"),
    ("editor", "Editor"),
    ("program", "Program"),
];

impl Doctor {
    pub(crate) fn run(self, settings: Result<Settings>, output: &mut Output) -> Result<Exit> {
        let mut checks = data::checks();
        checks.push(program::config(settings));
        checks.extend(packs::checks());
        checks.extend(terminal::checks(output));
        checks.push(editor::check());
        checks.extend(program::checks());
        let worst = checks.iter().map(|check| check.state).max().unwrap_or(State::Ok);
        if self.format == Format::Json {
            let report = serde_json::json!({
                "state": worst,
                "version": env!("CARGO_PKG_VERSION"),
                "weights": env!("WEIGHTS_NAME"),
                "checks": checks,
            });
            output.line(&visible_json(&serde_json::to_string_pretty(&report)?))?;
        } else {
            output.print(&page(&checks, output.look))?;
        }
        Ok(if worst == State::Fault { Exit::FallsShort } else { Exit::Fine })
    }
}

impl Check {
    fn ok(id: &'static str, text: impl Into<String>) -> Self {
        Self { id, state: State::Ok, text: text.into(), cure: None }
    }

    fn look(id: &'static str, text: impl Into<String>, cure: impl Into<String>) -> Self {
        Self { id, state: State::Look, text: text.into(), cure: Some(cure.into()) }
    }

    fn fault(id: &'static str, text: impl Into<String>, cure: impl Into<String>) -> Self {
        Self { id, state: State::Fault, text: text.into(), cure: Some(cure.into()) }
    }
}

impl State {
    /// As it stands at the beginning of a line, told without colour.
    fn mark(self) -> (&'static str, Level) {
        match self {
            Self::Ok => ("ok", Level::Shown),
            Self::Look => ("look", Level::Hinted),
            Self::Fault => ("fault", Level::Missing),
        }
    }
}

fn page(checks: &[Check], look: Look) -> String {
    let mut page = String::new();
    for (group, title) in GROUPS {
        let _ = writeln!(page, "{}", look.heading(title));
        let own = |check: &&Check| check.id.split('.').next() == Some(group);
        for check in checks.iter().filter(own) {
            page.push_str(&line(check, look));
        }
        page.push('\n');
    }
    let count = |state: State| checks.iter().filter(|check| check.state == state).count();
    let (faults, looks) = (count(State::Fault), count(State::Look));
    let mut summary = Vec::new();
    match faults {
        0 => {}
        1 => summary.push("1 fault".to_owned()),
        more => summary.push(format!("{more} faults")),
    }
    if looks > 0 {
        summary.push(format!("{looks} to look at"));
    }
    let summary =
        if summary.is_empty() { "Nothing is wrong".to_owned() } else { summary.join(", ") };
    page.push_str(&look.wrap(&format!("{summary}."), "", ""));
    page
}

/// The mark, what was found, and the cure below it.
fn line(check: &Check, look: Look) -> String {
    const INDENT: &str = "       ";
    let (mark, level) = check.state.mark();
    let wrapped = look.wrap(&check.text, INDENT, INDENT);
    let mut line = look.level(level, &format!("{mark:<5}"));
    line.push_str("  ");
    line.push_str(wrapped.trim_start_matches(' '));
    if let Some(cure) = &check.cure {
        line.push_str(&look.wrap(cure, &format!("{INDENT}-> "), &format!("{INDENT}   ")));
    }
    line
}

/// `number` things, in words for a person.
fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use starcoach::render::Look;

    use super::{Check, GROUPS, State, page};

    #[test]
    fn a_narrow_page_keeps_to_its_width_and_marks_stand_out_without_colour() {
        let long = "word ".repeat(20);
        let checks: Vec<Check> = GROUPS
            .iter()
            .zip([State::Ok, State::Look, State::Fault].into_iter().cycle())
            .map(|((id, _), state)| Check {
                id,
                state,
                text: long.clone(),
                cure: Some(long.clone()),
            })
            .collect();
        let page = page(&checks, Look::new(40, false));
        assert!(page.lines().all(|line| line.chars().count() <= 40), "{page}");
        let begins = |mark: &str| page.lines().filter(|line| line.starts_with(mark)).count();
        assert_eq!((begins("ok "), begins("look "), begins("fault ")), (2, 2, 2), "{page}");
        assert!(page.ends_with("\n2 faults, 2 to look at.\n"), "{page}");
    }
}
