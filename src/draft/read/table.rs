//! Tables: a column a section, or a row a section, is turned into labels with text below them.

use super::labels;
use super::line::{Builder, Line, Place, has_words};
use super::names::Label;

/// A table while it is read: where its rows and cells begin among the builder's lines.
pub(super) struct Table {
    start: usize,
    /// For each row the number of the first line after each of its cells.
    rows: Vec<Vec<usize>>,
}

type Cell = Vec<Line>;

impl Table {
    /// A table whose first line will be number `start`.
    pub(super) fn new(start: usize) -> Self {
        Self { start, rows: Vec::new() }
    }

    /// A row begins.
    pub(super) fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// A cell has ended, and the next line will be number `next`.
    pub(super) fn cell(&mut self, next: usize) {
        if let Some(row) = self.rows.last_mut() {
            row.push(next);
        }
    }

    /// Puts the lines of the table in the order in which an answer is told.
    pub(super) fn finish(self, builder: &mut Builder) {
        let mut lines = builder.take_from(self.start).into_iter();
        let mut at = self.start;
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for row in self.rows {
            let mut cells = Vec::new();
            for end in row {
                cells.push(lines.by_ref().take(end.saturating_sub(at)).collect());
                at = at.max(end);
            }
            rows.push(cells);
        }
        let loose: Vec<Line> = lines.collect();
        let columns =
            rows.first().map_or(0, |head| head.iter().filter(|cell| is_section(cell)).count());
        let labelled = rows.iter().filter(|row| row.first().is_some_and(is_section)).count();
        let arranged = if columns >= 2 {
            by_columns(rows)
        } else if labelled >= 2 {
            by_rows(rows)
        } else {
            rows.into_iter().filter_map(as_line).collect()
        };
        // Their words were taken over when they were read; what stood between them was not.
        for line in arranged.into_iter().chain(loose) {
            builder.push_covering(line, std::iter::empty());
        }
    }
}

/// Whether the cell is the name of a section and nothing else.
fn is_section(cell: &Cell) -> bool {
    let [line] = &cell[..] else { return false };
    labels::hit(line).is_some_and(|hit| {
        matches!(hit.label, Label::Section(_) | Label::Challenge)
            && !has_words(&line.text[hit.end..])
    })
}

/// Each row below the head is an answer; a column that is no section names it or is extra.
fn by_columns(mut rows: Vec<Vec<Cell>>) -> Vec<Line> {
    let heads = rows.remove(0);
    let names = |head: &Cell| {
        head.first().and_then(labels::hit).is_some_and(|hit| hit.label == Label::Question)
    };
    let first_other = || heads.iter().position(|head| !is_section(head) && head_has_words(head));
    let title = heads.iter().position(names).or_else(first_other);
    let mut arranged: Vec<Line> =
        title.map(|at| heads[at].iter().cloned().map(aside).collect()).unwrap_or_default();
    for mut row in rows {
        if let Some(cell) = title.and_then(|at| row.get_mut(at)) {
            arranged.extend(titled(std::mem::take(cell)));
        }
        for (column, cell) in row.into_iter().enumerate().filter(|(at, _)| Some(*at) != title) {
            if let Some(head) = heads.get(column)
                && (is_section(head) || has_any_words(&cell))
            {
                arranged.extend(head.iter().cloned().map(headed));
            }
            arranged.extend(cell);
        }
    }
    arranged
}

/// Each column after the first is an answer, if it holds more than a figure or two.
fn by_rows(rows: Vec<Vec<Cell>>) -> Vec<Line> {
    let mut rows = rows;
    let headless = rows.first().and_then(|row| row.first()).is_some_and(is_section);
    let heads = if headless { Vec::new() } else { rows.remove(0) };
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let words = |column: usize| -> usize {
        let cells = rows.iter().filter_map(|row| row.get(column)).flatten();
        cells.map(|line| line.text.split_whitespace().count()).sum()
    };
    let told: Vec<usize> = (1..width).filter(|column| words(*column) >= 3 * rows.len()).collect();
    let several = told.len() > 1;
    let mut arranged: Vec<Line> = Vec::new();
    for (column, head) in heads.iter().enumerate() {
        if !several || !told.contains(&column) {
            arranged.extend(head.iter().cloned().map(aside));
        }
    }
    let columns: Vec<Vec<usize>> = if several {
        told.iter().map(|column| vec![*column]).collect()
    } else {
        vec![(1..width).collect()]
    };
    for columns in columns {
        if several && let Some(head) = heads.get(columns[0]) {
            arranged.extend(titled(head.clone()));
        }
        for row in &rows {
            let Some(name) = row.first() else { continue };
            arranged.extend(name.iter().cloned().map(headed));
            for cell in columns.iter().filter_map(|column| row.get(*column)) {
                arranged.extend(cell.iter().cloned());
            }
        }
    }
    // A column beside several told ones holds notes to the rows; it is told once, after them.
    if several {
        for row in &rows {
            let others =
                row.iter().enumerate().skip(1).filter(|(column, _)| !told.contains(column));
            arranged.extend(others.flat_map(|(_, cell)| cell.iter().cloned()));
        }
    }
    arranged
}

/// A row of any other table, as one line.
fn as_line(row: Vec<Cell>) -> Option<Line> {
    let cells: Vec<Line> =
        row.into_iter().flatten().filter(|line| !line.text.trim().is_empty()).collect();
    let mut cells = cells.into_iter();
    let mut line = cells.next()?;
    for cell in cells {
        line.text.push_str(" | ");
        line.text.push_str(&cell.text);
        line.span.end = line.span.end.max(cell.span.end);
    }
    line.place = Place::Text { depth: 0 };
    line.opens = true;
    Some(line)
}

/// The lines of a cell that names an answer: the first as a heading below every other.
fn titled(cell: Cell) -> Vec<Line> {
    let mut cell = cell;
    if let Some(first) = cell.first_mut().filter(|line| has_words(&line.text)) {
        first.place = Place::Heading(7);
    }
    cell
}

fn aside(line: Line) -> Line {
    Line { place: Place::Aside, ..line }
}

fn headed(line: Line) -> Line {
    Line { place: Place::Head, ..line }
}

fn head_has_words(cell: &Cell) -> bool {
    cell.iter().any(|line| line.text.chars().any(char::is_alphabetic))
}

fn has_any_words(cell: &Cell) -> bool {
    cell.iter().any(|line| has_words(&line.text))
}
