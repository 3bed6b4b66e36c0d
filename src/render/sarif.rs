use std::fmt::Write;

use serde_json::{Value, json};

use super::annotation::{Annotation, Severity, VERDICT};
use crate::draft::{Tip, TipWords, Words};
use crate::text::Region;

/// The beginning of a SARIF 2.1.0 log, up to its results, which follow with commas between them.
///
/// The rules are the six tips, and `verdict` for what concerns a whole answer; each finding of a tip is one of its
/// rule's messages.
pub fn sarif_head(words: &Words) -> String {
    let tips = Tip::ALL.map(|tip| rule(words.tip(tip)));
    let verdict = json!({
        "id": VERDICT,
        "shortDescription": { "text": "The answer as a whole" },
        "fullDescription": {
            "text": "The answer cannot be judged, or does not reach the verdict that was required."
        },
    });
    let rules: Vec<Value> = tips.into_iter().chain([verdict]).collect();
    let driver = json!({
        "name": "starcoach",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\
         \"runs\":[{{\"tool\":{{\"driver\":{driver}}},\"columnKind\":\"unicodeCodePoints\",\"results\":[\n"
    )
}

/// One result: what `annotation` says of the answer `id` in `source`.
pub fn sarif_result(source: &str, id: &str, annotation: &Annotation) -> String {
    let index = Tip::from_id(annotation.rule).map_or(Tip::ALL.len(), Tip::index);
    json!({
        "ruleId": annotation.rule,
        "ruleIndex": index,
        "level": level(annotation.severity),
        "message": { "text": annotation.message },
        "locations": [{ "physicalLocation": physical(source, Some(annotation.region)) }],
        "partialFingerprints": { "answerFinding/v1": format!("{id}:{}", annotation.finding) },
        "properties": { "answer": id, "finding": annotation.finding },
    })
    .to_string()
}

/// The end of the log: `faults` are what could not be read, as source, line and message.
pub fn sarif_tail(faults: &[(String, usize, String)]) -> String {
    let notifications: Vec<Value> = faults
        .iter()
        .map(|(source, line, message)| {
            let region = Region { line: *line, column: 0, end_line: *line, end_column: 0 };
            let region = Some(region).filter(|region| region.line > 0);
            json!({
                "level": "error",
                "message": { "text": message },
                "locations": [{ "physicalLocation": physical(source, region) }],
            })
        })
        .collect();
    let invocation = json!({
        "executionSuccessful": faults.is_empty(),
        "toolExecutionNotifications": notifications,
    });
    format!("\n],\"invocations\":[{invocation}]}}]}}\n")
}

fn rule(tip: &TipWords) -> Value {
    let messages: serde_json::Map<String, Value> = tip
        .advice
        .keys()
        .map(|key| (key.clone(), json!({ "text": tip.advice(key, None) })))
        .collect();
    json!({
        "id": tip.id,
        "name": tip.title,
        "shortDescription": { "text": tip.title },
        "fullDescription": { "text": tip.why },
        "help": { "text": format!("{}\n\n{}", tip.to_hinted, tip.to_shown) },
        "messageStrings": messages,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn physical(source: &str, region: Option<Region>) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri(source) } });
    if let Some(region) = region {
        place["region"] = json!({ "startLine": region.line });
        if region.column > 0 {
            place["region"] = json!({
                "startLine": region.line,
                "startColumn": region.column,
                "endLine": region.end_line,
                "endColumn": region.end_column,
            });
        }
    }
    place
}

/// `path` as a reference: relative as it is, absolute with its scheme, everything unsafe in percent.
fn uri(path: &str) -> String {
    if path == "-" {
        return "stdin".to_owned();
    }
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let absolute = std::path::Path::new(&path).is_absolute();
    let mut uri = String::from(match (absolute, path.starts_with('/')) {
        (true, true) => "file://",
        (true, false) => "file:///",
        (false, _) => "",
    });
    for byte in path.bytes() {
        let safe =
            byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || (absolute && byte == b':');
        if safe {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{sarif_head, sarif_result, sarif_tail, uri};
    use crate::draft::Words;
    use crate::render::annotation::{Annotation, Severity};
    use crate::text::Region;

    #[test]
    fn head_results_and_tail_make_one_log_whose_rules_are_the_tips() {
        let annotation = Annotation {
            rule: "impact",
            finding: "impact.no-figure".to_owned(),
            severity: Severity::Warning,
            region: Region { line: 3, column: 2, end_line: 3, end_column: 9 },
            message: "say \"how much\"".to_owned(),
        };
        let log = sarif_head(Words::builtin())
            + &sarif_result("a.md", "my-answer", &annotation)
            + &sarif_tail(&[("b.md".to_owned(), 0, "cannot read".to_owned())]);
        let log: Value = serde_json::from_str(&log).expect("JSON");
        let run = &log["runs"][0];
        let result = &run["results"][0];
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], "impact");
        assert!(rule["messageStrings"]["no-figure"]["text"].is_string());
        assert_eq!(result["locations"][0]["physicalLocation"]["region"]["endColumn"], 9);
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    }

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("a b/é#.md"), "a%20b/%C3%A9%23.md");
        assert_eq!(uri("c:d.md"), "c%3Ad.md");
        #[cfg(unix)]
        assert_eq!(uri("/x/a.md"), "file:///x/a.md");
    }
}
