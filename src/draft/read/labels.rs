//! Whether a line begins with a label, in any of the forms that people write one.

use super::line::{Line, Place, has_words};
use super::names::{self, Label, Weight};

/// A label at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// What it says.
    pub(super) label: Label,
    /// How much its name alone says.
    pub(super) weight: Weight,
    /// How it is set off from the text.
    pub(super) form: Form,
    /// Its name as written, without decoration.
    pub(super) name: String,
    /// The byte of the line where the text after it begins.
    pub(super) end: usize,
    /// The minutes it allots to its section (`* Situation: 3m`).
    pub(super) minutes: Option<u16>,
}

/// How a label is set off from the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// A head of a table's column or row.
    Head,
    /// A heading.
    Heading,
    /// Emphasised.
    Bold,
    /// By a colon.
    Colon,
    /// By a dash, an arrow, an equals sign; after a single letter also by a full stop or a bracket.
    Dash,
    /// By being alone on its line.
    Alone,
}

/// The longest name and decoration that are looked at, in bytes.
const LONGEST: usize = 80;

/// The label that `line` begins with, if it begins with one.
pub(super) fn hit(line: &Line) -> Option<Hit> {
    match line.place {
        Place::Rule | Place::Aside => None,
        Place::Head => Some(head(line)),
        _ => Some(doubled(line, parse(line)?)),
    }
}

fn head(line: &Line) -> Hit {
    let known = parse(line).filter(|hit| !has_words(&line.text[hit.end..]));
    let unknown = || Hit {
        label: Label::Extra,
        weight: Weight::Weak,
        form: Form::Head,
        name: line.text.trim().to_owned(),
        end: line.text.len(),
        minutes: None,
    };
    Hit { form: Form::Head, end: line.text.len(), ..known.unwrap_or_else(unknown) }
}

/// "S - Situation: text" and "Situation: Situation: text" are one label each.
fn doubled(line: &Line, hit: Hit) -> Hit {
    let rest = line.rest(hit.end);
    let trimmed = line.text.len() - rest.text.len();
    let Some(inner) = parse(&rest) else { return hit };
    let same = inner.label == hit.label && inner.form != Form::Dash;
    let initial = hit.weight == Weight::Letter
        && inner.weight > Weight::Letter
        && inner.name.to_lowercase().starts_with(&hit.name.to_lowercase());
    if !same && !initial {
        return hit;
    }
    Hit {
        end: trimmed + inner.end,
        form: hit.form.min(inner.form),
        minutes: hit.minutes.or(inner.minutes),
        ..inner
    }
}

fn parse(line: &Line) -> Option<Hit> {
    let text = &line.text;
    let start = decoration(text);
    let end = name_end(line, start)?;
    let written = &text[start..end];
    let (name, timed) = match written.trim_end().rsplit_once(' ') {
        Some((name, last)) if line.heading().is_some() && minutes(last).is_some() => {
            (name, minutes(last))
        }
        _ => (written, None),
    };
    let bold = line.lead().is_some_and(|lead| lead > start);
    // Before the name, which is dearer to look up: few lines come so far.
    let after = Delimiter::after(line, end, bold)?;
    let (label, weight) = names::look_up(name)?;
    let form = match after.form {
        _ if line.heading().is_some() => Form::Heading,
        _ if bold => Form::Bold,
        Form::Dash if after.bracket && weight > Weight::Letter => return None,
        form => form,
    };
    // "The result: we won" is a sentence.
    let article =
        name.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("the"));
    if article && matches!(form, Form::Colon | Form::Dash) {
        return None;
    }
    if form == Form::Alone && name.trim_end().ends_with(['.', ',', '!']) {
        return None;
    }
    let (alone, rest_end) = whole_minutes(&text[after.end..]);
    let end = if alone.is_some() { after.end + rest_end } else { after.end };
    let name = name.trim().trim_end_matches([':', '：']).to_owned();
    Some(Hit { label, weight, form, name, end, minutes: timed.or(after.minutes).or(alone) })
}

/// How many bytes of bullets, emoji, brackets and numbering stand before the name.
fn decoration(text: &str) -> usize {
    let skip = |from: usize| {
        text[from..]
            .char_indices()
            .find(|(_, c)| c.is_alphanumeric())
            .map_or(from, |(at, _)| from + at)
    };
    let mut start = skip(0);
    if start > LONGEST / 2 {
        return 0;
    }
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits)
        && text[start + digits..].starts_with(['.', ')', ':', ' ', '\u{fe0f}'])
    {
        start = skip(start + digits);
    }
    start
}

/// Where the name that begins at `start` ends: before the delimiter, or where its emphasis ends.
fn name_end(line: &Line, start: usize) -> Option<usize> {
    let text = &line.text;
    let lead = line.lead().filter(|lead| *lead > start);
    let mut before = None;
    for (at, c) in text[start..].char_indices() {
        let here = start + at;
        let after = text[here + c.len_utf8()..].chars().next();
        let spaced =
            before.is_none_or(char::is_whitespace) || after.is_none_or(char::is_whitespace);
        let ends = match c {
            ':' | '：' | '–' | '—' | '=' | '→' | '|' | '[' | '~' | '\t' => true,
            '(' => !text[here..].to_lowercase().starts_with("(s)") || spaced,
            '-' => spaced || after == Some('>'),
            '.' | ')' | ']' => at == 1 || (c != '.' && !text[start..here].contains('(')),
            _ => false,
        };
        // In "**S**ituation" the emphasis ends inside the word.
        if ends || lead == Some(here) && (at > 1 || !c.is_alphanumeric()) {
            return Some(here);
        }
        if at > LONGEST {
            return None;
        }
        before = Some(c);
    }
    Some(text.len())
}

/// What stands between a name and the text it labels.
struct Delimiter {
    form: Form,
    /// Where the text begins.
    end: usize,
    /// It is a full stop or a bracket, which only a single letter may have.
    bracket: bool,
    minutes: Option<u16>,
}

impl Delimiter {
    fn after(line: &Line, name_end: usize, bold: bool) -> Option<Self> {
        let text = &line.text;
        let mut end = name_end;
        let mut timed = None;
        // "(the context)", "[3m]": belongs to the label.
        let opening = skip_space(text, end);
        if text[opening..].starts_with(['(', '[']) {
            let close = text[opening..]
                .char_indices()
                .take(LONGEST)
                .find(|(_, c)| matches!(c, ')' | ']'))?;
            timed = minutes(text[opening + 1..opening + close.0].trim());
            end = opening + close.0 + 1;
        }
        let from = skip_space(text, end);
        let mut form = Form::Alone;
        let mut bracket = false;
        let mut at = from;
        if let Some(c) = text[from..].chars().next() {
            let width = c.len_utf8();
            form = match c {
                ':' | '：' => Form::Colon,
                '-' | '–' | '—' | '=' | '→' | '|' | '~' | '\t' => Form::Dash,
                '.' | ')' | ']' => {
                    bracket = true;
                    Form::Dash
                }
                _ if bold || end > name_end && line.heading().is_some() => Form::Alone,
                _ => return None,
            };
            if form != Form::Alone {
                at = from + width;
                at += arrow(&text[at..], form);
            }
        }
        if let Some(lead) = line.lead()
            && lead > at
            && !has_words(&text[at..lead])
            && bold
        {
            at = lead;
        }
        let at = skip_space(text, at);
        // "**Situation** - text": the dash after the emphasis is part of the label.
        let at = if bold && form == Form::Alone { at + dash(&text[at..]) } else { at };
        Some(Self { form, end: skip_space(text, at), bracket, minutes: timed })
    }
}

/// The rest of ":-", "->" and "=>", in bytes.
fn arrow(rest: &str, form: Form) -> usize {
    let next = rest.chars().nth(1);
    match rest.bytes().next() {
        Some(b'>' | b':') => 1,
        Some(b'-')
            if form == Form::Colon && !next.is_some_and(|c| c.is_ascii_digit() || c == '-') =>
        {
            1
        }
        _ => 0,
    }
}

/// A delimiter at the beginning of `rest`, in bytes.
fn dash(rest: &str) -> usize {
    let Some(c) = rest.chars().next() else { return 0 };
    let spaced = rest[c.len_utf8()..].starts_with(char::is_whitespace);
    if matches!(c, ':' | '：') || matches!(c, '-' | '–' | '—' | '=' | '→') && spaced {
        c.len_utf8()
    } else {
        0
    }
}

fn skip_space(text: &str, from: usize) -> usize {
    from + (text[from..].len() - text[from..].trim_start_matches([' ', '\u{a0}', '*', '_']).len())
}

/// The minutes that are all of `rest`, and where they end.
fn whole_minutes(rest: &str) -> (Option<u16>, usize) {
    let inner = rest.trim().trim_matches(['(', ')', '[', ']', '~']);
    (minutes(inner), rest.len())
}

/// "3m", "2 min", "~1 minute".
fn minutes(text: &str) -> Option<u16> {
    let text = text.trim_start_matches('~').trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let unit = text[digits..].trim().to_lowercase();
    let known =
        matches!(unit.trim_end_matches('.'), "m" | "min" | "mins" | "minute" | "minutes" | "'");
    if known { text[..digits].parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Form, hit};
    use crate::draft::Section;
    use crate::draft::read::line::{Line, Place};
    use crate::draft::read::names::Label;

    /// A line of text; what stands between `*` is emphasised.
    fn line(marked: &str) -> Line {
        let mut text = String::new();
        let mut emphasis = Vec::new();
        for (index, part) in marked.split('*').enumerate() {
            if index % 2 == 1 {
                emphasis.push(text.len()..text.len() + part.len());
            }
            text.push_str(part);
        }
        Line { span: 0..text.len(), text, emphasis, place: Place::Text { depth: 0 }, opens: true }
    }

    #[test]
    fn each_form_of_a_label_gives_its_section_and_the_text_after_it() {
        use Section::{Action, Result, Situation, Task};
        let cases = [
            ("Situation: we had", Situation, "we had"),
            ("*Situation:* we had", Situation, "we had"),
            ("*Situation*: we had", Situation, "we had"),
            ("*Situation* we had", Situation, "we had"),
            ("*Situation* - we had", Situation, "we had"),
            ("✅ *S - Situation*", Situation, ""),
            ("*S*ituation: we had", Situation, "we had"),
            ("Situation: Situation: we had", Situation, "we had"),
            ("-Task:we had", Task, "we had"),
            ("TASK：we had", Task, "we had"),
            ("T: we had", Task, "we had"),
            ("S - Situation: we had", Situation, "we had"),
            ("(A) we had", Action, "we had"),
            ("[R] we had", Result, "we had"),
            ("A (Action): we had", Action, "we had"),
            ("Action (what I did): we had", Action, "we had"),
            ("Situation (S): we had", Situation, "we had"),
            ("1. Situation", Situation, ""),
            ("Action(s): we had", Action, "we had"),
            ("Situation/Task: we had", Situation, "we had"),
            ("Result:- we had", Result, "we had"),
            ("Result: -40% cost", Result, "-40% cost"),
            ("S. we had", Situation, "we had"),
            ("Task -> we had", Task, "we had"),
            ("Task", Task, ""),
        ];
        for (marked, section, rest) in cases {
            let line = line(marked);
            let hit = hit(&line).unwrap_or_else(|| panic!("{marked} is a label"));
            assert_eq!(
                (hit.label, &line.text[hit.end..]),
                (Label::Section(section), rest),
                "{marked}"
            );
        }
    }

    #[test]
    fn prose_that_begins_with_a_name_is_no_label() {
        for text in [
            "Situation was bad: nothing worked",
            "Action speaks louder than words",
            "Results came in. We won",
            "The result was good",
            "Task-based work is fun",
            "A plan: we had one",
            "result.",
            "The result: we won",
            "Tasks) and more",
        ] {
            assert_eq!(hit(&line(text)), None, "{text}");
        }
    }

    #[test]
    fn minutes_are_kept_apart_from_the_text() {
        for text in
            ["Situation: 3m", "Situation (3 min)", "Situation: ~3 minutes", "Situation [3m]: "]
        {
            let hit = hit(&line(text)).expect(text);
            assert_eq!((hit.minutes, hit.end), (Some(3), text.len()), "{text}");
        }
        let spent = line("Result: 3 minutes saved");
        assert_eq!(hit(&spent).map(|hit| (hit.minutes, hit.form)), Some((None, Form::Colon)));
    }
}
