//! Beginning and end, and what is no part of the protocol.

use lsp_server::ErrorCode;
use serde_json::{Value, json};

use super::editor::{Editor, codes};
use super::stories::STORY;
use super::{MD, editor, folder};

#[test]
fn taking_leave_ends_with_0_and_going_away_with_1() {
    let folder = folder();
    let ended = editor(folder.path()).leave();
    assert_eq!((ended.code, &*ended.stderr), (Some(0), ""));
    let mut hasty = editor(folder.path());
    hasty.tell("exit", Value::Null);
    assert_eq!(hasty.end().code, Some(1));
    assert_eq!(editor(folder.path()).end().code, Some(1), "the stream ends without a word");
    let mut early = Editor::silent(folder.path(), "");
    early.tell("exit", Value::Null);
    assert_eq!(early.end().code, Some(1));
}

#[test]
fn requests_out_of_turn_are_refused_by_name() {
    let folder = folder();
    let mut editor = Editor::silent(folder.path(), "");
    let place = json!({ "textDocument": { "uri": MD }, "position": { "line": 0, "character": 0 } });
    let code = |answer: Result<Value, lsp_server::ResponseError>| answer.expect_err("refused").code;
    let early = code(editor.ask("textDocument/hover", place.clone()));
    assert_eq!(early, ErrorCode::ServerNotInitialized as i32);
    let known = editor.ask("initialize", json!({ "capabilities": {} })).expect("it answers");
    let can = json!({
        "positionEncoding": "utf-16",
        "textDocumentSync": { "openClose": true, "change": 2 },
        "hoverProvider": true,
        "codeActionProvider": { "codeActionKinds": ["quickfix"] },
        "inlayHintProvider": true,
    });
    assert_eq!(known["capabilities"], can);
    assert_eq!(known["serverInfo"]["name"], "starcoach");
    editor.tell("initialized", json!({}));
    let again = code(editor.ask("initialize", json!({ "capabilities": {} })));
    assert_eq!(again, ErrorCode::InvalidRequest as i32);
    for unknown in ["textDocument/rename", "workspace/symbol", "$/nonsense", ""] {
        assert_eq!(code(editor.ask(unknown, json!({}))), ErrorCode::MethodNotFound as i32);
    }
    for wrong in [Value::Null, json!([]), json!({ "textDocument": { "uri": 7 } })] {
        let refused = code(editor.ask("textDocument/hover", wrong));
        assert_eq!(refused, ErrorCode::InvalidParams as i32);
    }
    let empty = editor.ask("textDocument/hover", place.clone()).expect("it answers");
    assert_eq!(empty, Value::Null, "nothing is known of a text that is not open");
    editor.ask("shutdown", Value::Null).expect("it answers");
    let late = code(editor.ask("textDocument/hover", place));
    assert_eq!(late, ErrorCode::InvalidRequest as i32);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end().code, Some(0));
}

#[test]
fn what_is_no_message_is_refused_and_texts_are_given_up_until_they_are_opened_again() {
    let folder = folder();
    let mut editor = editor(folder.path());
    assert!(!editor.opened(MD, "markdown", STORY).is_empty());
    editor.tell("textDocument/didChange", json!({ "textDocument": 7 }));
    assert_eq!(editor.findings(MD, None), [Value::Null; 0]);
    editor.change(MD, 2, &json!([{ "text": STORY }]));
    assert!(codes(&editor.opened(MD, "markdown", STORY)).contains(&"learning.none"));
    let odd = [
        json!({ "method": "textDocument/didOpen" }),
        json!({ "method": "textDocument/didClose", "params": [] }),
        json!({ "method": "$/cancelRequest", "params": { "id": 1 } }),
        json!({ "id": 5, "result": null }),
        json!({ "method": "window/unheard-of" }),
    ];
    for message in odd {
        let body = message.to_string();
        editor.raw(format!("content-length:{}\r\nX: y\r\n\r\n{body}", body.len()).as_bytes());
    }
    assert!(editor.ask("nonsense", Value::Null).is_err(), "it is still there");
    assert_eq!(editor.leave().code, Some(0));
}

#[test]
fn nonsense_ends_nothing_but_what_it_is_in_and_no_text_is_ever_logged() {
    let folder = folder();
    let secret = "my employer is Umbrella";
    let mut lasting = editor(folder.path());
    for (body, code) in [(format!("{{\"{secret}\": "), -32700), (format!("[\"{secret}\"]"), -32600)]
    {
        lasting.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        let refusal = lasting.refusal();
        assert!(refusal.contains(&code.to_string()) && !refusal.contains(secret), "{refusal}");
    }
    assert_eq!(lasting.leave().stderr, "");
    for (bytes, code) in [
        (format!("{secret}\r\n\r\n"), Some(2)),
        (format!("Content-Length: 99999999999999999999999\r\n\r\n{secret}"), Some(2)),
        (format!("Content-Length: 18446744073709551615\r\n\r\n{secret}"), Some(1)),
        (format!("Content-Length: 400\r\n\r\n{secret}"), Some(1)),
    ] {
        let mut editor = editor(folder.path());
        editor.opened(MD, "markdown", &format!("{STORY}{secret}\n"));
        editor.raw(bytes.as_bytes());
        let ended = editor.end();
        assert_eq!(ended.code, code, "{bytes}\n{}", ended.stderr);
        assert!(!ended.stderr.contains(secret), "{}", ended.stderr);
    }
}
