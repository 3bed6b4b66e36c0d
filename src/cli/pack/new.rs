use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};

use anyhow::{Result, anyhow, bail};
use starcoach::bank::{is_reserved, slug};
use starcoach::text::visible_json;

use super::schema_text;
use crate::cli::{Exit, Output};

/// The name under which the starting file looks for its schema.
const SCHEMA: &str = "pack.schema.json";

pub(super) fn run(name: &str, output: &mut Output) -> Result<Exit> {
    let title = name.trim().trim_end_matches(".yaml");
    let slug = slug(title);
    if slug.is_empty() || is_reserved(&slug) {
        bail!(
            "a pack cannot be called \"{name}\"; choose a name of letters and digits, such as `my-team`"
        );
    }
    // A JSON text is a YAML text in quotes, whatever is in it.
    let text = include_str!("template.yaml")
        .replace("{title}", &visible_json(&serde_json::to_string(title)?))
        .replace("{slug}", &slug);
    let file = format!("{slug}.yaml");
    write_new(&file, &text).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            anyhow!("{file} is there already, and nothing is overwritten; choose another name")
        }
        _ => anyhow!("{file} cannot be written: {error}"),
    })?;
    // An older schema is left alone: it may be another tool's file of that name.
    let schema = write_new(SCHEMA, &schema_text()?).is_ok();
    let beside = if schema { format!(", and {SCHEMA} for your editor") } else { String::new() };
    output.line(&format!("Wrote {file}{beside}."))?;
    output.line(&format!("Next: fill it in, then `starcoach pack check {file}`."))?;
    Ok(Exit::Fine)
}

fn write_new(path: &str, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
