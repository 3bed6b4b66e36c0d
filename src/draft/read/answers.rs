//! Where an answer begins and ends, what in it belongs where, and what is no answer at all.

use std::collections::HashMap;
use std::ops::Range;

use super::bounds::Bounds;
use super::labels::{Form, Hit, hit};
use super::line::{Line, Place, has_words, join};
use super::marks::{Group, Mark, groups};
use super::names::{Label, Weight};
use super::titles::{self, Title};
use super::unlabelled;
use super::{Body, Found, LeftOut, Written, prose};
use crate::draft::Draft;

/// The lines of a file on their way to where they belong.
pub(super) struct Sorter<'s> {
    pub(super) source: &'s str,
    pub(super) lines: Vec<Line>,
    /// Why each line was left out, or that it was not.
    pub(super) fate: Vec<Fate>,
    pub(super) answers: Vec<(usize, Found)>,
    /// Where the lines of the source begin.
    starts: Vec<usize>,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Nobody has claimed it.
    Open,
    /// It belongs to an answer.
    Used,
    /// It belongs to none, for this reason.
    Left(&'static str),
}

const DEFINITION: &str = "explains the method, tells no story";
/// Why the head of a table that labels sections is in none of them.
pub(super) const ASIDE: &str = "the head of a table";
const TEMPLATE: &str = "a template that is not filled in";
/// Text between the title and the first label goes to `extra` by this name.
const PREAMBLE: &str = "Notes";

/// The answers in `lines`, with what belongs to none.
pub(super) fn sort(source: &str, lines: Vec<Line>) -> (Vec<Found>, Vec<LeftOut>) {
    let fate = vec![Fate::Open; lines.len()];
    let starts =
        std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut sorter = Sorter { source, lines, fate, answers: Vec::new(), starts };
    sorter.labelled();
    unlabelled::sort(&mut sorter);
    sorter.finish()
}

impl Sorter<'_> {
    fn labelled(&mut self) {
        let bounds = Bounds::of(&self.lines);
        let parents = titles::parents(&self.lines);
        let groups: Vec<Group> =
            groups(&self.lines, &bounds).into_iter().filter(Group::is_answer).collect();
        let mut from = 0;
        let mut titled: Vec<Title> = groups
            .iter()
            .map(|group| {
                let title = titles::find(&self.lines, &parents, from, group.first_line());
                from = group.last_line() + 1;
                title
            })
            .collect();
        share_headings(&mut titled, &parents);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for line in titled.iter().filter_map(|title| title.question) {
            *shared.entry(line).or_default() += 1;
        }
        for (at, mut group) in groups.into_iter().enumerate() {
            let mut title = titled[at].clone();
            title.shared =
                title.question.is_some_and(|line| shared[&line] > 1 || line < title.start);
            let limit = titled.get(at + 1).map_or(self.lines.len(), |next| next.start);
            let limit = limit.max(group.last_line() + 1);
            let end = tail(&self.lines, &mut group, &title, limit);
            self.answer(&group, &title, end);
        }
    }

    fn answer(&mut self, group: &Group, title: &Title, end: usize) {
        let mut found = self.told(group, end);
        if let Some(why) = self.no_story(&found.draft, title) {
            for at in title.start..end {
                self.leave(at, why);
            }
            return;
        }
        self.entitle(&mut found, title);
        self.preamble(title, group.first_line(), &mut found);
        (found.first_line, found.last_line) = self.numbers(title.start..end);
        for at in (title.start..end).chain(title.question) {
            let aside = self.lines[at].place == Place::Aside;
            self.fate[at] = if aside { Fate::Left(ASIDE) } else { Fate::Used };
        }
        self.answers.push((title.start, found));
    }

    /// What stands below each label.
    fn told(&self, group: &Group, end: usize) -> Found {
        let mut found = Found { body: Body::Labelled, ..Found::default() };
        for (at, mark) in group.marks.iter().enumerate() {
            let until = group.marks.get(at + 1).map_or(end, |next| next.line);
            let text = self.text_after(mark, until);
            found.labels.push(self.written(mark));
            let slot = match mark.section {
                Some(section) => {
                    let minutes = &mut found.minutes[section.index()];
                    *minutes = minutes.or(mark.hit.minutes);
                    &mut found.draft.sections[section]
                }
                None => found.draft.extra.entry(name(&mark.hit)).or_default(),
            };
            append(slot, &text);
        }
        found
    }

    /// Gives an answer its question and headline; a title such as "Example 2" is no more than a label.
    fn entitle(&self, found: &mut Found, title: &Title) {
        if let Some(at) = title.question {
            let line = &self.lines[at];
            titles::words_of(line).clone_into(&mut found.draft.question);
            self.label(found, at, titles::number_of(line));
        }
        if let Some(at) = title.headline {
            let words = self.lines[at].text.trim();
            if titles::is_bare(words) {
                self.label(found, at, words);
            } else {
                found.headline = Some(words.to_owned());
            }
        }
    }

    /// Takes note of words that label the whole answer.
    pub(super) fn label(&self, found: &mut Found, at: usize, words: &str) {
        if has_words(words) {
            found.labels.push(Written {
                line: self.number(at),
                text: words.trim().to_owned(),
                section: None,
            });
        }
    }

    fn text_after(&self, mark: &Mark, until: usize) -> String {
        let mut lines = Vec::with_capacity(until - mark.line);
        let first = &self.lines[mark.line];
        let mut rest = first.rest(mark.hit.end);
        let below =
            self.lines[mark.line + 1..until].iter().filter(|line| line.place != Place::Aside);
        // What goes on below a label is indented against the label, not against its text.
        if let Some(depth) =
            below.clone().filter(|line| has_words(&line.text)).map(Line::depth).min()
        {
            rest.place = Place::Text { depth };
        }
        if !rest.text.trim().is_empty() {
            lines.push(rest);
        }
        lines.extend(below.cloned());
        // "## Result" with "Result: we won" below it says it twice.
        if let Some(line) = lines.first_mut()
            && let Some(again) =
                hit(line).filter(|hit| hit.label == mark.hit.label && hit.form != Form::Alone)
            && mark.section.is_some()
        {
            *line = line.rest(again.end);
        }
        join(self.source, &lines).trim().to_owned()
    }

    /// The text between the title and the first label goes to `extra`, its "Answer:" taken off.
    fn preamble(&self, title: &Title, first: usize, found: &mut Found) {
        let mut parts: Vec<(String, Vec<Line>)> = vec![(PREAMBLE.to_owned(), Vec::new())];
        for at in title.start..first {
            let line = &self.lines[at];
            if Some(at) == title.question
                || Some(at) == title.headline
                || line.place == Place::Aside
            {
                continue;
            }
            let hit = hit(line).filter(|hit| {
                // "Q: …", "A: …"
                let answers = hit.label == Label::Answer || hit.weight == Weight::Letter;
                answers || hit.label == Label::Extra
            });
            let Some(hit) = hit else {
                if let Some((_, lines)) = parts.last_mut() {
                    lines.push(line.clone());
                }
                continue;
            };
            let name = if hit.label == Label::Extra && hit.weight > Weight::Letter {
                name(&hit)
            } else {
                PREAMBLE.to_owned()
            };
            parts.push((name, vec![line.rest(hit.end)]));
            found.labels.push(self.written(&Mark { line: at, hit, section: None }));
        }
        for (name, lines) in parts {
            let text = join(self.source, &lines).trim().to_owned();
            if !text.is_empty() {
                append(found.draft.extra.entry(name).or_default(), &text);
            }
        }
    }

    fn written(&self, mark: &Mark) -> Written {
        let text = self.lines[mark.line].text[..mark.hit.end].trim().to_owned();
        Written { line: self.number(mark.line), text, section: mark.section }
    }

    /// Why the labelled text is no story, if it is none.
    fn no_story<'d>(&self, draft: &'d Draft, title: &Title) -> Option<&'static str> {
        // The first paragraph tells: below the last label of a definition there may stand anything.
        let first = |text: &'d str| text.split("\n\n").next().unwrap_or_default();
        let texts = draft.sections.iter().map(|(_, text)| first(text));
        let written: Vec<&str> = texts.filter(|text| !prose::is_blank(text)).collect();
        if written.is_empty() {
            return Some(TEMPLATE);
        }
        let told = written.iter().filter(|text| prose::is_first_person(text)).count();
        let telling = written.iter().filter(|text| prose::is_instruction(text)).count();
        if told > 0 {
            return (telling > 2 * told).then_some(DEFINITION);
        }
        if telling * 2 > written.len() || written.iter().all(|text| prose::is_generic(text)) {
            return Some(DEFINITION);
        }
        let named = title.question.is_some_and(|at| is_about_method(&self.lines[at].text));
        let rated =
            title.question.is_some_and(|at| self.lines[at].text.to_lowercase().contains("rubric"));
        (named && telling > 0 || rated).then_some(DEFINITION)
    }

    /// The line of the source on which line `at` stands, from 1.
    pub(super) fn number(&self, at: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return 1 };
        self.starts.partition_point(|start| *start <= line.span.start).max(1)
    }

    /// The first and the last line of the source on which the lines `range` stand; heads of tables stand elsewhere.
    fn numbers(&self, range: Range<usize>) -> (usize, usize) {
        let own = range.filter(|at| self.lines[*at].place != Place::Head);
        let numbers = own.map(|at| self.number(at));
        numbers.fold((usize::MAX, 1), |(first, last), at| (first.min(at), last.max(at)))
    }

    pub(super) fn leave(&mut self, at: usize, why: &'static str) {
        if self.fate[at] == Fate::Open {
            self.fate[at] = Fate::Left(why);
        }
    }

    fn finish(mut self) -> (Vec<Found>, Vec<LeftOut>) {
        let mut left_out = Vec::new();
        for at in 0..self.lines.len() {
            let text = self.lines[at].text.trim();
            let why = match self.fate[at] {
                Fate::Used => continue,
                Fate::Left(why) => why,
                Fate::Open => "belongs to no answer",
            };
            if !text.is_empty() {
                left_out.push(LeftOut { line: self.number(at), text: text.to_owned(), why });
            }
        }
        self.answers.sort_by_key(|(start, _)| *start);
        (self.answers.into_iter().map(|(_, found)| found).collect(), left_out)
    }
}

/// Where the answer ends, `limit` at the latest; headings in its last part become parts of their own.
fn tail(lines: &[Line], group: &mut Group, title: &Title, limit: usize) -> usize {
    let level = group.level(lines);
    let over = title.question.and_then(|at| lines[at].heading());
    let first = &lines[group.first_line()];
    let (depth, item) = (first.depth(), first.is_item());
    let bare =
        group.marks.last().is_some_and(|mark| !has_words(&lines[mark.line].text[mark.hit.end..]));
    let mut aside = false;
    for (at, line) in lines.iter().enumerate().take(limit).skip(group.last_line() + 1) {
        match line.place {
            Place::Heading(found) if level.is_some_and(|level| found > level) => {}
            Place::Heading(found)
                if over.is_some_and(|over| found > over) && !prose::is_question(&line.text) =>
            {
                group.marks.push(Mark { line: at, hit: heading(line), section: None });
                aside = true;
            }
            Place::Heading(_) | Place::Rule => return at,
            Place::Item { depth: found, .. } if item && found < depth => return at,
            _ if aside => {}
            _ if line.opens && line.depth() <= depth && ends_before(line) => return at,
            // Labels as list items, each with its text: a paragraph after the list is no part of it.
            Place::Text { depth: 0 }
                if item && line.opens && at > group.last_line() + 1 + usize::from(bare) =>
            {
                return at;
            }
            _ => {}
        }
    }
    limit
}

/// Whether the line is a question or a title that cannot belong to the result above it.
fn ends_before(line: &Line) -> bool {
    if hit(line).is_some_and(|hit| hit.label == Label::Question) {
        return true;
    }
    prose::is_question(&line.text) && (line.is_bold() || line.is_item() || titles::is_asked(line))
}

/// A heading that is no known label labels what stands below it.
fn heading(line: &Line) -> Hit {
    Hit {
        label: Label::Extra,
        weight: Weight::Weak,
        form: Form::Heading,
        name: line.text.trim().to_owned(),
        end: line.text.len(),
        minutes: None,
    }
}

/// Whether a title is about the method itself.
fn is_about_method(title: &str) -> bool {
    let title = title.to_lowercase();
    let named = ["star", "car", "soar", "par", "behavioral", "behavioural"];
    let about = [
        "method",
        "format",
        "framework",
        "technique",
        "template",
        "what is",
        "how to",
        "tips",
        "approach",
        "structure",
    ];
    title.split(|c: char| !c.is_alphanumeric()).any(|word| named.contains(&word))
        && about.iter().any(|word| title.contains(word))
        || ["template", "rubric", "checklist"].iter().any(|word| title.contains(word))
}

/// The name under which an extra part is kept.
fn name(hit: &Hit) -> String {
    // The L of STAR-L.
    if hit.weight == Weight::Letter { "Learning".to_owned() } else { hit.name.clone() }
}

/// A heading over several answers is the headline of none of them.
fn share_headings(titled: &mut [Title], parents: &[Option<usize>]) {
    for at in 1..titled.len() {
        let above =
            |line: usize| std::iter::successors(parents[line], |above| parents[*above]).take(6);
        let next = titled[at].question.unwrap_or(titled[at].start);
        let before = &mut titled[at - 1];
        if let (Some(headline), Some(question)) = (before.headline, before.question)
            && headline < question
            && above(next).any(|line| line == headline)
        {
            before.headline = None;
            before.start = question;
        }
    }
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(more);
}

/// Whether there is a word in the line.
pub(super) fn says_something(line: &Line) -> bool {
    has_words(&line.text)
}
