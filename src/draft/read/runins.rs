//! Labels in the middle of a line: "(S) We had … (T) I had to …", "**Situation:** … **Task:** …".

use super::labels::{Form, hit};
use super::line::{Line, Place};
use super::names::{Label, Weight};
use crate::draft::Section;

/// How far a label is looked for after the place where it may begin, in bytes.
const WINDOW: usize = 100;

/// The lines without the space around them, those with several labels cut before each.
pub(super) fn cut(lines: Vec<Line>) -> Vec<Line> {
    let mut cut = Vec::with_capacity(lines.len());
    for line in lines {
        let line =
            if line.text.trim() == line.text { line } else { line.slice(0, line.text.len()) };
        let places = places(&line);
        if places.is_empty() {
            cut.push(line);
            continue;
        }
        let ends = places.iter().copied().skip(1).chain([line.text.len()]);
        cut.push(line.slice(0, places[0]));
        for (from, to) in places.iter().copied().zip(ends) {
            let piece = line.slice(from, to);
            cut.push(Line { place: Place::Text { depth: line.depth() }, opens: true, ..piece });
        }
        cut.retain(|line| !line.text.is_empty() || line.place == Place::Rule);
    }
    cut
}

/// Where in the line a label begins that is not at its beginning.
fn places(line: &Line) -> Vec<usize> {
    if matches!(line.place, Place::Heading(_) | Place::Rule | Place::Head | Place::Aside) {
        return Vec::new();
    }
    let first = label(line, 0);
    let mut seen = [false; 4];
    if let Some((section, ..)) = first {
        seen[section.index()] = true;
    }
    let mut latest = first.map(|(section, ..)| section);
    let mut from = first.map_or(0, |(_, _, end)| end);
    let mut places = Vec::new();
    let mut set_off = first.is_some_and(|(_, apart, _)| apart);
    for at in candidates(line) {
        if at < from {
            continue;
        }
        let Some((section, apart, end)) = label(line, at) else { continue };
        // Told in order; whoever writes all of it on one line does not jump about.
        if latest.is_some_and(|latest| section <= latest) {
            continue;
        }
        latest = Some(section);
        from = at + end;
        seen[section.index()] = true;
        set_off &= apart;
        places.push(at);
    }
    let distinct = seen.iter().filter(|seen| **seen).count();
    if distinct >= 3 || distinct == 2 && set_off { places } else { Vec::new() }
}

/// The section that a label at byte `at` opens, whether emphasis or brackets set it off, and its bytes.
fn label(line: &Line, at: usize) -> Option<(Section, bool, usize)> {
    let end = (at + WINDOW).min(line.text.len());
    let end = (end..=line.text.len()).find(|end| line.text.is_char_boundary(*end))?;
    let window = line.slice(at, end);
    let hit = hit(&window)?;
    let bracketed = window.text.starts_with(['(', '[']);
    let apart = hit.form == Form::Bold || bracketed;
    let section = match hit.label {
        Label::Section(section) => section,
        Label::Challenge if hit.weight > Weight::Letter => Section::Situation,
        _ => return None,
    };
    // In running text only a colon or brackets tell a label from a word.
    let plain = hit.form == Form::Colon && hit.weight != Weight::Weak;
    (at == 0 || apart || plain).then_some((section, apart, hit.end))
}

/// Where a label may begin: at emphasis, at a bracket, after the end of a sentence.
fn candidates(line: &Line) -> Vec<usize> {
    let text = &line.text;
    let mut found: Vec<usize> =
        line.emphasis.iter().map(|range| range.start).filter(|at| *at > 0).collect();
    found.extend(text.match_indices(['(', '[']).map(|(at, _)| at).filter(|at| *at > 0));
    let mut ended = false;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() && ended {
            found.push(at);
        }
        ended = matches!(c, '.' | '!' | '?' | ';' | '|' | '/' | '→' | ',' | '-' | '–' | '—' | '…')
            || ended && !c.is_alphanumeric();
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::draft::read::line::{Line, Place};

    fn pieces(text: &str) -> Vec<String> {
        let line = Line {
            span: 0..text.len(),
            text: text.to_owned(),
            emphasis: Vec::new(),
            place: Place::Text { depth: 0 },
            opens: true,
        };
        cut(vec![line]).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn an_answer_on_one_line_is_cut_before_each_label() {
        assert_eq!(
            pieces("(S) We broke it. (T) I had to fix it. (A) I did. (R) It works."),
            ["(S) We broke it.", "(T) I had to fix it.", "(A) I did.", "(R) It works."]
        );
        assert_eq!(
            pieces("Retries. Situation: it failed. Task: fix. Action: I did. Result: fine."),
            ["Retries.", "Situation: it failed.", "Task: fix.", "Action: I did.", "Result: fine."]
        );
    }

    #[test]
    fn a_sentence_that_names_a_section_is_not_cut() {
        for text in [
            "We had one task: move it. The result: we won.",
            "Action items (results) came later, result: none.",
            "The situation (a bad one) got worse. Action was needed.",
            "Result: we won (Task) in the end",
        ] {
            assert_eq!(pieces(text), [text]);
        }
    }
}
