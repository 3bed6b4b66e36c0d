//! JSON Lines read one at a time, however many there are.

use std::io::{self, BufRead, Read};

use super::{Found, read_json_line};
use crate::text::{Fault, MAX_BYTES, decode};

/// The answers of a stream of JSON Lines, each once its line has come; blank lines are passed over.
///
/// A line that is no answer, or longer than 1 MiB, is a [`Fault`] and the next ones go on; after an error of reading
/// there is no next one.
#[derive(Debug)]
pub struct JsonLines<'s, R> {
    source: &'s str,
    input: R,
    /// The line read last, with its end.
    line: Vec<u8>,
    number: usize,
}

impl<'s, R: BufRead> JsonLines<'s, R> {
    /// The lines of `input`, which is called `source` in messages.
    pub fn new(source: &'s str, input: R) -> Self {
        Self { source, input, line: Vec::new(), number: 0 }
    }

    fn take_line(&mut self) -> io::Result<Option<Result<Found, Fault>>> {
        loop {
            self.line.clear();
            self.number += 1;
            let limit = MAX_BYTES as u64 + 1;
            let length = self.input.by_ref().take(limit).read_until(b'\n', &mut self.line)?;
            if length == 0 {
                return Ok(None);
            }
            if length as u64 == limit && self.line.last() != Some(&b'\n') {
                skip_line(&mut self.input)?;
                return Ok(Some(Err(too_long(self.source, self.number))));
            }
            if !self.line.trim_ascii().is_empty() {
                return Ok(Some(self.answer()));
            }
        }
    }

    fn answer(&self) -> Result<Found, Fault> {
        let text = decode(self.source, &self.line)
            .map_err(|fault| Fault { line: self.number, ..fault })?;
        read_json_line(self.source, text.trim_end(), self.number)
    }
}

impl<R: BufRead> Iterator for JsonLines<'_, R> {
    type Item = io::Result<Result<Found, Fault>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.take_line().transpose()
    }
}

fn too_long(source: &str, number: usize) -> Fault {
    let problem = "a line longer than 1 MiB, the most that one draft may have";
    Fault::at(source, "", (number, 1), problem, "keep one draft a line")
}

/// Reads on to the next line without keeping what is read.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let held = input.fill_buf()?;
        let (used, done) = match held.iter().position(|&byte| byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (held.len(), held.is_empty()),
        };
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::JsonLines;
    use crate::text::MAX_BYTES;

    #[test]
    fn each_line_is_read_by_itself_and_bad_ones_stop_nothing() {
        let long = "x".repeat(MAX_BYTES + 5);
        let stream = format!("{{\"text\":\"a\"}}\n\n{long}\n{{}}\n{{\"task\":\"b\"}}");
        let lines: Vec<_> = JsonLines::new("f", stream.as_bytes())
            .map(|line| line.expect("readable").map(|found| found.first_line))
            .collect();
        let places: Vec<_> = lines.iter().map(|line| line.as_ref().map_err(|f| f.line)).collect();
        assert_eq!(places, [Ok(&1), Err(3), Err(4), Ok(&5)]);
    }
}
