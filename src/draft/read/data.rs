//! Notes that are data: the coach's own YAML, YAML and JSON with a key a section, JSON Lines.

use serde_json::{Map, Value};

use super::names::{self, Label};
use super::spot::Spot;
use super::{Body, Found, LeftOut, Notes, Written};
use crate::draft::{Draft, Record, Section, Tip};
use crate::text::Fault;
use crate::text::yaml::{self, Node};

/// How deep lists and mappings of answers may stand in each other.
const DEEPEST: usize = 8;
const NO_ANSWER: &str = "no key names a section";
const CURE: &str = "each answer needs the keys question, situation, task, action, result, or text";

/// The answers in a YAML file: one of the coach's own, or mappings with a key a section.
pub(super) fn read_yaml(source: &str, text: &str) -> Result<Notes, Fault> {
    let value: Value = yaml::parse(source, text.as_bytes())?;
    let root = yaml::tree(source, text.as_bytes()).ok().map(|(root, _)| root);
    if value.get("attempts").is_some() {
        let record = Record::from_yaml(source, text.as_bytes())?;
        let found = Found {
            first_line: 1,
            last_line: text.lines().count().max(1),
            draft: record.draft(),
            headline: record.headline.clone(),
            labels: root.as_ref().map(labels_of_latest).unwrap_or_default(),
            record: Some(record),
            ..Found::default()
        };
        return Ok(Notes { answers: vec![found], ..Notes::default() });
    }
    Ok(Walk::of(text, root.as_ref(), &value))
}

/// The keys of the sections in the latest attempt of one of the coach's own drafts.
fn labels_of_latest(root: &Node) -> Vec<Written> {
    let latest = root.get("attempts").and_then(|attempts| attempts.items().last());
    let entries = latest.map(Node::entries).unwrap_or_default();
    let label = |(key, (line, _), _): &(String, (usize, usize), Node)| {
        let section = Section::from_id(key)?;
        Some(Written { line: *line, text: key.clone(), section: Some(section) })
    };
    entries.iter().filter_map(label).collect()
}

/// The answers in a JSON file that is no JSON Lines.
pub(super) fn read_json(source: &str, text: &str) -> Result<Notes, Fault> {
    let value = serde_json::from_str(text).map_err(|error| {
        Fault::at(source, text, (error.line(), error.column().max(1)), &problem(&error), CURE)
    })?;
    // What JSON can say, YAML can; where it cannot, places are those of the whole file.
    let root = yaml::tree(source, text.as_bytes()).ok().map(|(root, _)| root);
    Ok(Walk::of(text, root.as_ref(), &value))
}

/// The answers in JSON Lines, one a line; a line that cannot be read does not stop the others.
pub(super) fn read_json_lines(source: &str, text: &str) -> Notes {
    let mut notes = Notes::default();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match read_json_line(source, line, at + 1) {
            Ok(found) => notes.answers.push(found),
            Err(fault) => notes.faults.push(fault),
        }
    }
    notes
}

/// The answer in one line of JSON Lines, line `number` of the file called `source`.
///
/// It has the keys `situation`, `task`, `action`, `result`, or `text` for an answer that is not split, and may have
/// `id` and `question`. Other keys (a rater's labels and evidence, an export's date) are passed over.
///
/// # Errors
/// A [`Fault`] with the place, where the line is no such object.
pub fn read_json_line(source: &str, line: &str, number: usize) -> Result<Found, Fault> {
    let fault = |column: usize, problem: &str| {
        let mut fault = Fault::at(source, line, (1, column.max(1)), problem, CURE);
        fault.line = number;
        fault
    };
    let line = line.trim_start_matches('\u{feff}');
    let value: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| fault(error.column(), &problem(&error)))?;
    let text = |key: &str| match value.get(key) {
        Some(Value::String(text)) => Ok(Some(without_nul(text))),
        Some(Value::Null) | None => Ok(None),
        Some(_) => Err(fault(1, &format!("`{key}` is no text"))),
    };
    let mut draft = Draft { question: text("question")?.unwrap_or_default(), ..Draft::default() };
    let mut labelled = false;
    for section in Section::ALL {
        if let Some(written) = text(section.id())? {
            draft.sections[section] = written;
            labelled = true;
        }
    }
    let body = match (text("text")?, labelled) {
        (Some(text), false) => Body::Unsplit(text),
        (None, false) => return Err(fault(1, "this object is no answer")),
        (_, true) => Body::Labelled,
    };
    let id = match value.get("id") {
        Some(Value::Number(id)) => id.to_string(),
        _ => text("id")?.unwrap_or_default(),
    };
    Ok(Found { id, first_line: number, last_line: number, draft, body, ..Found::default() })
}

/// Whether `line` is a JSON object on a line of its own.
pub(super) fn is_json_line(line: &str) -> bool {
    serde_json::from_str::<Map<String, Value>>(line).is_ok()
}

/// Whether `text` is JSON.
pub(super) fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Whether `text` begins like a draft file of the coach's own, or like YAML with a key a section.
pub(super) fn is_record(text: &str) -> bool {
    let key = |line: &str| {
        let key = line.trim_start_matches("- ").split_once(": ").map(|(key, _)| key);
        matches!(key, Some("question" | "question_id" | "situation"))
    };
    text.lines().next().is_some_and(key)
        && text.lines().any(|line| {
            let line = line.trim_start_matches([' ', '-']);
            line.starts_with("attempts:")
                || line.starts_with("action: ")
                || line.starts_with("action:")
        })
}

/// `text` with what Markdown reads a NUL as, since no file of text can hold one.
fn without_nul(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

fn problem(error: &serde_json::Error) -> String {
    let message = error.to_string();
    format!("not valid JSON: {}", message.split(" at line ").next().unwrap_or(&message))
}

/// A walk through data in search of answers.
#[derive(Default)]
struct Walk {
    notes: Notes,
}

impl Walk {
    fn of(text: &str, root: Option<&Node>, value: &Value) -> Notes {
        let mut walk = Self::default();
        walk.visit(value, None, &Spot::whole(text, root), 0);
        walk.notes
    }

    fn visit(&mut self, value: &Value, name: Option<&str>, spot: &Spot, depth: usize) {
        match value {
            Value::Object(map) if is_answer(map) => self.answer(map, name, spot),
            Value::Object(map) if depth < DEEPEST => {
                for (at, (key, value)) in map.iter().enumerate() {
                    self.visit(value, Some(key), &spot.entry(at, key), depth + 1);
                }
            }
            Value::Array(items) if depth < DEEPEST => {
                for (at, item) in items.iter().enumerate() {
                    self.visit(item, None, &spot.item(at), depth + 1);
                }
            }
            _ => {
                let name = name.map(|name| format!("{name}: ")).unwrap_or_default();
                let text = format!("{name}{}", text_of(value));
                if !text.is_empty() {
                    self.notes.left_out.push(LeftOut { line: spot.first, text, why: NO_ANSWER });
                }
            }
        }
    }

    fn answer(&mut self, map: &Map<String, Value>, name: Option<&str>, spot: &Spot) {
        let mut found = Found { first_line: spot.first, last_line: spot.last, ..Found::default() };
        let mut body = None;
        for (at, (key, value)) in map.iter().enumerate() {
            match key.as_str() {
                "id" => found.id = text_of(value),
                "headline" | "title" => found.headline = Some(text_of(value)),
                "text" | "answer" => body = Some(text_of(value)),
                _ => entry((key, spot.entry(at, key).first), value, map, &mut found),
            }
        }
        settle_question(&mut found, name);
        found.body = match body {
            Some(text) if found.draft.sections.is_blank() => Body::Unsplit(text),
            Some(text) => {
                found.draft.extra.insert("text".to_owned(), text);
                Body::Labelled
            }
            None => Body::Labelled,
        };
        self.notes.answers.push(found);
    }
}

/// Puts what one entry of an answer says where it belongs in the draft.
fn entry((key, line): (&str, usize), value: &Value, map: &Map<String, Value>, found: &mut Found) {
    let draft = &mut found.draft;
    match (key, names::look_up(&key.replace('_', " "))) {
        // What `export --format json` adds: a review says nothing of the writer's.
        ("review", _) if value.is_object() => {}
        ("extra", _) if value.is_object() => draft.extra.extend(parts(value)),
        ("not_applicable", _) if value.is_array() => {
            draft.not_applicable = parts(value).filter_map(|(_, id)| Tip::from_id(&id)).collect();
        }
        (_, Some((Label::Question, _))) => draft.question = text_of(value),
        (_, Some((label @ (Label::Section(_) | Label::Challenge), _))) => {
            let section = section_of(label, map);
            let slot = &mut draft.sections[section];
            let gap = if slot.is_empty() { "" } else { "\n\n" };
            slot.push_str(gap);
            slot.push_str(&text_of(value));
            let text = key.to_owned();
            found.labels.push(Written { line, text, section: Some(section) });
        }
        _ => drop(draft.extra.insert(key.to_owned(), text_of(value))),
    }
}

/// Lets the headline, or else the `name` of the mapping, stand in for a question that is not given.
fn settle_question(found: &mut Found, name: Option<&str>) {
    let name = name.map(str::to_owned);
    if found.draft.question.is_empty() {
        found.draft.question = found.headline.take().or(name).unwrap_or_default();
    } else if found.headline.is_none() {
        found.headline = name;
    }
}

/// Whether a mapping is an answer: two sections, or a text to a question.
fn is_answer(map: &Map<String, Value>) -> bool {
    let sections = map
        .keys()
        .filter_map(|key| names::look_up(&key.replace('_', " ")))
        .filter(|(label, _)| matches!(label, Label::Section(_) | Label::Challenge))
        .count();
    sections >= 2
        || map.contains_key("question") && (map.contains_key("text") || map.contains_key("answer"))
}

fn section_of(label: Label, map: &Map<String, Value>) -> Section {
    match label {
        Label::Section(section) => section,
        _ if map.keys().any(|key| {
            names::look_up(key)
                .is_some_and(|(label, _)| label == Label::Section(Section::Situation))
        }) =>
        {
            Section::Task
        }
        _ => Section::Situation,
    }
}

/// The texts in a mapping or list, with their keys.
fn parts(value: &Value) -> impl Iterator<Item = (String, String)> {
    let entries = value.as_object().into_iter().flatten();
    let items = value.as_array().into_iter().flatten();
    entries
        .map(|(key, part)| (key.clone(), text_of(part)))
        .chain(items.map(|item| (String::new(), text_of(item))))
}

/// A value as text: lists become bullets.
fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => without_nul(text.trim()),
        Value::Array(items) => {
            items.iter().map(|item| format!("- {}", text_of(item))).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}
