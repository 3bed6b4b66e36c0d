//! What the terminal can do.

use std::env;
use std::io::{self, IsTerminal};

use console::Term;

use super::Check;
use crate::cli::Output;
use crate::cli::practice::can_draw;

/// Writing is at home from this size on.
const COLUMNS: u16 = 40;
const ROWS: u16 = 15;

pub(super) fn checks(output: &Output) -> Vec<Check> {
    let mut checks = vec![screen(output.is_terminal)];
    let colour = if output.look.has_colour() { "colours are used" } else { "no colours are used" };
    checks.push(Check::ok("terminal.colour", colour));
    // Other systems take text as Unicode, whatever the locale.
    if cfg!(unix) {
        checks.push(locale());
    }
    checks
}

fn screen(is_terminal: bool) -> Check {
    let id = "terminal.screen";
    if !is_terminal || !io::stdin().is_terminal() {
        let text = "input or output is no terminal here, so nothing is said of its size";
        return Check::ok(id, text);
    }
    let term = env::var("TERM").unwrap_or_default();
    let size = Term::stdout().size_checked();
    let size_text = size.map_or_else(
        || "of unknown size".to_owned(),
        |(rows, columns)| format!("{columns} columns, {rows} lines"),
    );
    let text = if term.is_empty() { size_text } else { format!("{size_text}, TERM is {term}") };
    if !can_draw() {
        let cure = "set TERM to what the terminal is, such as xterm-256color; until then \
                    `starcoach practice` asks line by line";
        return Check::look(id, text, cure);
    }
    match size {
        Some((rows, columns)) if rows < ROWS || columns < COLUMNS => {
            Check::look(id, text, format!("make it {COLUMNS} by {ROWS} or larger to write in it"))
        }
        _ => Check::ok(id, text),
    }
}

/// Whether the marks of levels, and letters beyond English ones, come out as they should.
fn locale() -> Check {
    let id = "terminal.unicode";
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| {
        env::var(name).ok().filter(|value| !value.is_empty()).map(|value| (name, value))
    });
    let cure = "if marks such as ● come out garbled: set LANG to a locale that ends in UTF-8";
    let Some((name, value)) = named else {
        return Check::look(id, "no locale is set (LC_ALL, LC_CTYPE, LANG)", cure);
    };
    let lower = value.to_lowercase();
    if lower.contains("utf-8") || lower.contains("utf8") {
        return Check::ok(id, format!("text is UTF-8 ({name} is {value})"));
    }
    Check::look(id, format!("{name} is {value}, which is not UTF-8"), cure)
}
