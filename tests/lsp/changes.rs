//! Texts that are edited, closed or too long.

use serde_json::{Value, json};

use super::editor::{Editor, codes, finding, on_line, words};
use super::stories::{OTHER, STORY};
use super::{MD, editor, folder};

#[test]
fn findings_follow_each_edit_and_go_when_the_text_is_closed() {
    let folder = folder();
    let mut editor = editor(folder.path());
    editor.opened(MD, "markdown", STORY);
    // Behind a character of two units; then again, counted in the text that the first edit leaves.
    let edits = json!([
        { "range": on_line(12, 3, 27), "text": "I timed thirty checkouts and saw that 22 waited" },
        { "range": on_line(12, 50, 50), "text": " for the card reader" },
    ]);
    editor.change(MD, 2, &edits);
    let after = editor.findings(MD, Some(2));
    assert!(!codes(&after).contains(&"debugging.claimed-only"), "{:?}", codes(&after));
    let text = STORY.replace(
        "I investigated the issue",
        "I timed thirty checkouts and saw that 22 waited for the card reader",
    );
    let step = words(&text, &finding(&after, "methodology.few-steps")["range"]);
    assert_eq!(step, "I timed thirty checkouts and saw that 22 waited for the card reader");
    editor.change(MD, 3, &json!([{ "text": "" }, { "text": OTHER }]));
    assert!(codes(&editor.findings(MD, Some(3))).contains(&"debugging.straight-to-fix"));
    editor.change(MD, 4, &json!([{ "text": "# Nothing\n" }]));
    assert_eq!(editor.findings(MD, Some(4)), [Value::Null; 0]);
    editor.change(MD, 5, &json!([{ "text": STORY }]));
    assert!(!editor.findings(MD, Some(5)).is_empty());
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": MD } }));
    assert_eq!(editor.findings(MD, None), [Value::Null; 0]);
    let place = json!({ "position": { "line": 12, "character": 5 } });
    assert_eq!(editor.about("hover", MD, place), Value::Null, "it is not open");
}

#[test]
fn lines_that_end_as_on_windows_or_an_old_mac_have_the_same_places() {
    let folder = folder();
    let mut editor = editor(folder.path());
    let expected = editor.opened(MD, "markdown", STORY);
    for (version, end) in [(2, "\r\n"), (3, "\r")] {
        editor.change(MD, version, &json!([{ "text": STORY.replace('\n', end) }]));
        assert_eq!(editor.findings(MD, Some(version)), expected, "{end:?}");
        let edit = json!([{ "range": on_line(12, 2, 3), "text": " " }]);
        editor.change(MD, version + 10, &edit);
        assert_eq!(editor.findings(MD, Some(version + 10)), expected, "{end:?}");
    }
}

#[test]
fn a_text_over_the_limit_is_refused_in_a_line_and_read_again_below_it() {
    let folder = folder();
    let mut editor = editor(folder.path());
    let padding = "x".repeat(1 << 20);
    let findings = editor.opened(MD, "markdown", &format!("{STORY}\n{padding}\n"));
    assert_eq!(codes(&findings), ["unreadable"]);
    assert!(findings[0]["message"].as_str().expect("words").contains("1 MiB"), "{findings:?}");
    assert_eq!(findings[0]["range"]["start"]["line"], 0);
    let line = STORY.lines().count() as u32 + 1;
    editor.change(MD, 2, &json!([{ "range": on_line(line, 0, 1 << 20), "text": "" }]));
    assert!(codes(&editor.findings(MD, Some(2))).contains(&"debugging.claimed-only"));
}

#[test]
fn a_config_with_a_fault_is_told_and_the_defaults_hold() {
    let folder = folder();
    let mut editor = Editor::new(folder.path(), "minuts = 3\n", &json!({}));
    let said = editor.told();
    assert_eq!((&*said.method, &said.params["type"]), ("window/showMessage", &json!(1)));
    let message = said.params["message"].as_str().expect("words");
    assert!(message.contains("minuts") && message.contains("config.toml:1"), "{message}");
    assert!(!editor.opened(MD, "markdown", STORY).is_empty());
}
