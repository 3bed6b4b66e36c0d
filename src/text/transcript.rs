use std::borrow::Cow;

use super::Span;

/// What a speech-to-text program heard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transcript {
    /// Everything said, without times and markup.
    pub text: String,
    /// When which part of it was said, in the order of the file; none for plain text.
    pub cues: Vec<Cue>,
}

/// A part of a transcript with its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The part of the text.
    pub span: Span,
    /// When it begins, in milliseconds.
    pub from: u64,
    /// When it ends.
    pub to: u64,
}

impl Transcript {
    /// Reads `WebVTT`, `SubRip`, or lines like `[00:01.000 --> 00:04.000] text`; text without any such times is taken as
    /// it is. Nothing is refused: what is broken is text.
    pub fn read(text: &str) -> Self {
        if !text.lines().any(|line| timing(line.trim()).is_some()) {
            return Self { text: text.trim().to_owned(), cues: Vec::new() };
        }
        let mut reader = Reader::default();
        let is_vtt = text.trim_start().starts_with("WEBVTT");
        for line in text.lines().map(str::trim) {
            reader.take(line, is_vtt);
        }
        reader.end()
    }

    /// From the first word to the last, in seconds; `None` without times.
    pub fn seconds(&self) -> Option<u32> {
        let from = self.cues.iter().map(|cue| cue.from).min()?;
        let to = self.cues.iter().map(|cue| cue.to).max()?;
        Some(u32::try_from((to - from).div_ceil(1000)).unwrap_or(u32::MAX))
    }

    /// When the byte `at` is said, in milliseconds, as if each cue were spoken evenly.
    pub fn time(&self, at: usize) -> Option<u64> {
        let after = self.cues.partition_point(|cue| cue.span.start <= at);
        let cue = self.cues.get(after.saturating_sub(1))?;
        let share = at.clamp(cue.span.start, cue.span.end) - cue.span.start;
        let long = u128::from(cue.to - cue.from) * share as u128 / cue.span.len().max(1) as u128;
        Some(cue.from.saturating_add(u64::try_from(long).unwrap_or(u64::MAX)))
    }
}

/// Takes lines one by one. What a line is shows only by the next: before times it is a cue's number.
#[derive(Default)]
struct Reader<'t> {
    transcript: Transcript,
    held: Option<Held<'t>>,
    /// Times of the cue that is open, and where its words begin.
    open: Option<(u64, u64, usize)>,
    /// The line kept last: captions that roll up begin with it again.
    last: String,
    after_blank: bool,
    skips: bool,
}

struct Held<'t> {
    line: &'t str,
    after_blank: bool,
}

impl<'t> Reader<'t> {
    fn take(&mut self, line: &'t str, is_vtt: bool) {
        let after_blank = std::mem::replace(&mut self.after_blank, line.is_empty());
        if let Some((from, to, said)) = timing(line) {
            let number = self.held.take().filter(|held| {
                !held.after_blank && !held.line.bytes().all(|byte| byte.is_ascii_digit())
            });
            self.keep(number);
            self.close();
            self.skips = false;
            self.open = Some((from, to, self.transcript.text.len()));
            self.held = Some(Held { line: said, after_blank: false });
        } else if line.is_empty() {
            let held = self.held.take();
            self.keep(held);
            self.skips = false;
        } else if is_vtt && (after_blank || self.open.is_none()) && is_aside(line) {
            let held = self.held.take();
            self.keep(held);
            self.skips = true;
        } else if !self.skips {
            let held = self.held.replace(Held { line, after_blank });
            self.keep(held);
        }
    }

    /// Adds what was held back to the open cue. Before the first cue stands nothing that was said.
    fn keep(&mut self, held: Option<Held<'t>>) {
        let (Some(Held { line, .. }), Some((_, _, start))) = (held, self.open) else { return };
        let line = plain(line);
        let line = line.trim();
        let text = &mut self.transcript.text;
        // Three words or more: "um" is said twice in a row.
        let rolls = text.len() == start && line == self.last && line.split(' ').count() > 2;
        if line.is_empty() || rolls {
            return;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
        line.clone_into(&mut self.last);
    }

    fn close(&mut self) {
        let Some((from, to, start)) = self.open.take() else { return };
        let end = self.transcript.text.len();
        if end > start {
            let start = if start == 0 { 0 } else { start + 1 };
            self.transcript.cues.push(Cue { span: Span::new(start, end), from, to });
        }
    }

    fn end(mut self) -> Transcript {
        let held = self.held.take();
        self.keep(held);
        self.close();
        self.transcript
    }
}

/// Whether a block of `WebVTT` that begins with `line` is no speech.
fn is_aside(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    matches!(first, "WEBVTT" | "NOTE" | "STYLE" | "REGION")
}

/// Start and end on a line of times, and what is said on the same line where it stands in brackets.
fn timing(line: &str) -> Option<(u64, u64, &str)> {
    let bracketed = line.strip_prefix('[');
    let (from, rest) = bracketed.unwrap_or(line).split_once("-->")?;
    let rest = rest.trim_start();
    let end = rest.find(|c: char| c.is_whitespace() || c == ']').unwrap_or(rest.len());
    let (to, rest) = rest.split_at(end);
    let (from, to) = (milliseconds(from.trim())?, milliseconds(to)?);
    let said = if bracketed.is_some() { rest.strip_prefix(']')? } else { "" };
    Some((from, to.max(from), said.trim()))
}

/// `01:02:03.456`, `02:03,456` or `3.456`.
fn milliseconds(time: &str) -> Option<u64> {
    let (whole, fraction) = time.split_once(['.', ',']).unwrap_or((time, "0"));
    let is_number = |part: &str| {
        (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut seconds = 0;
    for (index, part) in whole.split(':').enumerate() {
        if index > 2 || !is_number(part) {
            return None;
        }
        seconds = seconds * 60 + part.parse::<u64>().ok()?;
    }
    is_number(fraction).then_some(())?;
    let thousandths: u64 = format!("{fraction:0<3}")[..3].parse().ok()?;
    Some(seconds * 1000 + thousandths)
}

/// `line` without tags (`<i>`, `<v Ann>`, `<00:01.500>`, `{\an8}`) and with its entities as characters.
fn plain(line: &str) -> Cow<'_, str> {
    let line = without(without(Cow::Borrowed(line), '<', '>'), '{', '}');
    if !line.contains('&') {
        return line;
    }
    let entities = [("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", ""), ("&lt;", "<"), ("&gt;", ">")];
    let decoded =
        entities.iter().fold(line.into_owned(), |line, (entity, c)| line.replace(entity, c));
    Cow::Owned(decoded.replace("&amp;", "&"))
}

/// Without what stands between `open` and `close`, where the first character after `open` makes it a tag.
fn without(line: Cow<'_, str>, open: char, close: char) -> Cow<'_, str> {
    let Some(last) = line.rfind(close).filter(|_| line.contains(open)) else { return line };
    let mut kept = String::with_capacity(line.len());
    let mut at = 0;
    // Behind the last `close` nothing is looked for, so that many an `open` costs no more than one.
    while let Some(start) = line[at..last].find(open).map(|start| at + start) {
        let is_tag = line[start + 1..]
            .starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '\\'));
        let end = line[start..].find(close).map_or(line.len(), |end| start + end + 1);
        kept.push_str(&line[at..start]);
        if !is_tag {
            kept.push_str(&line[start..end]);
        }
        at = end;
        if at > last {
            break;
        }
    }
    kept.push_str(&line[at..]);
    Cow::Owned(kept)
}

#[cfg(test)]
#[path = "transcript_tests.rs"]
mod tests;
