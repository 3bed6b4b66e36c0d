//! Messages on a stream: a header with the length, and that much JSON.
//!
//! `lsp-server` has its own threads for this; they end at the first message that is no JSON, quote it in the error,
//! and take whatever memory a length asks for.

use std::io::{self, BufRead, Read, Write};

use anyhow::{Result, bail};
use lsp_server::{ErrorCode, Notification, Request, RequestId};
use serde_json::{Value, json};

/// The largest message that is read, in bytes: a text at the limit, each of its characters as a JSON escape.
const MAX_MESSAGE: u64 = 8 << 20;
/// The longest line of a header.
const MAX_HEADER: u64 = 4096;

const LOST: &str = "what comes in is no message of the language server protocol; an editor has to start this command";

/// What the editor sends.
#[derive(Debug)]
pub(super) enum Incoming {
    Request(Request),
    Notification(Notification),
    /// An answer to something this server asked; it asks nothing.
    Response,
    /// A message that cannot be read; those after it can.
    Malformed(ErrorCode, &'static str),
}

/// The next message; none at the end of the stream.
///
/// # Errors
/// Those of reading; a header without a length, after which no message can be told from the next.
pub(super) fn read(input: &mut impl BufRead) -> Result<Option<Incoming>> {
    let Some(length) = header(input)? else { return Ok(None) };
    if length > MAX_MESSAGE {
        io::copy(&mut input.take(length), &mut io::sink())?;
        return Ok(Some(Incoming::Malformed(ErrorCode::InvalidRequest, "larger than 8 MiB")));
    }
    let mut body = Vec::new();
    if input.take(length).read_to_end(&mut body)? as u64 != length {
        return Ok(None);
    }
    Ok(Some(incoming(&body)))
}

/// The length that a header gives; none where the stream ends.
fn header(input: &mut impl BufRead) -> Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.take(MAX_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let Some(field) = line.strip_suffix('\n') else { bail!(LOST) };
        match field.trim().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok();
            }
            Some(_) => {}
            None if field.trim().is_empty() => match length {
                Some(length) => return Ok(Some(length)),
                None => bail!(LOST),
            },
            None => bail!(LOST),
        }
    }
}

fn incoming(body: &[u8]) -> Incoming {
    let Ok(value) = serde_json::from_slice::<Value>(body) else {
        return Incoming::Malformed(ErrorCode::ParseError, "not JSON");
    };
    message(value).unwrap_or(Incoming::Malformed(ErrorCode::InvalidRequest, "not a message"))
}

/// What `value` asks or tells; none where it does neither, as a list does, which is a batch in JSON-RPC and nothing here.
fn message(value: Value) -> Option<Incoming> {
    let Value::Object(mut fields) = value else { return None };
    let params = fields.remove("params").unwrap_or_default();
    let id = match fields.remove("id") {
        None | Some(Value::Null) => None,
        Some(Value::String(id)) => Some(RequestId::from(id)),
        Some(id) => Some(RequestId::from(i32::try_from(id.as_i64()?).ok()?)),
    };
    match (fields.remove("method"), id) {
        (Some(Value::String(method)), Some(id)) => {
            Some(Incoming::Request(Request { id, method, params }))
        }
        (Some(Value::String(method)), None) => {
            Some(Incoming::Notification(Notification { method, params }))
        }
        (None, Some(_)) => Some(Incoming::Response),
        _ => None,
    }
}

/// Says that a message could not be read; which request it was, if one, is not known.
pub(super) fn refuse(code: ErrorCode, why: &str, output: &mut impl Write) -> io::Result<()> {
    let error = json!({ "code": code as i32, "message": why });
    let body = json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use lsp_server::ErrorCode;

    use super::{Incoming, read};

    fn all(stream: &str) -> Vec<Result<Incoming, String>> {
        let mut input = Cursor::new(stream.to_owned());
        std::iter::from_fn(|| read(&mut input).map_err(|error| error.to_string()).transpose())
            .take(5)
            .collect()
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn a_message_that_cannot_be_read_does_not_take_the_next_with_it() {
        let good = r#"{"method":"exit"}"#;
        for (bad, code) in [
            ("{", ErrorCode::ParseError),
            ("\u{1}", ErrorCode::ParseError),
            ("[]", ErrorCode::InvalidRequest),
            (r#"{"method":"x","id":5.5}"#, ErrorCode::InvalidRequest),
        ] {
            let read = all(&(framed(bad) + &framed(good)));
            assert!(
                matches!(read[..], [Ok(Incoming::Malformed(found, _)), Ok(Incoming::Notification(_))] if found as i32 == code as i32),
                "{bad}: {read:?}"
            );
        }
        let long = " ".repeat(9 << 20);
        let read = all(&(framed(&long) + &framed(good)));
        assert!(matches!(read[..], [Ok(Incoming::Malformed(..)), Ok(Incoming::Notification(_))]));
    }

    #[test]
    fn no_length_takes_memory_that_the_stream_does_not_fill() {
        for length in ["7", "8000000", "18446744073709551615"] {
            let stream = format!("Content-Length: {length}\r\n\r\n{{}}");
            assert!(all(&stream).iter().all(|read| matches!(read, Ok(Incoming::Malformed(..)))));
        }
    }

    #[test]
    fn a_header_without_a_length_ends_it() {
        let endless = "x".repeat(10_000);
        for stream in
            ["hello\n", "\r\n{}", "Content-Length: -1\r\n\r\n", "a: b\r\n\r\n{}", &endless]
        {
            assert!(matches!(all(stream)[..], [Err(_), ..]), "{stream:.20}");
        }
    }
}
