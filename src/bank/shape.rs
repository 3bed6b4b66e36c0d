use serde_json::Value as Json;

use super::near::nearest;
use super::{Pack, Vocabulary};
use crate::text::Fault;
use crate::text::yaml::{Node, Value};

/// The JSON Schema of packs, with the competencies of `vocabulary` as the only ones.
pub fn schema(vocabulary: &Vocabulary) -> Json {
    let mut schema = schemars::schema_for!(Pack).to_value();
    if let Some(items) = schema.pointer_mut("/$defs/Question/properties/competencies/items") {
        *items =
            serde_json::json!({ "type": "string", "enum": vocabulary.ids().collect::<Vec<_>>() });
    }
    for key in ["speaker", "weak"] {
        // "Absent" is no value that one could write.
        let property = schema.pointer_mut(&format!("/$defs/Example/properties/{key}"));
        property.and_then(Json::as_object_mut).and_then(|property| property.remove("default"));
    }
    schema
}

/// Faults of a file that are told: each shows its line, which has to be looked for, and nobody mends 100,000 at once.
pub(super) const MOST: usize = 100;

/// A file held against the schema of packs: every fault in it, where serde would stop at the first.
pub(super) struct Shape<'t> {
    source: &'t str,
    text: &'t str,
    schema: &'t Json,
    faults: Vec<Fault>,
}

impl<'t> Shape<'t> {
    pub(super) fn faults(
        source: &'t str,
        text: &'t str,
        schema: &'t Json,
        root: &Node,
    ) -> Vec<Fault> {
        let mut shape = Self { source, text, schema, faults: Vec::new() };
        shape.check(root, schema, "the pack");
        shape.faults
    }

    /// Checks `node`, which is called `name`, against its part of the schema.
    fn check(&mut self, node: &Node, schema: &Json, name: &str) {
        if self.faults.len() >= MOST {
            return;
        }
        let schema = self.resolved(schema);
        match (schema["type"].as_str(), &node.value) {
            (Some("object"), Value::Map(entries)) => self.mapping(node, entries, schema, name),
            (Some("array"), Value::List(items)) => {
                if items.is_empty() && schema["minItems"].as_u64() > Some(0) {
                    self.fault(node.place, &format!("`{name}` is empty"), "write at least one");
                }
                for item in items {
                    self.check(item, &schema["items"], name);
                }
            }
            (Some("string"), Value::Text(text)) => self.text(node, text, schema, name),
            (Some("integer"), Value::Bare(number)) => {
                if number.parse::<u32>().is_ok_and(|number| number > 0) {
                    return;
                }
                let problem = format!("`{name}` is `{number}`");
                self.fault(node.place, &problem, "write a whole number from 1");
            }
            (Some(expected), found) => {
                let cure = match (expected, found) {
                    ("object", _) => "write keys with values here, indented, as `key: value`",
                    ("array", _) => "write a list, as `[one, two]` or one `- item` a line",
                    ("integer", _) => "write a whole number from 1, without quotes",
                    (_, Value::Bare(_)) => "put quotes around it to make it a text",
                    _ => "write a text",
                };
                let problem = format!("`{name}` is {}, not {}", kind(found), wanted(expected));
                self.fault(node.place, &problem, cure);
            }
            (None, _) => {}
        }
    }

    fn mapping(
        &mut self,
        node: &Node,
        entries: &[(String, (usize, usize), Node)],
        schema: &Json,
        name: &str,
    ) {
        let empty = serde_json::Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&empty);
        let known: Vec<&str> = properties.keys().map(String::as_str).collect();
        for (key, place, value) in entries {
            if self.faults.len() >= MOST {
                return;
            }
            if let Some(schema) = properties.get(key) {
                self.check(value, schema, key);
            } else {
                self.unknown(*place, "key", key, &known);
            }
        }
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str);
        for key in required.filter(|key| node.get(key).is_none()) {
            let about = self.resolved(&properties[key])["description"].as_str();
            let about = properties[key]["description"].as_str().or(about).unwrap_or_default();
            let about = if about.is_empty() { String::new() } else { format!(": {about}") };
            let problem = format!("`{key}` is missing in {}", belonging(name));
            self.fault(node.place, &problem, &format!("add the key `{key}`{about}"));
        }
    }

    fn text(&mut self, node: &Node, text: &str, schema: &Json, name: &str) {
        if let Some(known) = schema["enum"].as_array() {
            let known: Vec<&str> = known.iter().filter_map(Json::as_str).collect();
            if !known.contains(&text) {
                let what = match name {
                    "competencies" => "competency",
                    "roles" => "role",
                    _ => "level",
                };
                self.unknown(node.place, what, text, &known);
            }
        } else if text.trim().is_empty() {
            let about = schema["description"].as_str().unwrap_or("it cannot be empty");
            self.fault(node.place, &format!("`{name}` is empty"), &format!("write it: {about}"));
        } else if schema["format"] == "slug" && !is_slug(text) {
            let cure = match slug(text) {
                slug if slug.is_empty() => {
                    "write lower-case letters, digits and hyphens".to_owned()
                }
                slug => {
                    format!("write lower-case letters, digits and single hyphens, such as `{slug}`")
                }
            };
            self.fault(node.place, &format!("`{text}` cannot be a short name"), &cure);
        }
    }

    fn unknown(&mut self, place: (usize, usize), what: &str, found: &str, known: &[&str]) {
        let list = known.join("`, `");
        let cure = match nearest(found, known.iter().copied()) {
            // A long list would bury the answer.
            Some(name) if known.len() > 10 => format!("did you mean `{name}`?"),
            Some(name) => format!("did you mean `{name}`? Known here: `{list}`"),
            None => format!("known here: `{list}`"),
        };
        self.fault(place, &format!("unknown {what} `{found}`"), &cure);
    }

    fn fault(&mut self, place: (usize, usize), problem: &str, cure: &str) {
        let (problem, cure) = match self.faults.len() + 1 {
            MOST => ("more is wrong from here on", "mend first what is told above"),
            number if number < MOST => (problem, cure),
            _ => return,
        };
        self.faults.push(Fault::at(self.source, self.text, place, problem, cure));
    }

    /// What `schema` refers to, or itself.
    fn resolved(&self, schema: &'t Json) -> &'t Json {
        let reference = schema["$ref"].as_str().and_then(|path| path.strip_prefix('#'));
        reference.and_then(|path| self.schema.pointer(path)).unwrap_or(schema)
    }
}

/// Whether `text` is lower-case letters and digits with single hyphens between them.
pub fn is_slug(text: &str) -> bool {
    text.split('-').all(|part| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    }) && text.len() <= 60
}

/// A short name made of `text`, with room for more after it; empty when there is nothing to make it of.
pub fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    joined[..joined.len().min(40)].trim_end_matches('-').to_owned()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "a text",
        Value::Bare(_) => "a number or a yes-or-no",
        Value::List(_) => "a list",
        Value::Map(_) => "a mapping",
    }
}

fn wanted(json: &str) -> &'static str {
    match json {
        "object" => "a mapping",
        "array" => "a list",
        "integer" => "a whole number",
        _ => "a text",
    }
}

/// The thing in a list that is called `name`, for "… is missing in".
fn belonging(name: &str) -> String {
    match name {
        "questions" => "this question".to_owned(),
        "examples" => "this example".to_owned(),
        "the pack" => name.to_owned(),
        _ => format!("`{name}`"),
    }
}
