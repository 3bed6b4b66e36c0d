//! The protocol: what may be asked when, and who answers it.

use lsp_server::{ErrorCode, Notification, Request, Response};
use lsp_types::{Position, Range};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use starcoach::text::visible;

use super::documents::Documents;
use super::page::Columns;
use super::{actions, diagnostics, hints, hover};
use crate::cli::Exit;
use crate::cli::settings::Settings;

/// What the server knows of the editor.
#[derive(Debug, Default)]
pub(super) struct Server {
    settings: Settings,
    state: State,
    columns: Columns,
    documents: Documents,
    /// Why the settings are the defaults, as long as the editor has not been told.
    complaint: Option<String>,
}

/// How far the editor is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Before,
    Working,
    Leaving,
}

/// What the requests about a place in a document have in common.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    text_document: Address,
    position: Option<Position>,
    range: Option<Range>,
    #[serde(default)]
    context: Context,
}

#[derive(Deserialize)]
struct Address {
    uri: String,
}

#[derive(Default, Deserialize)]
struct Context {
    only: Option<Vec<String>>,
}

type Answer = Result<Value, (ErrorCode, String)>;

impl Server {
    /// A server with these settings; with the defaults and a word to the editor where there are none.
    pub(super) fn new(settings: anyhow::Result<Settings>) -> Self {
        match settings {
            Ok(settings) => Self { settings, ..Self::default() },
            Err(error) => {
                let complaint = visible(&format!("starcoach: {error:#}")).into_owned();
                Self { complaint: Some(complaint), ..Self::default() }
            }
        }
    }

    /// Answers `request`.
    pub(super) fn request(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let answer = match (self.state, &*method) {
            (State::Before, "initialize") => Ok(self.initialize(&params)),
            (State::Before, _) => {
                Err((ErrorCode::ServerNotInitialized, "initialize comes first".to_owned()))
            }
            (State::Leaving, _) => {
                Err((ErrorCode::InvalidRequest, "the server is shutting down".to_owned()))
            }
            (State::Working, "initialize") => {
                Err((ErrorCode::InvalidRequest, "initialized already".to_owned()))
            }
            (State::Working, "shutdown") => {
                self.state = State::Leaving;
                Ok(Value::Null)
            }
            (State::Working, method) => self.ask(method, params),
        };
        match answer {
            Ok(result) => Response::new_ok(id, result),
            Err((code, message)) => Response::new_err(id, code as i32, message),
        }
    }

    fn initialize(&mut self, params: &Value) -> Value {
        let offered = params.pointer("/capabilities/general/positionEncodings");
        let offered = offered.and_then(Value::as_array).into_iter().flatten();
        self.columns = if offered.into_iter().any(|own| own == Columns::Utf8.id()) {
            Columns::Utf8
        } else {
            Columns::Utf16
        };
        self.state = State::Working;
        json!({
            "capabilities": {
                "positionEncoding": self.columns.id(),
                "textDocumentSync": { "openClose": true, "change": 2 },
                "hoverProvider": true,
                "codeActionProvider": { "codeActionKinds": [actions::KIND] },
                "inlayHintProvider": true,
            },
            "serverInfo": { "name": "starcoach", "version": env!("CARGO_PKG_VERSION") },
        })
    }

    fn ask(&mut self, method: &str, params: Value) -> Answer {
        if !["textDocument/hover", "textDocument/codeAction", "textDocument/inlayHint"]
            .contains(&method)
        {
            return Err((ErrorCode::MethodNotFound, format!("{} is not known", visible(method))));
        }
        let wrong = || (ErrorCode::InvalidParams, "a place in a document is needed".to_owned());
        let asked: Asked = parsed(params).ok_or_else(wrong)?;
        let uri = &*asked.text_document.uri;
        let Some((page, judged)) = self.documents.judged(uri, &self.settings) else {
            return Ok(Value::Null);
        };
        let answer = match method {
            "textDocument/hover" => {
                let position = asked.position.ok_or_else(wrong)?;
                json!(hover::hover(judged, page, position))
            }
            "textDocument/codeAction" => {
                let range = asked.range.ok_or_else(wrong)?;
                let only = asked.context.only;
                let wanted = only.is_none_or(|only| only.iter().any(|kind| kind == actions::KIND));
                json!(if wanted { actions::actions(judged, page, uri, range) } else { Vec::new() })
            }
            _ => {
                let range = asked.range.ok_or_else(wrong)?;
                json!(hints::hints(judged, page, range, &self.settings))
            }
        };
        Ok(answer)
    }

    /// Takes note of `notification`; the exit code where it is the last.
    pub(super) fn notification(&mut self, notification: Notification) -> Option<Exit> {
        let Notification { method, params } = notification;
        if method == "exit" {
            let took_leave = self.state == State::Leaving;
            return Some(if took_leave { Exit::Fine } else { Exit::FallsShort });
        }
        if self.state != State::Working {
            return None;
        }
        let taken = match &*method {
            "textDocument/didOpen" => {
                parsed(params).map(|opened| self.documents.open(opened, self.columns))
            }
            "textDocument/didChange" => {
                parsed(params).map(|changed| self.documents.change(changed))
            }
            "textDocument/didClose" => parsed(params).map(|closed| self.documents.close(closed)),
            _ => Some(()),
        };
        if taken.is_none() {
            self.forget();
        }
        None
    }

    /// Gives up all texts: a message that was lost may have changed any of them.
    pub(super) fn forget(&mut self) {
        self.documents.close_all();
    }

    /// What the editor has not heard yet.
    pub(super) fn news(&mut self) -> Vec<Notification> {
        if self.state != State::Working {
            return Vec::new();
        }
        let complaint = self.complaint.take().map(|message| {
            // Type 1 is an error.
            Notification::new(
                "window/showMessage".to_owned(),
                json!({ "type": 1, "message": message }),
            )
        });
        let mut news: Vec<Notification> = complaint.into_iter().collect();
        let settings = &self.settings;
        self.documents.news(settings, |uri, version, judged| {
            let found = judged
                .map(|(page, judged)| diagnostics::diagnostics(judged, page, settings))
                .unwrap_or_default();
            let mut params = json!({ "uri": uri, "diagnostics": found });
            if let Some(version) = version {
                params["version"] = version.into();
            }
            news.push(Notification::new("textDocument/publishDiagnostics".to_owned(), params));
        });
        news
    }

    /// How the program ends where the editor goes away without a word.
    pub(super) fn left_without_leave(&self) -> Exit {
        if self.state == State::Leaving { Exit::Fine } else { Exit::FallsShort }
    }
}

fn parsed<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}
