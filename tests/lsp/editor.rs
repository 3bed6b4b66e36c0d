//! An editor, as far as a language server can tell.

use std::collections::HashMap;
use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Message, Notification, Request, RequestId, Response, ResponseError};
use serde_json::{Value, json};

/// Longer than anything here takes on the slowest machine; a test that gets this far has failed.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Result<Message, String>>,
    errors: Option<JoinHandle<String>>,
    asked: i32,
    /// What the server has told and nobody has looked at yet.
    told: Vec<Notification>,
}

/// How the server ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stderr: String,
}

impl Editor {
    /// Starts the server, with a config of these lines; nothing is said yet.
    pub(crate) fn silent(folder: &Path, config: &str) -> Self {
        let path = folder.join("config.toml");
        std::fs::write(&path, config).expect("a config");
        let mut child = Command::new(env!("CARGO_BIN_EXE_starcoach"))
            .args(["lsp", "--stdio"])
            .env("STARCOACH_CONFIG", path)
            .env("RUST_LOG", "trace")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut errors = child.stderr.take().expect("its errors");
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            while let Some(message) = Message::read(&mut output).transpose() {
                if sender.send(message.map_err(|error| error.to_string())).is_err() {
                    break;
                }
            }
        });
        let errors = thread::spawn(move || {
            let mut text = String::new();
            errors.read_to_string(&mut text).expect("UTF-8");
            text
        });
        let input = child.stdin.take();
        Self { child, input, messages, errors: Some(errors), asked: 0, told: Vec::new() }
    }

    /// Starts the server and shakes hands.
    pub(crate) fn new(folder: &Path, config: &str, capabilities: &Value) -> Self {
        let mut editor = Self::silent(folder, config);
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        editor.ask("initialize", params).expect("it is initialized");
        editor.tell("initialized", json!({}));
        editor
    }

    /// Sends bytes as they are.
    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("it is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("it reads");
    }

    fn send(&mut self, message: &Message) {
        let mut bytes = Vec::new();
        message.write(&mut bytes).expect("it is written");
        self.raw(&bytes);
    }

    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.send(&Notification::new(method.to_owned(), params).into());
    }

    /// The next message; anything else on standard output fails the test.
    fn next(&mut self) -> Message {
        self.messages.recv_timeout(PATIENCE).expect("something").expect("a message")
    }

    /// What the server says of a message that it cannot read, which is no message for lack of an id.
    pub(crate) fn refusal(&mut self) -> String {
        self.messages.recv_timeout(PATIENCE).expect("something").expect_err("no message")
    }

    /// The answer to a request; its code where it is refused.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Result<Value, ResponseError> {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.send(&Request::new(id.clone(), method.to_owned(), params).into());
        loop {
            match self.next() {
                Message::Response(Response { id: own, response_result }) => {
                    assert_eq!(own, id);
                    return response_result;
                }
                Message::Notification(notification) => self.told.push(notification),
                Message::Request(request) => panic!("the server asks {}", request.method),
            }
        }
    }

    /// What the server tells next.
    pub(crate) fn told(&mut self) -> Notification {
        if !self.told.is_empty() {
            return self.told.remove(0);
        }
        match self.next() {
            Message::Notification(notification) => notification,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn open(&mut self, uri: &str, language: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Edits, each a range and its new text, or the whole new text.
    pub(crate) fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.tell("textDocument/didChange", params);
    }

    /// The findings that the server publishes of `version` of `uri`.
    pub(crate) fn findings(&mut self, uri: &str, version: Option<i32>) -> Vec<Value> {
        loop {
            let Notification { method, params } = self.told();
            assert_eq!(method, "textDocument/publishDiagnostics", "{params}");
            if params["uri"] == uri && params.get("version").cloned() == version.map(Value::from) {
                return params["diagnostics"].as_array().expect("a list").clone();
            }
        }
    }

    /// The findings in `text` as soon as it is opened.
    pub(crate) fn opened(&mut self, uri: &str, language: &str, text: &str) -> Vec<Value> {
        self.open(uri, language, text);
        self.findings(uri, Some(1))
    }

    /// What is answered about a place in a document.
    pub(crate) fn about(&mut self, method: &str, uri: &str, more: Value) -> Value {
        let mut params = more;
        params["textDocument"] = json!({ "uri": uri });
        self.ask(&format!("textDocument/{method}"), params).expect("an answer")
    }

    /// Takes leave as the protocol asks.
    pub(crate) fn leave(mut self) -> Ended {
        self.ask("shutdown", Value::Null).expect("it shuts down");
        self.tell("exit", Value::Null);
        self.end()
    }

    /// Closes the stream and waits for the end.
    pub(crate) fn end(mut self) -> Ended {
        drop(self.input.take());
        let code = self.child.wait().expect("it ends").code();
        let stderr = self.errors.take().expect("one end").join().expect("its errors");
        Ended { code, stderr }
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The ids of the findings.
pub(crate) fn codes(findings: &[Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["code"].as_str().expect("a code")).collect()
}

/// The finding with this id.
pub(crate) fn finding<'f>(findings: &'f [Value], code: &str) -> &'f Value {
    let found = findings.iter().find(|finding| finding["code"] == code);
    found.unwrap_or_else(|| panic!("{code} in {:?}", codes(findings)))
}

/// The words of `text` at a range whose columns count units of UTF-16.
pub(crate) fn words(text: &str, range: &Value) -> String {
    let at = |end: &str, key: &str| range[end][key].as_u64().expect(key) as usize;
    let lines: Vec<&str> = text.split('\n').collect();
    let (first, last) = (at("start", "line"), at("end", "line"));
    let parts = (first..=last).map(|line| {
        let units: Vec<u16> = lines[line].encode_utf16().collect();
        let from = if line == first { at("start", "character") } else { 0 };
        let to = if line == last { at("end", "character") } else { units.len() };
        String::from_utf16(&units[from..to]).expect("whole characters")
    });
    parts.collect::<Vec<String>>().join("\n")
}

/// `text` after edits of one document, as an editor applies them.
pub(crate) fn edited(text: &str, edits: &Value) -> String {
    let edits: Vec<Value> = edits.as_array().expect("a list").clone();
    let [edit] = &edits[..] else { panic!("one edit: {edits:?}") };
    assert_eq!(edit["range"]["start"], edit["range"]["end"], "nothing is taken out");
    let start = &edit["range"]["start"];
    let (line, column) = (start["line"].as_u64(), start["character"].as_u64());
    let (line, column) = (line.expect("a line") as usize, column.expect("a column") as usize);
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let units: Vec<u16> = lines[line].encode_utf16().collect();
    let part = |units: &[u16]| String::from_utf16(units).expect("whole characters");
    let new = edit["newText"].as_str().expect("a text");
    lines[line] = format!("{}{new}{}", part(&units[..column]), part(&units[column..]));
    lines.join("\n")
}

/// A range on one line.
pub(crate) fn on_line(line: u32, from: u32, to: u32) -> Value {
    json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } })
}

/// What stands where, by the words of the range.
pub(crate) fn by_words<'f>(text: &str, findings: &'f [Value]) -> HashMap<&'f str, String> {
    let code = |finding: &'f Value| finding["code"].as_str().expect("a code");
    findings.iter().map(|finding| (code(finding), words(text, &finding["range"]))).collect()
}
