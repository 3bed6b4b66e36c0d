//! What every markup is reduced to before anything is understood: lines of plain words, each with its place.

use std::ops::Range;

/// One line of the notes without its markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where in the source the words stand, markup between them included.
    pub(super) span: Range<usize>,
    /// The words; no bullet, no indentation, no emphasis marks.
    pub(super) text: String,
    /// The emphasised parts of `text`, in order and apart from each other.
    pub(super) emphasis: Vec<Range<usize>>,
    /// What the line is.
    pub(super) place: Place,
    /// Whether a paragraph, item or heading begins here, rather than goes on.
    pub(super) opens: bool,
}

/// What a line is in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A heading of this level, 1 the highest.
    Heading(u8),
    /// The first line of a list item that is indented by `depth` columns; `marker` is how it is written out.
    Item { depth: usize, marker: String },
    /// A line of text, indented by `depth` columns.
    Text { depth: usize },
    /// A line across the page; it has no words.
    Rule,
    /// The head of a column that holds labels: words about the table, not of the answer.
    Aside,
    /// A label that the layout of a table gives: this cell is the head of what follows.
    Head,
}

impl Line {
    /// How far the line is indented, in columns.
    pub(super) fn depth(&self) -> usize {
        match &self.place {
            Place::Item { depth, .. } | Place::Text { depth } => *depth,
            Place::Heading(_) | Place::Rule | Place::Head | Place::Aside => 0,
        }
    }

    /// The level of the heading that this line is.
    pub(super) fn heading(&self) -> Option<u8> {
        if let Place::Heading(level) = self.place { Some(level) } else { None }
    }

    /// Whether the line is the first of a list item.
    pub(super) fn is_item(&self) -> bool {
        matches!(self.place, Place::Item { .. })
    }

    /// Where the emphasis that the line begins with ends, if it does; marks and emoji before it do not count.
    pub(super) fn lead(&self) -> Option<usize> {
        let first = self.emphasis.first()?;
        let before = &self.text[..first.start];
        (!before.chars().any(char::is_alphanumeric)).then_some(first.end)
    }

    /// Whether all its words are emphasised, as those of a title are.
    pub(super) fn is_bold(&self) -> bool {
        let plain = self.emphasis.iter().fold((0, false), |(from, plain), range| {
            (range.end, plain || has_words(&self.text[from..range.start]))
        });
        !self.emphasis.is_empty() && !plain.1 && !has_words(&self.text[plain.0..])
    }

    /// The part of the line from byte `from` to byte `to` of its text, without the space around it.
    pub(super) fn slice(&self, from: usize, to: usize) -> Self {
        let part = &self.text[from..to];
        let from = from + (part.len() - part.trim_start().len());
        let to = from + part.trim().len();
        let first = self.emphasis.partition_point(|range| range.end <= from);
        let emphasis = self.emphasis[first..]
            .iter()
            .take_while(|range| range.start < to)
            .map(|range| range.start.max(from) - from..range.end.min(to) - from)
            .collect();
        Self {
            span: self.span.clone(),
            text: self.text[from..to].to_owned(),
            emphasis,
            place: self.place.clone(),
            opens: self.opens,
        }
    }

    /// The line from byte `at` of its text on, as a line of text of its own.
    pub(super) fn rest(&self, at: usize) -> Self {
        let place = Place::Text { depth: self.depth() };
        Self { place, opens: true, ..self.slice(at, self.text.len()) }
    }
}

/// Whether there is anything to read in `text`.
pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The text of consecutive lines: bullets as `- `, indented against the shallowest, blank lines kept.
pub(super) fn join(source: &str, lines: &[Line]) -> String {
    let written = || lines.iter().filter(|line| !line.text.is_empty());
    let margin = written().map(Line::depth).min().unwrap_or_default();
    let mut text = String::new();
    let mut end = None;
    for line in written() {
        if let Some(end) = end {
            let gap = source.get(end..line.span.start).unwrap_or_default();
            let breaks = gap.bytes().filter(|byte| *byte == b'\n').count();
            // Between them stood markup of its own lines, a rule or a fence: one blank line is enough.
            let most = if has_words(gap) || gap.contains(['<', '`', '~']) { 2 } else { usize::MAX };
            text.extend(std::iter::repeat_n('\n', breaks.clamp(1, most)));
        }
        text.extend(std::iter::repeat_n(' ', line.depth() - margin));
        if let Place::Item { marker, .. } = &line.place {
            text.push_str(marker);
        }
        text.push_str(&line.text);
        end = Some(line.span.end);
    }
    text
}

/// The lines of a document while it is read: words come in, a line is closed at each break.
#[derive(Default)]
pub(super) struct Builder {
    lines: Vec<Line>,
    open: Option<Line>,
    emphasised: usize,
    /// The parts of the source whose words were taken over.
    covered: Vec<Range<usize>>,
}

impl Builder {
    /// Adds the words `text`, which stand at `span` of the source; `place` is asked for a new line only.
    pub(super) fn words(
        &mut self,
        span: Range<usize>,
        text: &str,
        place: impl FnOnce() -> (Place, bool),
    ) {
        self.covered.push(span.clone());
        let emphasised = self.emphasised > 0;
        let line = self.open.get_or_insert_with(|| {
            let (place, opens) = place();
            Line { span: span.clone(), text: String::new(), emphasis: Vec::new(), place, opens }
        });
        let start = line.text.len();
        line.text.push_str(text);
        line.span.end = line.span.end.max(span.end);
        if emphasised && !text.trim().is_empty() {
            match line.emphasis.last_mut() {
                Some(last) if last.end == start => last.end = line.text.len(),
                _ => line.emphasis.push(start..line.text.len()),
            }
        }
    }

    /// The words that follow are emphasised, until as many calls of [`Builder::plain`].
    pub(super) fn emphasise(&mut self) {
        self.emphasised += 1;
    }

    /// Ends the innermost emphasis.
    pub(super) fn plain(&mut self) {
        self.emphasised = self.emphasised.saturating_sub(1);
    }

    /// Whether a line is open, to which words would be added.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Ends the open line.
    pub(super) fn end_line(&mut self) {
        self.lines.extend(self.open.take());
    }

    /// Ends the open line and adds one without words, a rule or an empty heading.
    pub(super) fn empty(&mut self, at: usize, place: Place) {
        let text = String::new();
        self.push(Line { span: at..at, text, emphasis: Vec::new(), place, opens: true });
    }

    /// Adds a whole line.
    pub(super) fn push(&mut self, line: Line) {
        self.end_line();
        self.covered.push(line.span.clone());
        self.lines.push(line);
    }

    /// Adds a whole line of which only the parts `spans` of the source are words.
    pub(super) fn push_covering(&mut self, line: Line, spans: impl Iterator<Item = Range<usize>>) {
        self.end_line();
        self.covered.extend(spans);
        self.lines.push(line);
    }

    /// Takes the lines from number `from` on back out, the open one included.
    pub(super) fn take_from(&mut self, from: usize) -> Vec<Line> {
        self.end_line();
        self.lines.split_off(from.min(self.lines.len()))
    }

    /// How many lines are closed.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The lines, and the parts of the source whose words they hold.
    pub(super) fn finish(mut self) -> (Vec<Line>, Vec<Range<usize>>) {
        self.end_line();
        (self.lines, self.covered)
    }
}
