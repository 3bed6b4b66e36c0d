//! The language server, as an editor sees it: the real binary, messages in and out.

mod changes;
mod editor;
mod protocol;
mod stories;

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use self::editor::{Editor, by_words, codes, edited, finding, on_line, words};
use self::stories::{KEPT, OTHER, PLAIN, STORY};

const MD: &str = "file:///stories/a%20story.md";
const YAML: &str = "file:///stories/story.yaml";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn editor(folder: &Path) -> Editor {
    Editor::new(folder, "", &json!({}))
}

/// What `check --format sarif` finds in `text`: the id and the place of each finding, columns in characters.
fn checked(folder: &Path, name: &str, text: &str) -> Vec<(String, Value)> {
    std::fs::write(folder.join(name), text).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_starcoach"))
        .args(["check", name, "--format", "sarif"])
        .current_dir(folder)
        .env("STARCOACH_CONFIG", folder.join("config.toml"))
        .output()
        .expect("it runs");
    let log: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let one = |result: &Value| {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let id = result["properties"]["finding"].as_str().expect("an id");
        (id.to_owned(), region.clone())
    };
    results.iter().map(one).collect()
}

#[test]
fn each_finding_of_check_stands_on_the_words_it_is_about() {
    let folder = folder();
    let mut editor = editor(folder.path());
    for (uri, name, language, text) in
        [(MD, "a.md", "markdown", STORY), (YAML, "a.yaml", "yaml", KEPT)]
    {
        let findings = editor.opened(uri, language, text);
        let found = by_words(text, &findings);
        assert_eq!(found["methodology.effort-words"], "I worked hard on the `price` service");
        assert_eq!(found["debugging.claimed-only"], "I investigated the issue");
        assert_eq!(found["impact.vague-change"].replace('_', ""), "The checkout got much faster");
        assert_eq!(found["learning.none"].to_lowercase(), "result", "its section's label alone");
        let known = checked(folder.path(), name, text);
        assert_eq!(codes(&findings), known.iter().map(|(id, _)| &**id).collect::<Vec<_>>());
        for (finding, (_, region)) in findings.iter().zip(known) {
            let line = finding["range"]["start"]["line"].as_u64().map(|line| line + 1);
            assert_eq!(line, region["startLine"].as_u64(), "{finding}");
        }
    }
}

#[test]
fn a_finding_says_who_speaks_how_grave_it_is_and_what_to_do() {
    let folder = folder();
    let findings = editor(folder.path()).opened(MD, "markdown", STORY);
    assert!(findings.iter().all(|finding| finding["source"] == "starcoach"));
    let severity = |code: &str| finding(&findings, code)["severity"].as_u64();
    assert_eq!(severity("debugging.claimed-only"), Some(3), "missing is information");
    assert_eq!(severity("impact.vague-change"), Some(4), "hinted is a hint");
    let message = finding(&findings, "debugging.claimed-only")["message"].as_str().expect("words");
    assert!(message.contains("missing. You say \"I investigated the issue\""), "{message}");
}

#[test]
fn columns_count_what_the_editor_counts() {
    let folder = folder();
    for (offered, line, start) in [
        (json!({}), 12, 3),
        (json!({ "general": { "positionEncodings": ["utf-16"] } }), 12, 3),
        (json!({ "general": { "positionEncodings": ["utf-16", "utf-8"] } }), 12, 5),
    ] {
        let mut editor = Editor::new(folder.path(), "", &offered);
        let findings = editor.opened(MD, "markdown", STORY);
        let range = &finding(&findings, "debugging.claimed-only")["range"];
        assert_eq!(range, &on_line(line, start, start + 24), "{offered}");
    }
}

#[test]
fn a_file_without_a_labelled_answer_has_no_findings() {
    let folder = folder();
    let mut editor = editor(folder.path());
    let readme = "# A tool\n\n## Install\n\nRun it. I like it, and I made it in a week.\n";
    let prose = "I found the bug in the cache, fixed it in a day, and the errors stopped at once.";
    for (uri, language, text) in [
        ("file:///README.md", "markdown", readme),
        ("file:///ci.yaml", "yaml", "on: push\njobs:\n  build: {steps: [run: make]}\n"),
        ("file:///broken.yaml", "yaml", "on: [push\n"),
        ("file:///notes.txt", "plaintext", prose),
        ("file:///empty.md", "markdown", ""),
        ("untitled:Untitled-1", "plaintext", prose),
    ] {
        assert_eq!(editor.opened(uri, language, text), [Value::Null; 0], "{uri}");
    }
}

#[test]
fn each_of_several_answers_is_judged_at_its_own_lines() {
    let folder = folder();
    let mut editor = editor(folder.path());
    let first = STORY.lines().count() as u64;
    let findings = editor.opened(MD, "markdown", &format!("{STORY}\n{OTHER}"));
    let own = |finding: &&Value| finding["range"]["start"]["line"].as_u64() < Some(first);
    let (one, two): (Vec<&Value>, Vec<&Value>) = findings.iter().partition(own);
    assert!(one.iter().any(|finding| finding["code"] == "debugging.claimed-only"));
    assert!(two.iter().any(|finding| finding["code"] == "debugging.straight-to-fix"), "{two:?}");
}

#[test]
fn org_and_plain_text_are_read_as_well() {
    let folder = folder();
    let mut editor = editor(folder.path());
    let org = STORY.replace("## ", "** ").replace("# ", "* ").replace("** Tell", "* Tell");
    for (uri, language, text) in [
        ("file:///a.org", "org", &*org),
        ("file:///a.txt", "text", PLAIN),
        ("untitled:1", "", PLAIN),
    ] {
        let findings = editor.opened(uri, language, text);
        let range = &finding(&findings, "debugging.claimed-only")["range"];
        assert_eq!(words(text, range), "I investigated the issue", "{uri}");
    }
}

#[test]
fn what_cannot_be_judged_is_one_remark_with_the_reason() {
    let folder = folder();
    let short = "## Situation\n\nWe basically sort of kind of grew, you know.\n\n## Action\n\nI acted.\n\n## Result\n\nIt held.\n";
    let findings = editor(folder.path()).opened(MD, "markdown", short);
    assert_eq!(codes(&findings), ["verdict.cannot-tell"]);
    assert!(findings[0]["message"].as_str().expect("words").contains("40 words"), "{findings:?}");
    assert_eq!(words(short, &findings[0]["range"]), "Situation");
}

#[test]
fn a_fault_in_a_draft_of_yaml_is_an_error_at_its_line() {
    let folder = folder();
    let mut editor = editor(folder.path());
    for (from, to, line, word) in [
        ("  task:", "  tsak:", 6, "`task`"),
        ("  task: I", "\ttask: I", 6, "tab"),
        ("attempts:", "attempts: [", 2, ""),
    ] {
        let broken = KEPT.replace(from, to);
        let findings = editor.opened(YAML, "yaml", &broken);
        let [fault] = &findings[..] else { panic!("{findings:?}") };
        assert_eq!((&fault["severity"], &fault["code"]), (&json!(1), &json!("unreadable")));
        assert!(fault["range"]["start"]["line"].as_u64() >= Some(line - 1), "{fault}");
        assert!(fault["message"].as_str().expect("words").contains(word), "{fault}");
    }
}

#[test]
fn lengths_and_delivery_are_remarks_at_the_answer_and_the_label() {
    let folder = folder();
    let config = "minutes = 0.25\nwords_a_minute = 120\n";
    let mut editor = Editor::new(folder.path(), config, &json!({}));
    let text = STORY.replace("I worked hard", "Basically I sort of worked really hard, you know,");
    let findings = editor.opened(MD, "markdown", &text);
    let long = finding(&findings, "answer.too-long");
    assert!(long["message"].as_str().expect("words").contains("longer than the 0.25 minutes"));
    assert_eq!(words(&text, &long["range"]), "# Tell me about a problem you solved");
    let filler = finding(&findings, "section.action");
    assert!(filler["message"].as_str().expect("words").contains("filler"), "{filler}");
    assert_eq!((words(&text, &filler["range"]), &filler["severity"]), ("Action".into(), &json!(4)));
}

#[test]
fn tips_that_never_apply_are_left_out_as_in_check() {
    let folder = folder();
    let config = "not_applicable = [\"debugging\", \"learning\"]\n";
    let mut editor = Editor::new(folder.path(), config, &json!({}));
    let findings = editor.opened(MD, "markdown", STORY);
    let known = checked(folder.path(), "a.md", STORY);
    assert_eq!(codes(&findings), known.iter().map(|(id, _)| &**id).collect::<Vec<_>>());
    assert!(codes(&findings).iter().all(|code| !code.starts_with("debugging.")));
    let place = json!({ "position": { "line": 12, "character": 10 } });
    assert_eq!(editor.about("hover", MD, place), Value::Null);
}

#[test]
fn hovering_over_quoted_words_tells_the_tip_its_level_why_and_what_comes_next() {
    let folder = folder();
    let mut editor = editor(folder.path());
    editor.open(MD, "markdown", STORY);
    let mut hover = |line: u32, character: u32| {
        let place = json!({ "position": { "line": line, "character": character } });
        editor.about("hover", MD, place)
    };
    let figure = hover(4, 30);
    assert_eq!(figure["contents"]["kind"], "markdown");
    let text = figure["contents"]["value"].as_str().expect("Markdown");
    for part in [
        "**Quantify the impact**: hinted (`impact.vague-change`)",
        "What counted most: \"8 seconds\"",
        "An interviewer would ask: *",
        "\n\n---\n\n**Connect to business value**: hinted",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let quoted = words(STORY, &figure["range"]);
    assert!(quoted.starts_with("Our **café** checkout 🛒 took 8 seconds"), "{quoted}");
    let missing = hover(12, 5);
    let text = missing["contents"]["value"].as_str().expect("Markdown");
    assert!(text.starts_with("**Demonstrate systematic debugging**: missing"), "{text}");
    assert_eq!(hover(0, 5), Value::Null, "the question earns nothing");
    assert_eq!(hover(900, 5), Value::Null);
}

/// The edits that "does not apply" makes for `tip` at the place of `code`; none where it is not offered.
fn waived(editor: &mut Editor, uri: &str, findings: &[Value], code: &str) -> Option<Value> {
    let range = &finding(findings, code)["range"];
    let context = json!({ "diagnostics": [], "only": ["quickfix"] });
    let actions = editor.about("codeAction", uri, json!({ "range": range, "context": context }));
    let actions = actions.as_array().expect("a list");
    let action = actions.iter().find(|action| action["diagnostics"][0]["code"] == code)?;
    assert!(action["title"].as_str().expect("a title").starts_with("This tip does not apply: "));
    assert_eq!(action["kind"], "quickfix");
    Some(action["edit"]["changes"][uri].clone())
}

#[test]
fn a_tip_that_does_not_apply_is_noted_in_the_file_and_the_rest_stays() {
    let folder = folder();
    let mut editor = editor(folder.path());
    let two = format!("- {}", PLAIN.replace("Q:", "question:").trim().replace('\n', "\n  "));
    let two = two.to_lowercase().replace("tell me about a problem you solved", "Q");
    let two = format!("{two}\n{two}\n");
    for (uri, language, text) in
        [(MD, "markdown", STORY), (YAML, "yaml", KEPT), ("file:///2.yml", "yaml", &two)]
    {
        let mut text = text.to_owned();
        let mut findings = editor.opened(uri, language, &text);
        for (version, code) in [(2, "trade-offs.none"), (3, "learning.none")] {
            let edits =
                waived(&mut editor, uri, &findings, code).unwrap_or_else(|| panic!("{uri} {code}"));
            text = edited(&text, &edits);
            let change = json!({ "range": edits[0]["range"], "text": edits[0]["newText"] });
            editor.change(uri, version, &json!([change]));
            let after = editor.findings(uri, Some(version));
            let before = codes(&findings).iter().filter(|own| **own == code).count();
            assert_eq!(
                codes(&after).iter().filter(|own| **own == code).count(),
                before - 1,
                "{text}"
            );
            assert_eq!(after.len(), findings.len() - 1, "{text}");
            findings = after;
        }
        let name = uri.rsplit_once('/').expect("a name").1;
        let known = checked(folder.path(), name, &text);
        assert_eq!(
            codes(&findings),
            known.iter().map(|(id, _)| &**id).collect::<Vec<_>>(),
            "{text}"
        );
    }
}

#[test]
fn where_the_file_has_no_place_for_it_nothing_is_offered() {
    let folder = folder();
    let mut editor = editor(folder.path());
    let findings = editor.opened("file:///a.txt", "text", PLAIN);
    assert_eq!(waived(&mut editor, "file:///a.txt", &findings, "trade-offs.none"), None);
    let findings = editor.opened(MD, "markdown", STORY);
    let range = &finding(&findings, "trade-offs.none")["range"];
    let context = json!({ "diagnostics": [], "only": ["refactor"] });
    let other = editor.about("codeAction", MD, json!({ "range": range, "context": context }));
    assert_eq!(other, json!([]), "another kind is asked for");
}

#[test]
fn beside_each_label_stands_how_long_its_section_is() {
    let folder = folder();
    let config = "minutes = 1\nwords_a_minute = 60\n";
    let mut editor = Editor::new(folder.path(), config, &json!({}));
    let whole =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let mut hints =
        |uri: &str, language: &str, text: &str, range: &Value| -> Vec<(u64, u64, String)> {
            editor.open(uri, language, text);
            let hints = editor.about("inlayHint", uri, json!({ "range": range }));
            let one = |hint: &Value| {
                let place = &hint["position"];
                let at = |key: &str| place[key].as_u64().expect(key);
                (at("line"), at("character"), hint["label"].as_str().expect("a label").to_owned())
            };
            hints.as_array().expect("a list").iter().map(one).collect()
        };
    let all = hints(MD, "markdown", STORY, &whole);
    let places: Vec<(u64, u64)> = all.iter().map(|hint| (hint.0, hint.1)).collect();
    assert_eq!(places, [(2, 12), (6, 7), (10, 9), (15, 9)]);
    assert_eq!(all[0].2, "9 words, 17%, 0:09 of 0:12");
    assert_eq!(all[2].2, "25 words, 46%, 0:25 of 0:30");
    let some = hints(MD, "markdown", STORY, &on_line(6, 0, 10));
    assert_eq!(some, [all[1].clone()]);
    let kept = hints(YAML, "yaml", KEPT, &whole);
    let places: Vec<(u64, u64)> = kept.iter().map(|hint| (hint.0, hint.1)).collect();
    assert_eq!(
        places,
        [(6, 12), (7, 7), (8, 11), (11, 9)],
        "behind the keys of the latest attempt"
    );
    let plain = hints("file:///a.txt", "text", PLAIN, &whole);
    assert_eq!((plain[0].0, plain[0].1), (1, 10), "before the words that follow on the line");
}
