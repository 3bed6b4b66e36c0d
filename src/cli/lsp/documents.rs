//! The texts that the editor has open.

use std::collections::BTreeMap;

use lsp_types::Range;
use serde::Deserialize;

use super::judged::Judged;
use super::page::{Columns, Page};
use crate::cli::settings::Settings;

/// A text that the editor has open.
#[derive(Debug)]
pub(super) struct Document {
    /// A file name by which readers tell its markup.
    name: String,
    version: Option<i32>,
    pub(super) page: Page,
    judged: Judged,
    /// Whether `judged` is about an earlier text.
    is_stale: bool,
    /// Whether the editor has heard of the newest text.
    is_told: bool,
}

/// The texts that the editor has open, by their address.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: BTreeMap<String, Document>,
    /// Closed since the editor last heard of findings.
    closed: Vec<String>,
}

/// `textDocument/didOpen`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Opened {
    text_document: Item,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    uri: String,
    #[serde(default)]
    language_id: String,
    version: Option<i32>,
    text: String,
}

/// `textDocument/didChange`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Changed {
    text_document: Versioned,
    content_changes: Vec<Change>,
}

/// `textDocument/didClose`, and the document in any other message.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Closed {
    text_document: Versioned,
}

#[derive(Deserialize)]
struct Versioned {
    uri: String,
    version: Option<i32>,
}

#[derive(Deserialize)]
struct Change {
    range: Option<Range>,
    text: String,
}

impl Documents {
    pub(super) fn open(&mut self, opened: Opened, columns: Columns) {
        let Item { uri, language_id, version, text } = opened.text_document;
        let document = Document {
            name: name(&uri, &language_id),
            version,
            page: Page::new(text, columns),
            judged: Judged::default(),
            is_stale: true,
            is_told: false,
        };
        self.open.insert(uri, document);
    }

    /// Takes over edits, each counted in the text that the one before has left.
    pub(super) fn change(&mut self, changed: Changed) {
        let Versioned { uri, version } = changed.text_document;
        let Some(document) = self.open.get_mut(&uri) else { return };
        for change in changed.content_changes {
            document.page.replace(change.range, &change.text);
        }
        document.version = version;
        document.is_stale = true;
        document.is_told = false;
    }

    pub(super) fn close(&mut self, closed: Closed) {
        let uri = closed.text_document.uri;
        if self.open.remove(&uri).is_some() {
            self.closed.push(uri);
        }
    }

    pub(super) fn close_all(&mut self) {
        self.closed.extend(std::mem::take(&mut self.open).into_keys());
    }

    /// The text at `uri` and what is to be said of it.
    pub(super) fn judged(&mut self, uri: &str, settings: &Settings) -> Option<(&Page, &Judged)> {
        let document = self.open.get_mut(uri)?;
        document.judge(settings);
        Some((&document.page, &document.judged))
    }

    /// Calls `tell` with each text that the editor has not heard of since it changed; with none where it was closed.
    pub(super) fn news(
        &mut self,
        settings: &Settings,
        mut tell: impl FnMut(&str, Option<i32>, Option<(&Page, &Judged)>),
    ) {
        for uri in std::mem::take(&mut self.closed) {
            tell(&uri, None, None);
        }
        for (uri, document) in self.open.iter_mut().filter(|(_, document)| !document.is_told) {
            document.judge(settings);
            document.is_told = true;
            tell(uri, document.version, Some((&document.page, &document.judged)));
        }
    }
}

impl Document {
    fn judge(&mut self, settings: &Settings) {
        if self.is_stale {
            self.judged = Judged::new(&self.name, self.page.text(), settings, &self.judged);
            self.is_stale = false;
        }
    }
}

/// A file name whose ending tells the markup: as the editor knows it, else as the file is called.
fn name(uri: &str, language: &str) -> String {
    let ending = match language {
        "markdown" => "md",
        "yaml" => "yaml",
        "org" => "org",
        "html" => "html",
        "json" => "json",
        _ => return uri.rsplit('/').next().unwrap_or(uri).to_owned(),
    };
    format!("draft.{ending}")
}
