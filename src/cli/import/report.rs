use std::io::Write;

use anyhow::Result;
use serde_json::{Map, Value, json};
use starcoach::draft::{Body, Draft, Found, Notes};
use starcoach::render::Look;
use starcoach::text::{visible, visible_json};

use super::keep::{Kept, Outcome};
use super::{Format, split_text};
use crate::cli::Output;
use crate::cli::output::complain;

/// Prints an answer that would be imported.
pub(super) fn answer(
    source: &str,
    found: &Found,
    format: Format,
    output: &mut Output,
) -> Result<()> {
    if format == Format::Ndjson {
        output.line(&visible_json(&Value::Object(answer_line(source, found)).to_string()))?;
        return Ok(());
    }
    let place = format!("{}:{}-{}", visible(source), found.first_line, found.last_line);
    output.line(&format!("{}  {}", output.look.dim(&place), output.look.heading(&title(found))))?;
    let note = match &found.body {
        Body::Unsplit(_) => "no labels: the coach parts it into sections",
        Body::Labelled => "",
    };
    let sections = lengths(&with_sections(found));
    output.print(&output.look.wrap(format!("{sections}  {note}").trim(), "  ", "  "))?;
    for (label, text) in &found.draft.extra {
        let words = text.split_whitespace().count();
        output.print(&output.look.wrap(
            &format!("{label}: {words} words, kept beside the sections"),
            "  ",
            "  ",
        ))?;
    }
    Ok(())
}

/// The object of `--format ndjson` for an answer, as the README documents it.
fn answer_line(source: &str, found: &Found) -> Map<String, Value> {
    let mut line = Map::new();
    line.insert("id".to_owned(), json!(found.id));
    line.insert("source".to_owned(), json!(source));
    line.insert("question".to_owned(), json!(found.draft.question));
    if let Body::Unsplit(text) = &found.body {
        line.insert("text".to_owned(), json!(text));
        line.insert("split".to_owned(), json!(true));
    }
    for (section, text) in with_sections(found).sections.iter() {
        line.insert(section.id().to_owned(), json!(text));
    }
    if !found.draft.extra.is_empty() {
        line.insert("extra".to_owned(), json!(found.draft.extra));
    }
    line
}

/// Lists what belongs to no answer, with its lines and why.
pub(super) fn left_out(
    source: &str,
    notes: &Notes,
    format: Format,
    output: &mut Output,
) -> Result<()> {
    if format == Format::Ndjson {
        output.flush()?;
        for left in &notes.left_out {
            let line = json!({ "source": source, "line": left.line, "left_out": left.text, "why": left.why });
            complain(&visible_json(&line.to_string()))?;
        }
    } else if !notes.left_out.is_empty() {
        output.line(&output.look.heading("Left out"))?;
        for left in &notes.left_out {
            let text = Look::one_line(&left.text, output.look.width().saturating_sub(9));
            output.line(&format!("{:>6}  {text}", left.line))?;
            output.line(&output.look.dim(&format!("{:8}{}", "", left.why)))?;
        }
    }
    for fault in &notes.faults {
        crate::cli::complain(output, &fault.to_string())?;
    }
    Ok(())
}

/// Says what became of an answer.
pub(super) fn kept(kept: &Kept, found: &Found, format: Format, output: &mut Output) -> Result<()> {
    let outcome = match kept.outcome {
        Outcome::New => "new",
        Outcome::Attempt => "new attempt",
        Outcome::Unchanged => "unchanged",
    };
    if format == Format::Ndjson {
        let line =
            json!({ "draft": kept.id.as_str(), "id": found.id, "outcome": outcome }).to_string();
        output.line(&visible_json(&line))?;
        return Ok(());
    }
    let sections = lengths(&found.draft);
    let line = format!("{} {}", Look::padded(outcome, 12), output.look.heading(kept.id.as_str()));
    output.line(&line)?;
    output.print(&output.look.dim(&output.look.wrap(
        &sections,
        "             ",
        "             ",
    )))?;
    Ok(())
}

/// What an answer is called: its headline, its question or its id.
pub(super) fn title(found: &Found) -> String {
    let named = found
        .headline
        .as_deref()
        .into_iter()
        .chain([&*found.draft.question])
        .find(|name| !name.is_empty());
    Look::one_line(named.unwrap_or(&found.id), 70)
}

fn with_sections(found: &Found) -> Draft {
    let mut draft = found.draft.clone();
    if let Body::Unsplit(text) = &found.body {
        draft.sections = split_text(text).sections();
    }
    draft
}

fn lengths(draft: &Draft) -> String {
    let length = |text: &str| match text.split_whitespace().count() {
        0 => "empty".to_owned(),
        words => words.to_string(),
    };
    let each: Vec<String> = draft
        .sections
        .iter()
        .map(|(section, text)| format!("{section} {}", length(text)))
        .collect();
    each.join(", ")
}
