use std::collections::HashSet;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError};

use crate::text::Fault;

/// The deepest nesting of lists and mappings that is read; packs need six levels.
const MAX_DEPTH: usize = 64;

const ALIAS: &str = "`*` refers to an anchor, and anchors are not read";
const ALIAS_CURE: &str = "put a text that begins with `*` in quotes";
const DEPTH_CURE: &str = "flatten it; a text that begins with `[` or `{` needs quotes";
const TAB_CURE: &str = "indent with spaces; YAML allows no tabs there";

/// The events of the text, watched for what serde must not see.
pub(super) struct Guard<'t> {
    source: &'t str,
    text: &'t str,
    /// The lists and mappings that are open, outermost first.
    open: Vec<Open>,
    documents: usize,
}

enum Open {
    List,
    /// Keys seen so far, and the key whose value comes next.
    Mapping(HashSet<String>, Option<String>),
}

pub(super) type Place = saphyr_parser::Span;

impl<'t> Guard<'t> {
    pub(super) fn new(source: &'t str, text: &'t str) -> Self {
        Self { source, text, open: Vec::new(), documents: 0 }
    }

    /// All events, once each was found safe: parsing a second time would be felt where there are many packs.
    pub(super) fn check(mut self) -> Result<Vec<(Event<'t>, Place)>, Fault> {
        let mut events = Vec::new();
        for next in Parser::new_from_str(self.text) {
            let (event, place) = next.map_err(|error| self.syntax(&error))?;
            self.event(&event, place)?;
            events.push((event, place));
        }
        if self.documents == 0 {
            return Err(self.fault(
                Place::default(),
                "the file is empty",
                "write something in it, or move it away",
            ));
        }
        Ok(events)
    }

    fn event(&mut self, event: &Event<'t>, place: Place) -> Result<(), Fault> {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(self.fault(
                        place,
                        "a second document starts here",
                        "keep one document a file: remove the `---`",
                    ));
                }
            }
            Event::Alias(_) => return Err(self.fault(place, ALIAS, ALIAS_CURE)),
            Event::Scalar(value, style, anchor, _) => {
                self.refuse_anchor(*anchor, place)?;
                self.scalar(value, *style, place)?;
            }
            Event::SequenceStart(anchor, _) => {
                self.refuse_anchor(*anchor, place)?;
                self.value();
                self.push(Open::List, place)?;
            }
            Event::MappingStart(anchor, _) => {
                self.refuse_anchor(*anchor, place)?;
                self.value();
                self.push(Open::Mapping(HashSet::new(), None), place)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.open.pop();
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn push(&mut self, open: Open, place: Place) -> Result<(), Fault> {
        self.open.push(open);
        if self.open.len() > MAX_DEPTH {
            return Err(self.fault(place, &too_deep(), DEPTH_CURE));
        }
        Ok(())
    }

    /// A scalar is either the next key of the innermost mapping or a value.
    fn scalar(&mut self, text: &str, style: ScalarStyle, place: Place) -> Result<(), Fault> {
        let empty =
            style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL");
        match self.open.last_mut() {
            Some(Open::Mapping(keys, next @ None)) => {
                if !keys.insert(text.to_owned()) {
                    let problem = format!("the key `{text}` stands here a second time");
                    return Err(self.fault(place, &problem, "remove one of the two, or rename it"));
                }
                *next = Some(text.to_owned());
            }
            Some(Open::Mapping(_, Some(key))) if empty => {
                let problem = format!("the key `{key}` has no value");
                return Err(self.fault(
                    place,
                    &problem,
                    "write its text after the colon, or \"\" for none, or remove the key",
                ));
            }
            Some(Open::List) if empty => {
                return Err(self.fault(
                    place,
                    "a list item without a value",
                    "write its text after the dash, or remove the item",
                ));
            }
            None if empty => {
                return Err(self.fault(
                    place,
                    "the file holds nothing",
                    "start it with a key, such as `questions:`",
                ));
            }
            _ => self.value(),
        }
        Ok(())
    }

    /// Notes that the innermost mapping has got the value of its key.
    fn value(&mut self) {
        if let Some(Open::Mapping(_, next)) = self.open.last_mut() {
            *next = None;
        }
    }

    fn refuse_anchor(&self, anchor: usize, place: Place) -> Result<(), Fault> {
        if anchor == 0 {
            return Ok(());
        }
        Err(self.fault(
            place,
            "`&` names an anchor, and anchors are not read",
            "put a text that begins with `&` in quotes",
        ))
    }

    fn syntax(&self, error: &ScanError) -> Fault {
        let (line, column) = self.place(error.marker());
        let content = self.text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        // The parser may report a tab at the end of what stands before it, on an earlier line.
        let tab = (line..line + 2).find_map(|line| Some((line, self.tab_indenting(line)?)));
        if let Some(place) = tab.filter(|(found, _)| *found == line || error.info().contains("tab"))
        {
            return Fault::at(self.source, self.text, place, "a tab indents this line", TAB_CURE);
        }
        let (column, problem, cure) = match error.info() {
            info if info.contains("unknown anchor") => (column, ALIAS.to_owned(), ALIAS_CURE),
            "recursion limit exceeded" => (column, too_deep(), DEPTH_CURE),
            info => (column, format!("not valid YAML: {info}"), cure_for(content)),
        };
        Fault::at(self.source, self.text, (line, column), &problem, cure)
    }

    /// The column of a tab among the blanks that begin `line`.
    fn tab_indenting(&self, line: usize) -> Option<usize> {
        let content = self.text.lines().nth(line.saturating_sub(1))?;
        let blanks = content.chars().take_while(|c| c.is_whitespace());
        blanks.enumerate().find(|(_, c)| *c == '\t').map(|(before, _)| before + 1)
    }

    fn fault(&self, place: Place, problem: &str, cure: &str) -> Fault {
        Fault::at(self.source, self.text, self.place(&place.start), problem, cure)
    }

    /// Line and column of `marker`; what is missing at the very end is said of the last line, for there is none after it.
    fn place(&self, marker: &Marker) -> (usize, usize) {
        let lines = self.text.lines().count().max(1);
        if marker.line() > lines {
            let last = self.text.lines().last().unwrap_or_default();
            return (lines, last.chars().count() + 1);
        }
        (marker.line().max(1), marker.col() + 1)
    }
}

fn too_deep() -> String {
    format!("lists and mappings are nested deeper than {MAX_DEPTH}")
}

/// The likeliest cure for a line that the parser cannot read.
fn cure_for(line: &str) -> &'static str {
    let value = line.split_once(": ").map_or("", |(_, value)| value.trim_start());
    if value.contains(": ") {
        "a text with a colon and a space in it needs quotes, or goes on lines of its own after `|`"
    } else if value.starts_with(['*', '&', '@', '`', '%', '!', '|', '>', '{', '[', '#']) {
        "a text that begins with a sign needs quotes"
    } else {
        "check quotes, colons and indentation here and on the line before"
    }
}
