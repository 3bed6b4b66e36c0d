//! Which of the lines that look like labels are labels, and which of them belong to one answer.

use super::bounds::Bounds;
use super::labels::{Form, Hit, hit};
use super::line::{Line, Place, has_words};
use super::names::{Label, Weight};
use super::titles;
use crate::draft::Section;

/// A label that counts.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// The number of its line.
    pub(super) line: usize,
    pub(super) hit: Hit,
    /// The section it opens; none for a part that is none of the four.
    pub(super) section: Option<Section>,
}

/// The labels of one answer, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) marks: Vec<Mark>,
    /// The sections that are labelled.
    seen: [bool; 4],
}

/// How deep a label stands: headings by level, then everything else by indentation.
type Style = usize;

/// The indentation by which headings differ from other lines.
const INLINE: Style = 10;

/// How many labels ahead are looked at to see whether one stands at its proper depth.
const AHEAD: usize = 40;

/// All groups of labels in `lines`, accepted or not.
pub(super) fn groups(lines: &[Line], bounds: &Bounds) -> Vec<Group> {
    let hits: Vec<(usize, Hit)> = candidates(lines);
    let mut groups: Vec<Group> = Vec::new();
    for (at, (line, hit)) in hits.iter().enumerate() {
        match hit.label {
            Label::Question | Label::Answer => {}
            Label::Extra => {
                if let Some(group) = groups.last_mut()
                    && group.takes_extra(lines, bounds, *line, hit)
                {
                    group.push(*line, hit, None);
                }
            }
            Label::Section(_) | Label::Challenge => place(&mut groups, lines, bounds, &hits[at..]),
        }
    }
    groups
}

/// The lines that begin with a label, but not those that only go on with a sentence.
fn candidates(lines: &[Line]) -> Vec<(usize, Hit)> {
    let mut hits: Vec<(usize, Hit)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(hit) = hit(line) else { continue };
        let plain = matches!(hit.form, Form::Colon | Form::Dash | Form::Alone);
        let goes_on = plain && !line.opens && at > 0 && {
            let before = lines[at - 1].text.trim_end();
            let labelled = hits.last().is_some_and(|(line, _)| line + 1 == at);
            let lower = line.text.trim_start().starts_with(char::is_lowercase);
            lower && !labelled && !before.ends_with(['.', '!', '?', ':', ';', ')'])
        };
        if !goes_on {
            hits.push((at, hit));
        }
    }
    let titles: Vec<bool> = (0..hits.len()).map(|at| is_title(lines, &hits[at..])).collect();
    let mut titles = titles.into_iter();
    hits.retain(|_| !titles.next().unwrap_or_default());
    hits
}

/// "## Situation 2: The migration" above "**Situation:**" is a title.
fn is_title(lines: &[Line], hits: &[(usize, Hit)]) -> bool {
    let [(line, hit), (_, next), ..] = hits else { return false };
    let rest = &lines[*line].text[hit.end..];
    let said = has_words(rest) || hit.name.ends_with(|c: char| c.is_ascii_digit());
    hit.form == Form::Heading
        && said
        && next.form > Form::Heading
        && matches!(next.label, Label::Section(Section::Situation) | Label::Challenge)
}

fn place(groups: &mut Vec<Group>, lines: &[Line], bounds: &Bounds, hits: &[(usize, Hit)]) {
    let [(line, hit), later @ ..] = hits else { return };
    let Some(group) = groups.last_mut() else {
        groups.push(Group::opened_by(*line, hit));
        return;
    };
    let section = group.section_of(hit);
    let boundary = bounds.any(group.last_line() + 1, *line, group.level(lines));
    let nested = style(&lines[*line], hit) > group.style(lines) + 1;
    // An answer that is told to its end, then a title: labels that stand deeper open the next one.
    let titled = section == Section::Situation
        && group.latest() == Some(Section::Result)
        && line.checked_sub(1).is_some_and(|above| {
            let above = &lines[above];
            titles::is_bold_title(above) || titles::is_asked(above)
        });
    let new = if titled {
        true
    } else if nested && !boundary && !group.is_doubtful() {
        if hit.weight < Weight::Strong
            || group.has(section)
            || stands_later(group, lines, later, section)
        {
            return;
        }
        false
    } else if section == Section::Situation {
        group.latest() > Some(Section::Situation) || boundary && group.has(section)
    } else {
        boundary && (nested || group.has(section) || group.latest() > Some(section))
    };
    if new || nested && group.is_doubtful() {
        groups.push(Group::opened_by(*line, hit));
    } else {
        group.push(*line, hit, Some(section));
    }
}

/// Whether `section` is labelled at the group's own depth before the next answer opens.
fn stands_later(group: &Group, lines: &[Line], hits: &[(usize, Hit)], section: Section) -> bool {
    let depth = group.style(lines) + 1;
    hits.iter()
        .take(AHEAD)
        .filter(|(line, hit)| style(&lines[*line], hit) <= depth)
        .map(|(_, hit)| group.section_of(hit))
        .take_while(|found| *found != Section::Situation)
        .any(|found| found == section)
}

fn style(line: &Line, hit: &Hit) -> Style {
    match (&line.place, hit.form) {
        (Place::Heading(_) | Place::Head, _) => 0,
        // Among emphasised labels a plain one is prose, among paragraphs an item is part of one.
        (_, Form::Bold) => INLINE + line.depth() + usize::from(line.is_item()) * 2,
        _ => INLINE + line.depth() + usize::from(line.is_item()) * 2 + 2,
    }
}

impl Group {
    fn opened_by(line: usize, hit: &Hit) -> Self {
        let mut group = Self::default();
        let section = group.section_of(hit);
        group.push(line, hit, Some(section));
        group
    }

    fn push(&mut self, line: usize, hit: &Hit, section: Option<Section>) {
        self.marks.push(Mark { line, hit: hit.clone(), section });
        if let Some(section) = section {
            self.seen[section.index()] = true;
        }
    }

    /// The section that `hit` opens in this group.
    fn section_of(&self, hit: &Hit) -> Section {
        match hit.label {
            Label::Section(section) => section,
            _ if self.has(Section::Situation) && !self.has(Section::Action) => Section::Task,
            _ => Section::Situation,
        }
    }

    pub(super) fn has(&self, section: Section) -> bool {
        self.seen[section.index()]
    }

    fn latest(&self) -> Option<Section> {
        Section::ALL.into_iter().rev().find(|section| self.has(*section))
    }

    /// Whether all it has is one word that prose uses too.
    fn is_doubtful(&self) -> bool {
        self.seen.iter().filter(|seen| **seen).count() == 1
            && self.marks.first().is_some_and(|mark| mark.hit.weight < Weight::Strong)
    }

    fn style(&self, lines: &[Line]) -> Style {
        self.marks.first().map_or(0, |mark| style(&lines[mark.line], &mark.hit))
    }

    /// The first line of the answer's labels.
    pub(super) fn first_line(&self) -> usize {
        self.marks.first().map_or(0, |mark| mark.line)
    }

    /// The line of its last label.
    pub(super) fn last_line(&self) -> usize {
        self.marks.last().map_or(0, |mark| mark.line)
    }

    /// The level of its labels, where they are headings.
    pub(super) fn level(&self, lines: &[Line]) -> Option<u8> {
        self.marks.first().and_then(|mark| lines[mark.line].heading())
    }

    fn takes_extra(&self, lines: &[Line], bounds: &Bounds, line: usize, hit: &Hit) -> bool {
        let own = self.style(lines);
        let found = style(&lines[line], hit);
        found <= own + 1
            && (found < INLINE) == (own < INLINE)
            && !bounds.any_title(self.last_line() + 1, line, self.level(lines))
    }

    /// Whether these labels make an answer: two sections, and more than words that prose uses too.
    pub(super) fn is_answer(&self) -> bool {
        let count = |least: Weight| {
            Section::ALL
                .iter()
                .filter(|section| {
                    self.marks
                        .iter()
                        .any(|mark| mark.section == Some(**section) && mark.hit.weight >= least)
                })
                .count()
        };
        count(Weight::Strong) >= 1 && count(Weight::Letter) >= 2 || count(Weight::Letter) >= 3
    }
}
