use std::collections::HashMap;

use console::Style;
use starcoach::draft::{Section, Tip, Tips, Words};
use starcoach::judge::{Level, marks};
use starcoach::render::Look;
use starcoach::text::{FigureKind, Span, figures, fillers, sentences, words};

use super::show;
use crate::cli::editor::Dress;
use crate::cli::settings::Pace;

const TEAM: [&str; 4] = ["we", "we're", "we've", "we'd"];

/// What the coach notices while a section is being written.
pub(super) struct Live<'w> {
    section: Section,
    words: &'w Words,
    pace: Pace,
    /// What the sentences said when they were last looked at; all but one stay the same from key to key.
    seen: HashMap<String, Tips<Option<Level>>>,
}

impl<'w> Live<'w> {
    pub(super) fn new(section: Section, words: &'w Words, pace: Pace) -> Self {
        Self { section, words, pace, seen: HashMap::new() }
    }

    /// Marks in `text` and the rows below it, the coach's `hint` first, for `columns`.
    pub(super) fn dress(
        &mut self,
        text: &str,
        hint: Option<&str>,
        columns: usize,
        look: Look,
    ) -> Dress {
        let found = words(text);
        let mut marks = places(text, &found);
        let count = |kind: Kind| marks.iter().filter(|(_, own)| *own == kind).count();
        let noticed = self.noticed(text, [Kind::Figure, Kind::Team, Kind::Filler].map(count));
        let status = self.status(found.len());

        let look = Look::new(columns, look.has_colour());
        let mut below = Vec::new();
        if let Some(hint) = hint {
            below.extend(look.wrap(hint, "Coach: ", "  ").lines().map(|line| look.quote(line)));
        }
        for line in [status, noticed].iter().filter(|line| !line.is_empty()) {
            below.extend(look.wrap(line, "", "").lines().map(|line| look.dim(line)));
        }
        below.extend(look.wrap(keys(columns), "", "").lines().map(|line| look.dim(line)));
        marks.sort_by_key(|(span, _)| *span);
        let marks = marks.into_iter().map(|(span, kind)| (span, kind.style(look))).collect();
        Dress { marks, below }
    }

    fn status(&self, count: usize) -> String {
        let deserved = show::minutes(self.pace.deserved(self.section, self.words));
        let spoken = show::minutes(self.pace.spoken(count));
        let words = if count == 1 { "word" } else { "words" };
        format!("{} · {count} {words} · {spoken} of {deserved}", self.section)
    }

    fn noticed(&mut self, text: &str, [figures, team, fillers]: [usize; 3]) -> String {
        let levels = self.levels(text);
        let at = |level: Level| -> String {
            let tips = Tip::ALL.iter().filter(|tip| levels[tip.index()] == Some(level));
            tips.map(|tip| tip.id()).collect::<Vec<_>>().join(", ")
        };
        let (shows, hints) = (at(Level::Shown), at(Level::Hinted));
        let parts = [
            (!shows.is_empty()).then(|| format!("shows {shows}")),
            (!hints.is_empty()).then(|| format!("hints at {hints}")),
            (figures > 0)
                .then(|| format!("{figures} figure{}", if figures == 1 { "" } else { "s" })),
            (team > 0).then(|| format!("{team} × we")),
            (fillers > 0).then(|| format!("{fillers} × filler")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// The highest level at which any sentence speaks to each tip.
    fn levels(&mut self, text: &str) -> Tips<Option<Level>> {
        let mut highest = [None; 6];
        let mut seen = HashMap::new();
        for span in sentences(text) {
            let sentence = span.of(text);
            let own = self.seen.remove(sentence).unwrap_or_else(|| {
                let mut own = [None; 6];
                for (tip, level) in
                    marks(self.section, sentence).into_iter().flat_map(|mark| mark.tips)
                {
                    own[tip.index()] = own[tip.index()].max(Some(level));
                }
                own
            });
            for (highest, own) in highest.iter_mut().zip(own) {
                *highest = (*highest).max(own);
            }
            seen.insert(sentence.to_owned(), own);
        }
        self.seen = seen;
        highest
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Figure,
    Team,
    Filler,
}

impl Kind {
    fn style(self, look: Look) -> Style {
        let style = match self {
            Self::Figure => Style::new().cyan(),
            Self::Team => Style::new().yellow(),
            Self::Filler => Style::new().dim(),
        };
        style.force_styling(look.has_colour())
    }
}

/// Where figures, "we" and fillers stand; none overlaps another.
fn places(text: &str, words: &[Span]) -> Vec<(Span, Kind)> {
    let is_figure =
        |kind| !matches!(kind, FigureKind::Date | FigureKind::Name | FigureKind::Ordinal);
    let mut places: Vec<(Span, Kind)> = figures(text)
        .into_iter()
        .filter(|figure| is_figure(figure.kind))
        .map(|figure| (figure.span, Kind::Figure))
        .collect();
    let is_team = |span: &&Span| TEAM.contains(&&*span.of(text).to_lowercase().replace('’', "'"));
    let team = words.iter().filter(is_team).map(|span| (*span, Kind::Team));
    let fillers = fillers(text, words).into_iter().map(|span| (span, Kind::Filler));
    for found in team.chain(fillers) {
        if !places.iter().any(|(other, _)| other.overlaps(&found.0)) {
            places.push(found);
        }
    }
    places
}

/// The keys that one must know; in tmux, Ctrl-B is tmux's own.
fn keys(columns: usize) -> &'static str {
    match (columns >= 64, is_in_tmux()) {
        (true, false) => "Ctrl-D done · Ctrl-T hint · Ctrl-O editor · Ctrl-B back · Ctrl-C leave",
        (true, true) => "Ctrl-D done · Ctrl-T hint · Ctrl-O editor · Shift-Tab back · Ctrl-C leave",
        (false, false) => "^D done ^T hint ^O editor ^B back",
        (false, true) => "^D done ^T hint ^O editor S-Tab back",
    }
}

pub(super) fn is_in_tmux() -> bool {
    std::env::var_os("TMUX").is_some()
}

#[cfg(test)]
mod tests {
    use console::strip_ansi_codes;
    use starcoach::draft::{Section, Words};
    use starcoach::render::Look;

    use super::{Kind, Live, places};
    use crate::cli::settings::Pace;
    use starcoach::text::words;

    #[test]
    fn figures_we_and_fillers_are_found_and_nothing_twice() {
        let text = "Basically we cut it by 40 %, from 8 s. We've kind of won.";
        let mut found = places(text, &words(text));
        found.sort_by_key(|(span, _)| *span);
        let found: Vec<_> = found.iter().map(|(span, kind)| (span.of(text), *kind)).collect();
        let expected = [
            ("Basically", Kind::Filler),
            ("we", Kind::Team),
            ("40 %", Kind::Figure),
            ("8 s", Kind::Figure),
            ("We've", Kind::Team),
            ("kind of", Kind::Filler),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_rows_below_keep_to_the_width_and_say_length_and_keys() {
        let mut live = Live::new(Section::Action, Words::builtin(), Pace::default());
        for columns in [30, 39, 79] {
            let text = "I timed thirty runs and saw that 22 waited for a lock. ".repeat(9);
            let dress = live.dress(
                &text,
                Some("Say what you looked at first, and what it showed."),
                columns,
                Look::plain(),
            );
            for row in &dress.below {
                assert!(console::measure_text_width(row) <= columns, "{row}");
            }
            let all = dress.below.join(" ");
            let all = strip_ansi_codes(&all);
            assert!(all.contains("Action · 108 words · 0:43 of 1:00"), "{all}");
            assert!(all.starts_with("Coach: ") && all.contains("done"), "{all}");
        }
    }

    #[test]
    fn marks_of_sentences_are_remembered_as_long_as_they_stand() {
        let mut live = Live::new(Section::Result, Words::builtin(), Pace::default());
        live.levels("One thing. Another thing.");
        assert_eq!(live.seen.len(), 2);
        live.levels("Another thing.");
        assert_eq!(live.seen.len(), 1);
    }
}
