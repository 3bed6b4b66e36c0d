use std::fmt::Write;

use super::prose::number;
use crate::draft::Tip;
use crate::judge::{Level, Review};
use crate::render::Look;

/// Height of one level, and of the line on which the columns stand.
const STEP: usize = 30;
const GROUND: usize = 78;
/// Where the first column stands, how far the next one is, and how wide they are.
const LEFT: usize = 58;
const PITCH: usize = 34;
const WIDTH: usize = 22;

/// The levels of the six tips as columns, each with its number below and the mark of its level on top, so that nothing
/// depends on colour; those that do not apply are a dash.
pub(super) fn chart(review: &Review, not_applicable: &[Tip]) -> String {
    let level = |tip: &Tip| {
        let level = review.findings[tip.index()].level;
        (!not_applicable.contains(tip)).then_some(level)
    };
    let said: Vec<String> = Tip::ALL
        .iter()
        .map(|tip| {
            format!("tip {} {}", number(*tip), level(tip).map_or("does not apply", Level::id))
        })
        .collect();
    let mut svg = format!(
        "<svg class=\"chart\" viewBox=\"0 0 262 98\" role=\"img\" aria-label=\"Levels: {}\">\n",
        said.join(", ")
    );
    for (level, height) in [(Level::Shown, GROUND - 2 * STEP), (Level::Hinted, GROUND - STEP)] {
        let _ = writeln!(
            svg,
            "<line class=\"grid\" x1=\"52\" y1=\"{height}\" x2=\"258\" y2=\"{height}\"/>\
             <text class=\"end\" x=\"46\" y=\"{}\">{level}</text>",
            height + 4
        );
    }
    let _ = writeln!(
        svg,
        "<line class=\"ground\" x1=\"52\" y1=\"{GROUND}\" x2=\"258\" y2=\"{GROUND}\"/>"
    );
    for tip in Tip::ALL {
        svg.push_str(&column(tip, level(&tip)));
    }
    svg.push_str("</svg>\n");
    svg
}

fn column(tip: Tip, level: Option<Level>) -> String {
    let left = LEFT + tip.index() * PITCH;
    let middle = left + WIDTH / 2;
    let height = level.map_or(0, |level| usize::from(level.score()) * STEP);
    let top = GROUND - height;
    let mark = level.map_or("–", Look::mark);
    let class = level.map_or("none", Level::id);
    let bar = match height {
        0 => String::new(),
        _ => format!(
            "<rect class=\"{class}\" x=\"{left}\" y=\"{top}\" width=\"{WIDTH}\" height=\"{height}\"/>"
        ),
    };
    format!(
        "{bar}<text x=\"{middle}\" y=\"{}\">{mark}</text><text x=\"{middle}\" y=\"{}\">{}</text>\n",
        top - 4,
        GROUND + 15,
        number(tip)
    )
}
